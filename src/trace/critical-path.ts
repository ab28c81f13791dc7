import { ROUNDING } from './rounding.ts';
import { childrenOf, endOf, NONE } from './trace.ts';
import type { Trace } from './trace.ts';

/**
 * The critical path of a trace below one node: what the end of that node waited for, at every moment of it. Pieces
 * are ordered by node and then by time; those of node `i` are the ones from `first[i]` to below `first[i + 1]`, so
 * that a subtree's are next to each other too.
 */
export interface CriticalPath {
  readonly first: Int32Array;
  /** Milliseconds after the trace's start. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

interface Visit {
  readonly node: number;
  /** From when to when the one above waited for it. */
  readonly from: number;
  readonly until: number;
}

/** The children of a node that end within a stretch of it, by their end, the last first; then by their number. */
function byEnd(trace: Trace, { node, from, until }: Visit): number[] {
  return [...childrenOf(trace, node)]
    .filter((child) => endOf(trace, child) <= until + ROUNDING && endOf(trace, child) > from)
    .sort((a, b) => endOf(trace, b) - endOf(trace, a) || b - a);
}

/**
 * Walks back from the end of a node: what it did last itself, then the child that ended last before that, into
 * which the walk goes on, and what came before that child began. A child that still ran when the next one on the
 * path began held nothing up. Children are cut to their parent. Without recursion, and in n log n.
 */
export function criticalPath(trace: Trace, root: number): CriticalPath {
  const nodes: number[] = [];
  const pieces: { start: number; end: number }[] = [];
  const visits: Visit[] = [];
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
      pieces.push({ start, end: at });
    };
    for (const child of byEnd(trace, next)) {
      if (endOf(trace, child) > at + ROUNDING) continue;
      const end = Math.min(endOf(trace, child), at);
      piece(end);
      visit(child, end, from);
      at = Math.max(from, trace.start[child] ?? 0);
    }
    piece(from);
  }
  return inOrder(trace.length, nodes, pieces);
}

function inOrder(
  length: number,
  nodes: readonly number[],
  pieces: readonly { start: number; end: number }[],
): CriticalPath {
  const order = nodes
    .map((_, at) => at)
    .sort((a, b) => (nodes[a] ?? 0) - (nodes[b] ?? 0) || (pieces[a]?.start ?? 0) - (pieces[b]?.start ?? 0));
  const first = new Int32Array(length + 1);
  for (const node of nodes) first[node + 1] = (first[node + 1] ?? 0) + 1;
  for (let node = 0; node < length; node++) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  return {
    first,
    start: Float64Array.from(order, (at) => pieces[at]?.start ?? 0),
    end: Float64Array.from(order, (at) => pieces[at]?.end ?? 0),
  };
}
