import { NUMBER_COLUMNS } from '../model/column.ts';
import type { BinKey } from '../model/query.ts';
import { BinLookup, WORTH_LOOKUP, searchBin } from './bin-lookup.ts';
import type { GroupKey } from './group-keys.ts';
import { refuse } from './refuse.ts';
import type { Table } from './table.ts';

/** More bins than any chart draws. */
const MOST_BINS = 100_000;

/** Edges that ascend, or a refusal. */
export function checkEdges(edges: readonly number[]): readonly number[] {
  const ascend = edges.every((edge, index) => index === 0 || edge > edges[index - 1]!);
  if (edges.length < 2 || !ascend) {
    refuse('The edges of bins must be at least two numbers in ascending order.', 'Correct the edges.');
  }
  return edges;
}

/** The smallest and the largest value at some positions; on a log scale of those above 0. Null without one. */
function extentOf(
  values: Float32Array | Float64Array | null,
  positions: Uint32Array,
  isLog: boolean,
): { min: number; max: number } | null {
  if (values === null) return null;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < positions.length; index++) {
    const value = values[positions[index]!]!;
    if (isLog && !(value > 0)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}

/**
 * The edges of a key's bins: its own, or `count` bins from the smallest to the largest value at `positions`, even
 * on the scale. One bin where all values are equal, no edges where there is no value.
 */
export function edgesOf(table: Table, key: BinKey, positions: Uint32Array): readonly number[] {
  const { count, edges } = key;
  if ((count === undefined) === (edges === undefined)) {
    refuse('Bins need either edges or a count.', 'Give one of them.');
  }
  if (edges !== undefined) return checkEdges(edges);
  const isLog = key.scale === 'log';
  checkCount(count);
  const extent = extentOf(table.values(key.bin), positions, isLog);
  return extent === null ? [] : evenEdges(key, extent.min, extent.max);
}

function checkCount(count: number | undefined): asserts count is number {
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > MOST_BINS) {
    refuse(`There cannot be ${count} bins.`, `Ask for a whole number from 1 to ${MOST_BINS}.`);
  }
}

/** The edges of a key's `count` bins from one value to another, even on the scale; one bin where they are equal. */
export function evenEdges({ count, scale }: BinKey, min: number, max: number): readonly number[] {
  checkCount(count);
  const isLog = scale === 'log';
  if (min === max) return [min, max];
  return Array.from({ length: count + 1 }, (_, index) => {
    if (index === 0) return min;
    if (index === count) return max;
    return isLog ? min * (max / min) ** (index / count) : min + (max - min) * (index / count);
  });
}

/** Groups by the bins of a number; values outside are in none, nor are values up to 0 on a log scale. */
export function binKey(table: Table, key: BinKey, edges: readonly number[]): GroupKey {
  const column = key.bin;
  const isLog = key.scale === 'log';
  const bounds = Float64Array.from(edges);
  let lookup: BinLookup | null = null;
  return {
    codes: Math.max(0, edges.length - 1),
    read(positions) {
      const codes = new Int32Array(positions.length).fill(-1);
      const values = table.values(column);
      if (values === null || bounds.length < 2) return codes;
      if (positions.length >= WORTH_LOOKUP) lookup ??= new BinLookup(bounds);
      for (let index = 0; index < positions.length; index++) {
        const value = values[positions[index]!]!;
        if (isLog && !(value > 0)) continue;
        codes[index] = lookup === null ? searchBin(bounds, value) : lookup.binOf(value);
      }
      return codes;
    },
    rank: (codes) => Float64Array.from(codes),
    toColumn: (codes) => ({
      kind: 'number',
      name: `bin:${column}`,
      unit: NUMBER_COLUMNS.get(column)?.unit ?? 'none',
      values: Float64Array.from(codes, (code) => bounds[code]!),
    }),
  };
}
