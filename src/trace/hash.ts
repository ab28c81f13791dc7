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
  readonly system?: string | null;
  /** The sender's own idea of what belongs together; it wins. */
  readonly fingerprint?: readonly string[];
}

const HTTP_METHOD_AND_URL =
  /^(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) (?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)/i;

/** How the shape of a description is told. */
type Kind = 'whole' | 'redis' | 'sql' | 'http';

function kindOf({ op, isRoot, system }: Groupable): Kind {
  if (isRoot === true) return 'whole';
  if (op === 'redis' || op === 'db.redis' || system === 'redis') return 'redis';
  if (op === 'db' || op.startsWith('db.')) return 'sql';
  return op === 'http.client' ? 'http' : 'whole';
}

/** What two spans of a kind must have in common to share a group; the rest of a description differs from call to call. */
function shapeOf(kind: Kind, description: string): readonly string[] {
  if (kind === 'sql') return [normaliseSql(description)];
  if (kind === 'redis') return description.split(' ', 1);
  const [, method, scheme = '', host = '', path = ''] =
    (kind === 'http' ? HTTP_METHOD_AND_URL.exec(description) : null) ?? [];
  return method === undefined ? [description] : [method.toUpperCase(), scheme, host, path];
}

function digest(shape: readonly string[]): string {
  return bytesToHex(md5(utf8ToBytes(shape.join('')))).slice(0, 16);
}

/** Groups that were computed lately: most spans say what others said. Few and short ones, so that it stays small. */
const lately: Readonly<Record<Kind, Map<string, string>>> = {
  whole: new Map(),
  redis: new Map(),
  sql: new Map(),
  http: new Map(),
};
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 500;

/**
 * The group of a span: 16 hexadecimal digits that spans of the same shape share. The first half of the MD5 of what
 * they have in common, as Sentry's span grouping `default:2021-08-25` has it: SQL with its `IN` lists collapsed,
 * the method and URL without query of an outgoing request, a Redis command without arguments, a transaction's
 * name, else the description. Beyond Sentry, raw SQL literals are replaced first, because many senders leave them.
 */
export function groupOf(span: Groupable): string {
  const { description, fingerprint } = span;
  if (fingerprint !== undefined && fingerprint.length > 0) return digest(fingerprint);
  const kind = kindOf(span);
  if (description.length > LONGEST_REMEMBERED) return digest(shapeOf(kind, description));
  const known = lately[kind];
  let group = known.get(description);
  if (group === undefined) {
    if (known.size >= MOST_REMEMBERED) known.clear();
    group = digest(shapeOf(kind, description));
    known.set(description, group);
  }
  return group;
}
