import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normaliseSql } from './normalise-sql.ts';

/** What a group is computed from. */
export interface Groupable {
  readonly op: string;
  /** The description; of a transaction's own span its name. */
  readonly description: string;
  /** Whether it is a transaction's own span. */
  readonly isRoot?: boolean;
  /** The database or cache, such as `redis`, where the sender named it. */
  readonly system?: string;
  /** The sender's own idea of what belongs together; it wins. */
  readonly fingerprint?: readonly string[];
}

const HTTP_METHOD_AND_URL =
  /^(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) (?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)/i;

/** What two spans must have in common to share a group; the rest of a description differs from call to call. */
function shapeOf({ op, description, isRoot, system, fingerprint }: Groupable): readonly string[] {
  if (fingerprint !== undefined && fingerprint.length > 0) return fingerprint;
  if (isRoot === true) return [description];
  if (op === 'redis' || op === 'db.redis' || system === 'redis') {
    const [command = ''] = description.split(' ', 1);
    return [command];
  }
  if (op === 'db' || op.startsWith('db.')) return [normaliseSql(description)];
  if (op === 'http.client') {
    const [, method, scheme = '', host = '', path = ''] = HTTP_METHOD_AND_URL.exec(description) ?? [];
    if (method !== undefined) return [method.toUpperCase(), scheme, host, path];
  }
  return [description];
}

function digest(shape: readonly string[]): string {
  return bytesToHex(md5(utf8ToBytes(shape.join('')))).slice(0, 16);
}

/** Groups that were computed lately: most spans say what others said. Few and short ones, so that it stays small. */
const lately = new Map<string, string>();
const MOST_REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 500;

/**
 * The group of a span: 16 hexadecimal digits that spans of the same shape share. The first half of the MD5 of what
 * they have in common, as Sentry's span grouping `default:2021-08-25` has it: SQL with its `IN` lists collapsed,
 * the method and URL without query of an outgoing request, a Redis command without arguments, a transaction's
 * name, else the description. Beyond Sentry, raw SQL literals are replaced first, because many senders leave them.
 */
export function groupOf(span: Groupable): string {
  const { op, description, isRoot = false, system = '', fingerprint = [] } = span;
  if (fingerprint.length > 0 || description.length > LONGEST_REMEMBERED) return digest(shapeOf(span));
  const key = `${isRoot ? 1 : 0} ${op.length} ${system.length} ${op}${system}${description}`;
  let group = lately.get(key);
  if (group === undefined) {
    if (lately.size >= MOST_REMEMBERED) lately.clear();
    group = digest(shapeOf(span));
    lately.set(key, group);
  }
  return group;
}
