import { NUMBER_COLUMNS } from '../model/column.ts';
import type { BinKey } from '../model/query.ts';
import { BinTable } from './bin-table.ts';
import type { GroupKey } from './group-keys.ts';
import { refuse } from './refuse.ts';
import type { Extent } from './row-by-row/extent.ts';
import type { Table } from './table.ts';
import { takenFloats } from './values-of.ts';

/** More bins than any chart draws. */
const MOST_BINS = 100_000;
/** Stands for "in no bin". */
const NONE = 0xffff_ffff;

/** Edges that ascend, or a refusal. */
export function checkEdges(edges: readonly number[]): readonly number[] {
  const ascend = edges.every((edge, index) => index === 0 || edge > edges[index - 1]!);
  if (edges.length < 2 || !ascend) {
    refuse('The edges of bins must be at least two numbers in ascending order.', 'Correct the edges.');
  }
  return edges;
}

/**
 * The edges of a key's bins: its own, or `count` bins over an extent (on a log scale that of the values above 0), even on
 * the scale. One bin where all values are equal, no edges where there is no value.
 */
export function edgesOf(key: BinKey, extent: Extent | null): readonly number[] {
  const { count, edges } = key;
  if ((count === undefined) === (edges === undefined)) {
    refuse('Bins need either edges or a count.', 'Give one of them.');
  }
  if (edges !== undefined) return checkEdges(edges);
  checkCount(count);
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
  const { bin: name, scale } = key;
  let bins: BinTable | null = null;
  return {
    codes: Math.max(0, edges.length - 1),
    learn: () => [],
    read({ at, count }, _side, out) {
      const column = table.numbers.get(name);
      if (column === undefined || column.at === 0 || edges.length < 2) {
        table.heap.u32(out, count).fill(NONE);
        return;
      }
      bins ??= new BinTable(table.heap, edges);
      const isLog = scale === 'log' ? 1 : 0;
      const { kernels } = table.heap;
      kernels.readBins(at, count, column.at, column.width, bins.first, bins.edges, bins.bins, isLog, out);
    },
    rank: (codes) => new Float64Array(codes),
    toColumn: (codes) => ({
      kind: 'number',
      name: `bin:${name}`,
      unit: NUMBER_COLUMNS.get(name)?.unit ?? 'none',
      values: takenFloats(edges, codes),
    }),
    release() {
      bins?.release();
      bins = null;
    },
  };
}
