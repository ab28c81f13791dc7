import type { Milliseconds } from '../model/time.ts';
import { ROUNDING } from './rounding.ts';
import { childrenOf, endOf, NONE } from './trace.ts';
import type { Trace } from '../model/trace.ts';

/** What is different about a node in a trace that was not recorded, only thought of. */
export interface Altered {
  /** Its duration without anything beneath it; left out: as its children make it. */
  readonly duration?: Milliseconds;
  /** How long after what it waited for it begins; left out: as it did. */
  readonly lag?: Milliseconds;
  /** A child of the same parent whose beginning it shares; left out: it waits for what it waited for. */
  readonly startsWith?: number;
}

interface Child {
  readonly node: number;
  /** The child that ended last before this one began; NONE: it began with its parent. */
  readonly after: number;
  readonly lag: Milliseconds;
}

/** For each child the sibling it seems to have waited for: the one that ended last before it began. */
function waits(trace: Trace, parent: number): { children: Child[]; last: number; tail: Milliseconds } {
  const inOrder = [...childrenOf(trace, parent)];
  const byEnd = inOrder.toSorted((a, b) => endOf(trace, a) - endOf(trace, b) || a - b);
  let ended = 0;
  let after = NONE;
  const begin = trace.start[parent] ?? 0;
  const waitedFor = (moment: number, before: number): number => {
    for (let next = byEnd[ended]; next !== undefined && next < before; next = byEnd[++ended]) {
      if (endOf(trace, next) > moment + ROUNDING) break;
      after = next;
    }
    return after;
  };
  const children = inOrder.map((node): Child => {
    const start = trace.start[node] ?? 0;
    const after = waitedFor(start, node);
    return { node, after, lag: start - (after === NONE ? begin : endOf(trace, after)) };
  });
  const end = endOf(trace, parent);
  const last = waitedFor(end, Infinity);
  return { children, last, tail: end - (last === NONE ? begin : endOf(trace, last)) };
}

/**
 * How long a node would take if some of what is beneath it were different. Every child begins as long after the
 * sibling that ended last before it as it did, and so does the end of every node: what was waited for then is waited
 * for now. What ran in parallel stays in parallel, and shortens nothing by getting shorter. With nothing altered it
 * is the node's duration.
 */
export function durationIf(trace: Trace, root: number, altered: ReadonlyMap<number, Altered>): Milliseconds {
  const size = trace.size[root] ?? 0;
  const duration = new Float64Array(size);
  const touched = new Uint8Array(size);
  for (const node of altered.keys()) {
    for (let at = node; at !== NONE && at >= root; at = trace.parent[at] ?? NONE) {
      if (at < root + size) touched[at - root] = 1;
    }
  }
  // Children have greater numbers than their parent, so that they are known by the time it is their turn.
  for (let node = root + size - 1; node >= root; node--) {
    const own = altered.get(node)?.duration;
    if (own !== undefined) duration[node - root] = own;
    else if (touched[node - root] === 0) duration[node - root] = trace.duration[node] ?? 0;
    else duration[node - root] = ofParent(trace, node, altered, (child) => duration[child - root] ?? 0);
  }
  return duration[0] ?? 0;
}

function ofParent(
  trace: Trace,
  parent: number,
  altered: ReadonlyMap<number, Altered>,
  durationOf: (child: number) => Milliseconds,
): Milliseconds {
  const { children, last, tail } = waits(trace, parent);
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  for (const { node, after, lag } of children) {
    const { startsWith = NONE, lag: newLag = lag } = altered.get(node) ?? {};
    const begun = (starts.get(startsWith) ?? ends.get(after) ?? 0) + newLag;
    starts.set(node, begun);
    ends.set(node, begun + durationOf(node));
  }
  return (ends.get(last) ?? 0) + tail;
}
