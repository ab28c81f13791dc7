import type { Steps } from '../steps.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Counts that are made at once. */
const ROOM = 1 << 20;
/** Leaves that are counted in one block, but for a group with more. */
const LEAVES = 64;

/** How many rows groups have in bins; only bins with rows. */
export interface BinCounts {
  readonly bounds: Float32Array;
  /** The groups' places among the candidates, ascending, and the bins. */
  readonly indices: Uint32Array;
  readonly bins: Uint32Array;
  readonly counts: Float64Array;
}

/** A list of numbers that grows. */
class Cells {
  readonly indices: number[] = [];
  readonly bins: number[] = [];
  readonly counts: number[] = [];

  add(index: number, bin: number, count: number): void {
    this.indices.push(index);
    this.bins.push(bin);
    this.counts.push(count);
  }
}

/** Counts the rows of each candidate that lie between neighbours of ascending float32 bounds, in blocks. */
export function* countBins(rows: OrderedRows, bounds: Float32Array): Steps<BinCounts> {
  const cells = new Cells();
  const { length } = bounds;
  const candidates = rows.candidates.length;
  const most = Math.max(1, Math.floor(ROOM / Math.max(1, length)));
  const { starts } = rows.statistics.leaves;
  for (let first = 0, end = 0; first < candidates; first = end) {
    for (end = first + 1; end < Math.min(candidates, first + most); end++) {
      if (starts[end + 1]! - starts[first]! > LEAVES) break;
    }
    if (first > 0) yield;
    const upTo = rows.statistics.upToEach(bounds, first, end);
    for (let index = first; index < end; index++) {
      const own = upTo.subarray((index - first) * length, (index - first + 1) * length);
      if (rows.hasYoung(index)) addYoung(own, rows.rowsOf(index).youngValues, bounds);
      for (let bin = 0; bin + 1 < length; bin++) {
        if (own[bin + 1]! > own[bin]!) cells.add(index, bin, own[bin + 1]! - own[bin]!);
      }
    }
  }
  return {
    bounds,
    indices: Uint32Array.from(cells.indices),
    bins: Uint32Array.from(cells.bins),
    counts: Float64Array.from(cells.counts),
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
