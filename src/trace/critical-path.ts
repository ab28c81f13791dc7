import type { CriticalPath, Trace } from '../model/trace.ts';
import { ROUNDING } from './rounding.ts';
import { sortByTime } from './sort-by-time.ts';
import { childrenOf, endOf, NONE, rangeOf } from './trace.ts';

/** The children of every node of a subtree by their end, the first first, those of equal end by their number. */
interface ByEnd {
  /** The children of the node `from + i` lie from `first[i]` to below `first[i + 1]`. */
  readonly first: Int32Array;
  readonly children: Int32Array;
  readonly from: number;
}

function childrenByEnd(trace: Trace, root: number): ByEnd {
  const [from, to] = rangeOf(trace, root);
  const length = to - from;
  const first = new Int32Array(length + 1);
  for (let node = from; node < to; node++) {
    first[node - from + 1] = (first[node - from] ?? 0) + (trace.children[node] ?? 0);
  }
  const ends = Float64Array.from({ length }, (_, at) => endOf(trace, from + at));
  const children = new Int32Array(length);
  const filled = first.slice();
  for (const at of sortByTime(ends, new Float64Array(length))) {
    const above = (trace.parent[from + at] ?? NONE) - from;
    if (above < 0 || (root !== NONE && at === 0)) continue;
    const place = filled[above] ?? 0;
    children[place] = from + at;
    filled[above] = place + 1;
  }
  return { first, children, from };
}

interface Visit {
  readonly node: number;
  /** From when to when the one above waited for it. */
  readonly from: number;
  readonly until: number;
}

/**
 * Walks back from the end of a node: what it did last itself, then the child that ended last before that, into
 * which the walk goes on, and what came before that child began. A child that still ran when the next one on the
 * path began held nothing up. Children are cut to their parent. Without recursion, in time in proportion to the nodes.
 */
export function criticalPath(trace: Trace, root: number): CriticalPath {
  const nodes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const visits: Visit[] = [];
  const byEnd = childrenByEnd(trace, root);
  const visit = (node: number, until: number, floor: number): void => {
    const from = Math.max(trace.start[node] ?? 0, floor);
    visits.push({ node, from, until: Math.min(endOf(trace, node), until) });
  };
  if (root !== NONE) visit(root, Infinity, -Infinity);
  else for (const node of childrenOf(trace, NONE)) visit(node, Infinity, -Infinity);
  for (let next = visits.pop(); next !== undefined; next = visits.pop()) {
    const { node, from, until } = next;
    let at = until;
    const piece = (start: number): void => {
      if (start >= at) return;
      nodes.push(node);
      starts.push(start);
      ends.push(at);
    };
    const [least = 0, most = 0] = byEnd.first.subarray(node - byEnd.from, node - byEnd.from + 2);
    for (let place = most - 1; place >= least; place--) {
      const child = byEnd.children[place] ?? 0;
      const ended = endOf(trace, child);
      if (ended <= from) break;
      if (ended > until + ROUNDING || ended > at + ROUNDING) continue;
      const end = Math.min(ended, at);
      piece(end);
      visit(child, end, from);
      at = Math.max(from, trace.start[child] ?? 0);
    }
    piece(from);
  }
  return inOrder(trace.length, nodes, starts, ends);
}

/** Pieces by their node; those of one node were found next to each other, the last first. */
function inOrder(
  length: number,
  nodes: readonly number[],
  starts: readonly number[],
  ends: readonly number[],
): CriticalPath {
  const first = new Int32Array(length + 1);
  for (const node of nodes) first[node + 1] = (first[node + 1] ?? 0) + 1;
  for (let node = 0; node < length; node++) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  const filled = first.slice();
  const start = new Float64Array(nodes.length);
  const end = new Float64Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at] ?? 0;
    const place = filled[node] ?? 0;
    start[place] = starts[at] ?? 0;
    end[place] = ends[at] ?? 0;
    filled[node] = place + 1;
  }
  return { first, start, end };
}
