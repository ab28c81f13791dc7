import type { Attributes } from '../../model/span.ts';
import { stableOp } from '../op-name.ts';
import { requestName } from '../request-name.ts';
import { KIND } from './otlp-span.ts';
import { textOf } from './semconv.ts';

/** Names that OpenTelemetry's instrumentation of page loads gives to its spans, which have no attributes of note. */
const BROWSER_SPANS: ReadonlyMap<string, string> = new Map([
  ['documentLoad', 'pageload'],
  ['resourceFetch', 'resource'],
]);

function queueOp(attributes: Attributes, kind: number): string {
  const operation = textOf(attributes, 'messaging.operation.type');
  if (operation === 'receive' || operation === 'settle') return `queue.${operation}`;
  if (operation === 'process' || operation === 'deliver') return 'queue.process';
  return kind === KIND.consumer ? 'queue.process' : 'queue.publish';
}

/** `.server` or `.client`, by who began the span. */
function side(kind: number): string {
  if (kind === KIND.server) return '.server';
  return kind === KIND.client ? '.client' : '';
}

/**
 * The operation of a span in Sentry's words, whose first word tells the kind of work: `http`, `db`, `queue`. It is
 * told from the attributes that the semantic conventions require of each; empty where nothing tells it.
 */
export function operationOf(attributes: Attributes, kind: number, name: string): string {
  const said = textOf(attributes, 'sentry.op') ?? BROWSER_SPANS.get(name) ?? null;
  if (said !== null) return stableOp(said);
  if (attributes.has('http.request.method')) return `http${side(kind)}`;
  const database = textOf(attributes, 'db.system.name');
  if (database !== null) return database === 'redis' ? 'db.redis' : 'db';
  if (attributes.has('messaging.system')) return queueOp(attributes, kind);
  if (attributes.has('rpc.system.name')) return `rpc${side(kind)}`;
  if (attributes.has('graphql.operation.type')) return 'graphql';
  if (attributes.has('faas.trigger')) return 'function';
  const express = textOf(attributes, 'express.type');
  if (express !== null) return stableOp(`${express}.express`);
  if (kind === KIND.producer || kind === KIND.consumer) return queueOp(attributes, kind);
  return attributes.has('code.function.name') ? 'function' : '';
}

/** What a span did: a query's text, the method and URL of a request that was sent, else the span's name. */
export function descriptionOf(attributes: Attributes, op: string, name: string): string {
  const query = textOf(attributes, 'db.query.text');
  if (query !== null) return query;
  if (op !== 'http.client') return name;
  const method = textOf(attributes, 'http.request.method');
  const url = textOf(attributes, 'url.full');
  return method !== null && url !== null ? `${method} ${url}` : name;
}

/**
 * A transaction's name: the span's, or method and route where the name does not tell the route. A request whose route
 * nobody knows has its path with the ids taken out in its place, so that not all of them are one.
 */
export function transactionNameOf(attributes: Attributes, name: string): string {
  const route = textOf(attributes, 'http.route');
  const method = textOf(attributes, 'http.request.method');
  if (method === null || (route !== null && name.includes(route))) return name;
  return route === null ? (requestName(name, attributes) ?? name) : `${method} ${route}`;
}
