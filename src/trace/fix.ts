import type { Fix } from '../model/survey.ts';
import type { Milliseconds } from '../model/time.ts';
import { quantileOf, sortedDurations } from './durations.ts';
import { durationIf } from './schedule.ts';
import type { Altered } from './schedule.ts';
import { NONE } from './trace.ts';
import type { Trace } from '../model/trace.ts';

/**
 * How long something would take after a fix, in milliseconds. `optimistic` is where all goes well, `pessimistic`
 * where little does; what each assumes stands at `estimate`.
 */
export interface Estimate {
  readonly optimistic: Milliseconds;
  readonly pessimistic: Milliseconds;
}

/** The others are gone; with `keepsTime` what was done between them is still done. */
function batched(nodes: readonly number[], duration: Milliseconds, keepsTime: boolean): Map<number, Altered> {
  return new Map(
    nodes.map((node, at) => [node, at === 0 ? { duration } : { duration: 0, ...(!keepsTime && { lag: 0 }) }]),
  );
}

/** `lanes` at a time: each begins with the one `lanes` before it would have ended; the first few together. */
function inParallel(trace: Trace, nodes: readonly number[], lanes: number): Map<number, Altered> {
  const [first = NONE] = nodes;
  const free = Array.from({ length: lanes }, () => 0);
  const altered = new Map<number, Altered>();
  for (const node of nodes) {
    const lane = free.indexOf(Math.min(...free));
    const start = free[lane] ?? 0;
    free[lane] = start + (trace.duration[node] ?? 0);
    if (node !== first) altered.set(node, { startsWith: first, lag: start });
  }
  return altered;
}

/** Every nth of some spans as it was, the others gone. */
function cached(nodes: readonly number[], everyNth: number): Map<number, Altered> {
  return new Map(nodes.filter((_, at) => at % everyNth !== 0).map((node) => [node, { duration: 0 }]));
}

function halved(trace: Trace, nodes: readonly number[], withChildren: boolean): Map<number, Altered> {
  return new Map(
    nodes.map((node) => {
      const duration = trace.duration[node] ?? 0;
      const saved = withChildren ? duration / 2 : (trace.self[node] ?? 0) / 2;
      return [node, { duration: duration - saved }];
    }),
  );
}

/**
 * How long a node would take if some of the spans beneath it were fixed, by `durationIf`, which keeps what waited for
 * what.
 *
 * - `batch`: one span instead of all. Pessimistic: as long as their p95, and the time between them stays.
 *   Optimistic: as long as their p50, and the time between them goes too.
 * - `parallel`: pessimistic: two at a time; optimistic: all at once.
 * - `cache`: pessimistic: every second one still runs; optimistic: only the first one does.
 * - `halve`: pessimistic: half of their self time is saved; optimistic: half of all their time.
 */
export function estimate(trace: Trace, root: number, fix: Fix, nodes: readonly number[]): Estimate {
  const durations = sortedDurations(trace, nodes);
  const ways: Record<Fix, () => [Map<number, Altered>, Map<number, Altered>]> = {
    batch: () => [
      batched(nodes, quantileOf(durations, 0.95), true),
      batched(nodes, quantileOf(durations, 0.5), false),
    ],
    parallel: () => [inParallel(trace, nodes, 2), inParallel(trace, nodes, nodes.length)],
    cache: () => [cached(nodes, 2), cached(nodes, nodes.length)],
    halve: () => [halved(trace, nodes, false), halved(trace, nodes, true)],
  };
  const [pessimistic, optimistic] = ways[fix]();
  return {
    pessimistic: durationIf(trace, root, pessimistic),
    optimistic: durationIf(trace, root, optimistic),
  };
}
