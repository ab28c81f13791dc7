import type { Steps } from '../steps.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { PlaceBitmap } from './place-bitmap.ts';

/** Counts that are made at once. */
const ROOM = 1 << 18;
/** Leaves that are counted in one block, but for a group with more. */
const LEAVES = 64;

/** Groups and bins that have rows, and how many: the groups' places among the candidates, ascending, and the bins. */
export interface BinCells {
  readonly indices: Uint32Array;
  readonly bins: Uint32Array;
  readonly counts: Uint32Array;
}

/** How many rows groups have in bins; only bins with rows. */
export interface BinCounts extends BinCells {
  readonly bounds: Float32Array;
}

/** Counts the rows of each candidate that lie between neighbours of ascending float32 bounds, in blocks: none without two. */
export function* countBins(rows: OrderedRows, bounds: Float32Array): Steps<BinCounts> {
  const { length } = bounds;
  const parts: BinCells[] = [];
  for (const { first, end } of stretchesOf(rows, length)) {
    if (first > 0) yield;
    const add = (upTo: Uint32Array): void => addYoungRows(rows, bounds, first, end, upTo);
    parts.push(rows.statistics.cellsBetween(bounds, first, end, rows.young.spans.size === 0 ? null : add));
  }
  return { bounds, ...joined(parts) };
}

/** Neighbouring candidates that are counted at once. */
function* stretchesOf(
  rows: OrderedRows,
  length: number,
): Generator<{ readonly first: number; readonly end: number }> {
  const candidates = length > 1 ? rows.candidates.length : 0;
  const most = Math.max(1, Math.floor(ROOM / Math.max(1, length)));
  const { starts } = rows.statistics.leaves;
  for (let first = 0, end = 0; first < candidates; first = end) {
    for (end = first + 1; end < Math.min(candidates, first + most); end++) {
      if (starts[end + 1]! - starts[first]! > LEAVES) break;
    }
    yield { first, end };
  }
}

/** What the rows of each cell weigh: those of each weight are counted once more. In blocks. */
export function* weighBins(rows: OrderedRows, cells: BinCounts): Steps<Float64Array> {
  const { bounds, indices, bins } = cells;
  const { table, orders } = rows.context;
  const weights = new Float64Array(indices.length);
  const bitmap = new PlaceBitmap(table.heap, orders.byDuration.places);
  try {
    for (const { weight, counts } of rows.weighted.eachClass(bitmap.at)) {
      let cell = 0;
      for (const { first, end } of stretchesOf(rows, bounds.length)) {
        const upTo = rows.statistics.upToEach(bitmap.at, counts, bounds, first, end);
        for (; cell < indices.length && indices[cell]! < end; cell++) {
          const place = (indices[cell]! - first) * bounds.length + bins[cell]!;
          weights[cell]! += weight * (upTo[place + 1]! - upTo[place]!);
        }
        yield;
      }
    }
  } finally {
    bitmap.release();
  }
  weighYoung(rows, cells, weights);
  return weights;
}

/** Adds what young rows weigh to their cells. */
function weighYoung(rows: OrderedRows, { bounds, indices, bins }: BinCounts, weights: Float64Array): void {
  if (rows.young.spans.size === 0) return;
  for (let cell = 0; cell < indices.length;) {
    const index = indices[cell]!;
    const own = rows.hasYoung(index) ? rows.rowsOf(index) : null;
    const values = own?.youngValues ?? new Float32Array(0);
    let young = 0;
    for (; cell < indices.length && indices[cell] === index; cell++) {
      while (young < values.length && values[young]! <= bounds[bins[cell]!]!) young += 1;
      for (; young < values.length && values[young]! <= bounds[bins[cell]! + 1]!; young++) {
        weights[cell]! += own!.youngWeights()[young]!;
      }
    }
  }
}

/** Adds the young rows of the candidates [first, end) to what lies up to each bound. */
function addYoungRows(
  rows: OrderedRows,
  bounds: Float32Array,
  first: number,
  end: number,
  upTo: Uint32Array,
): void {
  const { length } = bounds;
  for (let index = first; index < end; index++) {
    if (!rows.hasYoung(index)) continue;
    const own = upTo.subarray((index - first) * length, (index - first + 1) * length);
    addYoung(own, rows.rowsOf(index).youngValues, bounds);
  }
}

/** One list after the other. */
function joined(parts: readonly BinCells[]): BinCells {
  const join = (of: (part: BinCells) => Uint32Array): Uint32Array => {
    const all = new Uint32Array(parts.reduce((sum, part) => sum + of(part).length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(of(part), at);
      at += of(part).length;
    }
    return all;
  };
  return {
    indices: join(({ indices }) => indices),
    bins: join(({ bins }) => bins),
    counts: join(({ counts }) => counts),
  };
}

/** Adds the young rows, ascending, to what lies up to each bound. */
function addYoung(upTo: Uint32Array, values: Float32Array, bounds: Float32Array): void {
  let young = 0;
  for (let index = 0; index < bounds.length; index++) {
    while (young < values.length && values[young]! <= bounds[index]!) young += 1;
    upTo[index]! += young;
  }
}
