import type { Steps } from './steps.ts';

/** What indices are sorted by: ascending keys, then ascending ties. None is NaN. */
export interface SortKeys {
  readonly keys: Float64Array;
  readonly tie: Float64Array;
}

/** Runs are made at least so long by insertion. */
const SHORTEST_RUN = 16;
/** Indices that are moved between two steps, in about a millisecond. */
const MOVES = 65_536;

function isBefore({ keys, tie }: SortKeys, one: number, two: number): boolean {
  const [first, second] = [keys[one]!, keys[two]!];
  return first < second || (first === second && tie[one]! < tie[two]!);
}

/** The end of the run that begins at `from`; one that descends is turned round. */
function runFrom(indices: Uint32Array, from: number, by: SortKeys): number {
  const end = indices.length;
  let to = from + 1;
  if (to === end) return end;
  if (isBefore(by, indices[to]!, indices[from]!)) {
    while (to < end && isBefore(by, indices[to]!, indices[to - 1]!)) to++;
    indices.subarray(from, to).reverse();
  } else {
    while (to < end && !isBefore(by, indices[to]!, indices[to - 1]!)) to++;
  }
  const least = Math.min(end, from + SHORTEST_RUN);
  for (; to < least; to++) insert(indices, from, to, by);
  return to;
}

/** Brings what stands at `to` to its place in the run before it. */
function insert(indices: Uint32Array, from: number, to: number, by: SortKeys): void {
  const index = indices[to]!;
  let at = to;
  for (; at > from && isBefore(by, index, indices[at - 1]!); at--) indices[at] = indices[at - 1]!;
  indices[at] = index;
}

/** Two neighbouring runs of `source`, and how far they are merged. */
interface Merge {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Next of the first run. */
  left: number;
  readonly middle: number;
  readonly to: number;
  /** Next place of the target. */
  at: number;
}

function mergeUntil(merge: Merge, until: number, by: SortKeys): void {
  const { source, target, middle, to } = merge;
  let { left, at } = merge;
  // As many are taken of both as places are filled.
  let right = at - left + middle;
  for (; at < until; at++) {
    const isRight = left >= middle || (right < to && isBefore(by, source[right]!, source[left]!));
    target[at] = isRight ? source[right++]! : source[left++]!;
  }
  merge.left = left;
  merge.at = at;
}

/**
 * Sorts indices, whose array it uses up, and answers them in order: a natural merge sort (D. E. Knuth, The Art of Computer Programming 3, 5.2.4),
 * which leaves alone what is in order already, as rows that come by time mostly are.
 */
export function* sortRows(indices: Uint32Array, by: SortKeys): Steps<Uint32Array> {
  let ends: number[] = [];
  for (let from = 0, next = MOVES; from < indices.length;) {
    from = runFrom(indices, from, by);
    ends.push(from);
    if (from < next) continue;
    next = from + MOVES;
    yield;
  }
  let source = indices;
  let target: Uint32Array = new Uint32Array(ends.length > 1 ? indices.length : 0);
  while (ends.length > 1) {
    const merged: number[] = [];
    let moved = 0;
    for (let run = 0; run < ends.length; run += 2) {
      const from = merged.at(-1) ?? 0;
      const middle = ends[run]!;
      const to = ends[run + 1] ?? middle;
      const merge: Merge = { source, target, left: from, middle, to, at: from };
      while (merge.at < to) {
        const until = Math.min(to, merge.at + MOVES - moved);
        moved += until - merge.at;
        mergeUntil(merge, until, by);
        if (moved < MOVES) continue;
        moved = 0;
        yield;
      }
      merged.push(to);
    }
    [source, target] = [target, source];
    ends = merged;
  }
  return source;
}
