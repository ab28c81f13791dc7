import { childrenOf, endOf, isOwnChild } from './trace.ts';
import type { Trace } from '../model/trace.ts';

/** A stretch of a trace, in milliseconds after its start. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

type Times = Pick<Trace, 'length' | 'parent' | 'start' | 'duration' | 'row' | 'entry'>;

/**
 * Self time of every node: the duration that no direct child covers. Children are clipped to their parent, time in
 * which several ran counts once, and what another service did counts for the span that waited, as does what is only
 * placed beneath it because its parent is missing. Nodes are in depth-first order, so one pass over them is enough.
 */
export function selfTimes(trace: Times): Float64Array {
  const { length, parent, start, duration } = trace;
  const self = Float64Array.from(duration);
  // How far the children seen so far cover their parent; they come in order of their start.
  const covered = Float64Array.from(start);
  for (let node = 0; node < length; node++) {
    const above = parent[node] ?? -1;
    if (above < 0 || !isOwnChild(trace, node)) continue;
    const from = Math.max(start[node] ?? 0, covered[above] ?? 0);
    const to = Math.min(
      (start[node] ?? 0) + (duration[node] ?? 0),
      (start[above] ?? 0) + (duration[above] ?? 0),
    );
    if (to <= from) continue;
    self[above] = Math.max(0, (self[above] ?? 0) - (to - from));
    covered[above] = to;
  }
  return self;
}

/** The stretches of a node in which none of its direct children ran, in order. Their sum is its self time. */
export function selfStretches(trace: Trace, node: number): Stretch[] {
  const stretches: Stretch[] = [];
  const end = endOf(trace, node);
  let covered = trace.start[node] ?? 0;
  for (const child of childrenOf(trace, node)) {
    if (!isOwnChild(trace, child)) continue;
    const from = Math.min(trace.start[child] ?? 0, end);
    if (from > covered) stretches.push({ start: covered, end: from });
    covered = Math.max(covered, Math.min(endOf(trace, child), end));
  }
  if (end > covered) stretches.push({ start: covered, end });
  return stretches;
}
