import type { Milliseconds } from '../model/time.ts';
import { NONE, rangeOf } from './trace.ts';
import type { Trace } from '../model/trace.ts';

/** The nodes of a scope that have something beneath them, and nothing that took as long as a limit. */
export function withoutLonger(trace: Trace, root: number, limit: Milliseconds): Set<number> {
  const [from, to] = rangeOf(trace, root);
  const longest = new Float64Array(to - from);
  const found = new Set<number>();
  // Children have greater numbers than their parent, so that theirs is known by the time it is asked for.
  for (let node = to - 1; node >= from; node--) {
    const below = longest[node - from] ?? 0;
    if ((trace.children[node] ?? 0) > 0 && below < limit) found.add(node);
    const parent = trace.parent[node] ?? NONE;
    if (parent < from) continue;
    longest[parent - from] = Math.max(longest[parent - from] ?? 0, below, trace.duration[node] ?? 0);
  }
  return found;
}
