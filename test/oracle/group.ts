import type { BinKey, Key, Query, TimeKey } from '../../src/model/query.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { endOf, numberOf, valueOf } from './value.ts';
import type { Value } from './value.ts';

/** The rows that share their keys, of both sides. */
export interface Group {
  readonly keys: readonly Value[];
  readonly value: Transaction[];
  readonly versus: Transaction[];
}

export function isTime(key: Key): key is TimeKey {
  return typeof key === 'object' && 'time' in key;
}

export function isBin(key: Key): key is BinKey {
  return typeof key === 'object' && 'bin' in key;
}

/** The keys of the group that a row whose time is `time` belongs to; null where it belongs to none. */
function keysOf(
  row: Transaction,
  time: number,
  by: readonly Key[],
  edges: readonly number[],
): Value[] | null {
  const keys: Value[] = [];
  for (const key of by) {
    if (isTime(key)) {
      keys.push(Math.floor(time / key.time) * key.time);
    } else if (isBin(key)) {
      const edge = binOf(numberOf(row, key.bin), key, edges);
      if (edge === null) return null;
      keys.push(edge);
    } else {
      keys.push(valueOf(row, key));
    }
  }
  return keys;
}

/** The lower edge of the bin that holds a value: its upper edge is the next bin's, but for the last one. */
function binOf(value: number | null, key: BinKey, edges: readonly number[]): number | null {
  if (value === null || (key.scale === 'log' && value <= 0)) return null;
  for (const [bin, lower] of edges.slice(0, -1).entries()) {
    const upper = edges[bin + 1] ?? Number.NaN;
    const isLast = bin === edges.length - 2;
    if (value >= lower && (value < upper || (isLast && value === upper))) return lower;
  }
  return null;
}

/** The edges of the bins of a query; null where it has none. */
export function edgesOf(query: Query, rows: readonly Transaction[]): readonly number[] | null {
  const key = query.by.find(isBin);
  if (key === undefined) return null;
  if (key.edges !== undefined) return key.edges;
  const values = rows
    .map((row) => numberOf(row, key.bin))
    .filter((value) => value !== null)
    .filter((value) => key.scale === 'linear' || value > 0);
  if (values.length === 0) return [];
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  if (min === max) return [min, max];
  const count = key.count ?? 1;
  return Array.from({ length: count + 1 }, (_, edge) => {
    if (edge === 0) return min;
    if (edge === count) return max;
    return key.scale === 'linear' ? min + (max - min) * (edge / count) : min * (max / min) ** (edge / count);
  });
}

/** Every bucket that touches the query's range. */
function bucketsOf(query: Query, step: number): number[] {
  const buckets: number[] = [];
  if (query.range.end <= query.range.start) return buckets;
  let bucket = Math.floor(query.range.start / step) * step;
  while (bucket < query.range.end) {
    buckets.push(bucket);
    bucket += step;
  }
  return buckets;
}

/** The groups of a query, in no order. */
export function groupsOf(
  query: Query,
  edges: readonly number[],
  value: readonly Transaction[],
  versus: readonly Transaction[],
): Group[] {
  const groups = new Map<string, Group>();

  function groupOf(keys: readonly Value[]): Group {
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, value: [], versus: [] };
    groups.set(name, group);
    return group;
  }

  const [only] = query.by;
  if (only === undefined) groupOf([]);
  if (only !== undefined && query.by.length === 1 && isTime(only)) {
    for (const bucket of bucketsOf(query, only.time)) groupOf([bucket]);
  }
  for (const row of value) {
    const keys = keysOf(row, endOf(row), query.by, edges);
    if (keys !== null) groupOf(keys).value.push(row);
  }
  // The other side answers the same groups: its time is moved onto the query's, and it adds no group.
  const shift = query.versus?.range === undefined ? 0 : query.range.start - query.versus.range.start;
  for (const row of versus) {
    const keys = keysOf(row, endOf(row) + shift, query.by, edges);
    if (keys !== null) groups.get(JSON.stringify(keys))?.versus.push(row);
  }
  return [...groups.values()];
}
