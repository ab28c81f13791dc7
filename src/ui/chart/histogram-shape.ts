import { isNearlyOne, xOn } from './duration-axis.ts';
import type { DurationAxis } from './duration-axis.ts';
import type { Distribution } from './strip-path.ts';

/** A percentile that a histogram marks. */
export interface HistogramMark {
  readonly name: 'p50' | 'p75' | 'p95' | 'p99';
  readonly value: number;
}

/** A bar: from x to x, in pixels of the plot, and whether it is of the tail. */
export interface Bar {
  readonly bin: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly isTail: boolean;
}

function summed(counts: Float64Array): Float64Array {
  return Float64Array.of(counts.reduce((sum, count) => sum + count, 0));
}

/** Bins that nobody could tell apart, as one bin. */
export function mergedIfNearlyOne(
  distribution: Distribution,
  earlier: Float64Array | null,
): { readonly distribution: Distribution; readonly earlier: Float64Array | null } {
  const { edges, counts } = distribution;
  const [from, to] = [edges[0], edges.at(-1)];
  if (from === undefined || to === undefined || !isNearlyOne(edges)) return { distribution, earlier };
  return {
    distribution: { edges: [from, to], counts: summed(counts) },
    earlier: earlier === null ? null : summed(earlier),
  };
}

/** Half the width of a bar that stands alone, in pixels. */
const ALONE = 8;

/** The bars of a histogram; the bin that the tail begins in is cut there. Neighbours keep a pixel between them. */
export function toBars({ edges, counts }: Distribution, axis: DurationAxis, tailFrom: number): Bar[] {
  const cut = Number.isFinite(tailFrom) ? xOn(axis, tailFrom) : axis.width;
  const bars: Bar[] = [];
  if (isNearlyOne(edges) && counts.length === 1) {
    const x = Math.round(xOn(axis, edges[0] ?? Number.NaN));
    return [{ bin: 0, from: x - ALONE, to: x + ALONE, count: counts[0] ?? 0, isTail: false }];
  }
  for (const [bin, count] of counts.entries()) {
    if (!(count > 0)) continue;
    const [low = axis.from, high = axis.to] = [edges[bin], edges[bin + 1]];
    const from = Math.round(xOn(axis, low));
    const to = Math.max(from + 1, Math.round(xOn(axis, high)) - 1);
    if (cut > from && cut < to && low < tailFrom && tailFrom < high) {
      bars.push({ bin, from, to: cut, count, isTail: false }, { bin, from: cut, to, count, isTail: true });
    } else {
      bars.push({ bin, from, to, count, isTail: (low + high) / 2 >= tailFrom });
    }
  }
  return bars;
}

/** Places labels of one width beside each other as near to their places as they can be. */
export function spread(places: readonly number[], gap: number, from: number, to: number): number[] {
  const placed = places.map((place) => Math.min(Math.max(place, from), to));
  for (let round = 0; round < ROUNDS; round++) {
    for (let index = 1; index < placed.length; index++) {
      const [left = 0, right = 0] = [placed[index - 1], placed[index]];
      const missing = gap - (right - left);
      if (missing <= 0) continue;
      placed[index - 1] = Math.max(from + (index - 1) * gap, left - missing / 2);
      placed[index] = Math.min(to - (placed.length - 1 - index) * gap, right + missing / 2);
    }
  }
  return placed;
}

const ROUNDS = 24;

/** The bin at a place of the plot; −1 outside. */
export function binAt({ edges }: Distribution, axis: DurationAxis, x: number): number {
  if (x < 0 || x > axis.width) return -1;
  const next = edges.findIndex((edge) => xOn(axis, edge) > x);
  return next < 0 ? edges.length - 2 : next - 1;
}
