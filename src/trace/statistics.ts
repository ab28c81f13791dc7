import type { SpanStatistic } from '../model/survey.ts';
import type { CriticalPath, Trace } from '../model/trace.ts';
import { quantileOf } from './durations.ts';
import { descriptionAt, NONE, opAt, rangeOf } from './trace.ts';

/** Milliseconds of a node that are on a critical path. */
function timeOnPath({ first, start, end }: CriticalPath, node: number): number {
  let time = 0;
  for (let at = first[node] ?? 0; at < (first[node + 1] ?? 0); at++)
    time += (end[at] ?? 0) - (start[at] ?? 0);
  return time;
}

/**
 * The spans below a node (NONE: all), by op and description, what took the most self time first. `path` is the
 * critical path of the same node, null where it is not known: then `critical` is NaN. Durations of a kind are sorted,
 * all else takes time in proportion to the spans.
 */
export function statisticsOf(trace: Trace, root: number, path: CriticalPath | null): SpanStatistic[] {
  const [from, to] = rangeOf(trace, root);
  const places = new Map<number, number>();
  const kinds: { first: number; count: number; total: number; self: number; critical: number }[] = [];
  const placeOf = new Int32Array(to - from).fill(NONE);
  for (let node = from; node < to; node++) {
    const look = trace.look[node] ?? NONE;
    if (look === NONE) continue;
    const place = places.get(look) ?? kinds.length;
    places.set(look, place);
    kinds[place] ??= { first: node, count: 0, total: 0, self: 0, critical: 0 };
    const kind = kinds[place];
    placeOf[node - from] = place;
    kind.count += 1;
    kind.total += trace.duration[node] ?? 0;
    kind.self += trace.self[node] ?? 0;
    kind.critical += path === null ? 0 : timeOnPath(path, node);
  }
  const durations = kinds.map(({ count }) => new Float64Array(count));
  const filled = new Int32Array(kinds.length);
  for (let node = from; node < to; node++) {
    const place = placeOf[node - from] ?? NONE;
    if (place === NONE) continue;
    const at = filled[place] ?? 0;
    const values = durations[place];
    if (values !== undefined) values[at] = trace.duration[node] ?? 0;
    filled[place] = at + 1;
  }
  return kinds
    .map(({ first, count, total, self, critical }, place): SpanStatistic => {
      const sorted = (durations[place] ?? new Float64Array(0)).sort();
      return {
        op: opAt(trace, first),
        description: descriptionAt(trace, first),
        count,
        total,
        self,
        p50: quantileOf(sorted, 0.5),
        p95: quantileOf(sorted, 0.95),
        max: sorted.at(-1) ?? NaN,
        critical: path === null ? NaN : critical,
        first,
      };
    })
    .sort((a, b) => b.self - a.self || a.first - b.first);
}
