import type { Attributes, AttributeValue } from '../../model/span.ts';

/** Names of attributes before the semantic conventions became stable, with the names of today. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['http.method', 'http.request.method'],
  ['http.status_code', 'http.response.status_code'],
  ['http.url', 'url.full'],
  ['http.scheme', 'url.scheme'],
  ['http.user_agent', 'user_agent.original'],
  ['http.client_ip', 'client.address'],
  ['http.request_content_length', 'http.request.body.size'],
  ['http.response_content_length', 'http.response.body.size'],
  ['net.protocol.version', 'network.protocol.version'],
  ['db.statement', 'db.query.text'],
  ['db.system', 'db.system.name'],
  ['db.name', 'db.namespace'],
  ['db.operation', 'db.operation.name'],
  ['db.sql.table', 'db.collection.name'],
  ['db.cassandra.table', 'db.collection.name'],
  ['db.mongodb.collection', 'db.collection.name'],
  ['db.redis.database_index', 'db.namespace'],
  ['rpc.system', 'rpc.system.name'],
  ['rpc.grpc.status_code', 'rpc.response.status_code'],
  ['http.server_name', 'server.address'],
  ['net.transport', 'network.transport'],
  ['http.flavor', 'network.protocol.version'],
  ['net.protocol.name', 'network.protocol.name'],
  ['messaging.destination', 'messaging.destination.name'],
  ['messaging.operation', 'messaging.operation.type'],
  ['code.function', 'code.function.name'],
  ['code.filepath', 'code.file.path'],
  ['code.lineno', 'code.line.number'],
  ['deployment.environment', 'deployment.environment.name'],
]);

/** The attributes under today's names. Where a sender wrote both names, the new one's value stays. */
export function withStableNames(attributes: Attributes): Map<string, AttributeValue> {
  const renamed = new Map<string, AttributeValue>();
  for (const [key, value] of attributes) {
    const name = RENAMED.get(key) ?? key;
    if (name === key || !attributes.has(name)) renamed.set(name, value);
  }
  return renamed;
}

/** A text attribute that is not empty; numbers are written out. */
export function textOf(attributes: Attributes, key: string): string | null {
  const value = attributes.get(key);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
