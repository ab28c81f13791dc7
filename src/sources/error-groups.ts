import type { ErrorGroup, ErrorGroups, ErrorKind, ErrorPlace, ErrorsQuestion } from '../model/error-group.ts';
import { kindKey } from '../model/error-group.ts';
import type { ErrorEvent } from '../model/span.ts';

/** Places of the newest that a group has. */
const MOST_NEWEST = 100;

interface OpenGroup extends ErrorKind {
  readonly newest: ErrorPlace[];
  readonly users: Set<string>;
  readonly counts: number[];
  readonly message: string;
  readonly level: string;
  readonly last: number;
  first: number;
  count: number;
}

/** Errors, the newest first, put together by their kinds. `read` and `held` are passed on: of the errors there are, those that were looked at. */
export function groupErrors(
  errors: readonly ErrorEvent[],
  { scope, kind: wanted, parts, limit }: ErrorsQuestion,
  { read, held, apart }: Pick<ErrorGroups, 'read' | 'held' | 'apart'>,
): ErrorGroups {
  const { start, end } = scope.range;
  const wantedKey = wanted === null ? null : kindKey(wanted);
  const open = new Map<string, OpenGroup>();
  let matched = 0;
  for (const error of errors) {
    const { eventId, project, transaction, type, frame = null, timestamp, message, level, user } = error;
    const kind: ErrorKind = { project, transaction, type, frame };
    const key = kindKey(kind);
    if (wantedKey !== null && key !== wantedKey) continue;
    matched += 1;
    let group = open.get(key);
    if (group === undefined) {
      const counts = Array.from({ length: parts }, () => 0);
      group = {
        ...kind,
        message,
        level,
        newest: [],
        users: new Set(),
        counts,
        last: timestamp,
        first: 0,
        count: 0,
      };
      open.set(key, group);
    }
    group.count += 1;
    group.first = timestamp;
    if (user !== null && user !== undefined) group.users.add(user);
    if (group.newest.length < MOST_NEWEST) group.newest.push({ eventId, timestamp });
    const part = Math.min(parts - 1, Math.max(0, Math.floor(((timestamp - start) / (end - start)) * parts)));
    group.counts[part] = (group.counts[part] ?? 0) + 1;
  }
  const groups = [...open.values()]
    .sort((one, two) => two.count - one.count || two.last - one.last)
    .slice(0, limit)
    .map((group): ErrorGroup => ({ ...group, users: group.users.size }));
  return { groups, total: open.size, matched, read, held, apart };
}
