import type { Stat } from '../metrics/stat.ts';
import type { Side } from './gather.ts';
import { countUsers } from './gather-users.ts';
import { FLAG, FLAG_BITS, flagResponses } from './response-flags.ts';
import type { Segments } from './segments.ts';
import type { Table } from './table.ts';

/** The statistics that are sums of the weights of rows with a flag. */
const WEIGHED = new Map<Stat['kind'], number>([
  ['measured', FLAG.measured],
  ['satisfied', FLAG.satisfied],
  ['tolerating', FLAG.tolerating],
]);

/** The statistics that are numbers of different users of rows with a flag. */
const USERS = new Map<Stat['kind'], number>([
  ['users', FLAG.any],
  ['measured users', FLAG.waited],
  ['miserable users', FLAG.miserable],
]);

/** Whether a statistic is gathered here. */
export function isFlagged(kind: Stat['kind']): boolean {
  return WEIGHED.has(kind) || USERS.has(kind);
}

/**
 * Per group, the sum of the weights of the rows that have a flag, one result for each of `wanted`. Rows are summed up
 * by their flags together, which takes no branch a row.
 */
function weighFlagged(
  { offsets, groups }: Segments,
  weights: Float64Array | null,
  flags: Uint8Array,
  wanted: readonly number[],
): Float64Array[] {
  const sums = wanted.map(() => new Float64Array(groups));
  const byFlags = new Float64Array(2 ** FLAG_BITS);
  for (let group = 0; group < groups; group++) {
    byFlags.fill(0);
    const to = offsets[group + 1]!;
    for (let index = offsets[group]!; index < to; index++) {
      byFlags[flags[index]!]! += weights === null ? 1 : weights[index]!;
    }
    for (const [at, flag] of wanted.entries()) {
      let sum = 0;
      for (let all = 0; all < byFlags.length; all++) if ((all & flag) !== 0) sum += byFlags[all]!;
      sums[at]![group] = sum;
    }
  }
  return sums;
}

/** Gathers the statistics that compare with a threshold or count users, of `kinds`, into `gathered`. */
export function gatherFlagged(
  table: Table,
  side: Side,
  kinds: readonly Stat['kind'][],
  gathered: Map<string, Float64Array>,
): void {
  const { segments, weights, thresholds } = side;
  const needsFlags = kinds.some((kind) => kind !== 'users');
  const flags = needsFlags ? flagResponses(table, segments, thresholds) : null;
  const weighed = kinds.filter((kind) => WEIGHED.has(kind));
  if (flags !== null && weighed.length > 0) {
    const wanted = weighed.map((kind) => WEIGHED.get(kind)!);
    const sums = weighFlagged(segments, weights, flags, wanted);
    for (const [index, kind] of weighed.entries()) gathered.set(kind, sums[index]!);
  }
  const users = kinds.filter((kind) => USERS.has(kind));
  if (users.length === 0) return;
  const wanted = users.map((kind) => USERS.get(kind)!);
  const counts = countUsers(table.text('user'), segments, flags, wanted);
  for (const [index, kind] of users.entries()) gathered.set(kind, counts[index]!);
}
