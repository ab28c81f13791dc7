import type { Trace } from '../model/trace.ts';

/** The durations of some nodes in milliseconds, ascending. */
export function sortedDurations(trace: Trace, nodes: readonly number[]): Float64Array {
  return Float64Array.from(nodes, (node) => trace.duration[node] ?? 0).sort();
}

/** The quantile q of ascending values, type 7 (linear between ranks), as everywhere in Longtail; NaN of none. */
export function quantileOf(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return NaN;
  const rank = (sorted.length - 1) * q;
  const below = sorted[Math.floor(rank)] ?? NaN;
  const above = sorted[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank - Math.floor(rank));
}
