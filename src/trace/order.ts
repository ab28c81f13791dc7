import { sortByTime } from './sort-by-time.ts';
import { NONE } from './trace.ts';

/** A depth-first numbering: `order[new]` is the old number, the other arrays go by the new ones. */
export interface DepthFirst {
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly size: Int32Array;
  readonly children: Int32Array;
}

/**
 * Numbers a forest depth first, siblings by start and then end; nodes from `lastRoots` on come after the other
 * roots. `parent` holds NONE for roots and no ring. Takes time in proportion to their number, and no recursion.
 */
export function depthFirst(
  parent: Int32Array,
  start: Float64Array,
  end: Float64Array,
  lastRoots: number,
): DepthFirst {
  const n = parent.length;
  const sorted = sortByTime(start, end);
  // The children of node p lie in `list` from first[p] to first[p + 1]; roots are the children of node n.
  const first = new Int32Array(n + 2);
  const holder = (node: number): number => (parent[node] === NONE ? n : (parent[node] ?? n));
  for (let node = 0; node < n; node++) {
    const at = holder(node) + 1;
    first[at] = (first[at] ?? 0) + 1;
  }
  for (let at = 1; at < first.length; at++) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0);
  const list = new Int32Array(n);
  const filled = first.slice();
  const put = (node: number): void => {
    const at = filled[holder(node)] ?? 0;
    list[at] = node;
    filled[holder(node)] = at + 1;
  };
  for (const node of sorted) if (parent[node] !== NONE || node < lastRoots) put(node);
  for (const node of sorted) if (parent[node] === NONE && node >= lastRoots) put(node);

  const order = new Int32Array(n);
  const number = new Int32Array(n);
  const result = {
    order,
    parent: new Int32Array(n).fill(NONE),
    depth: new Int32Array(n),
    size: new Int32Array(n).fill(1),
    children: new Int32Array(n),
  };
  const stack = new Int32Array(n);
  let height = 0;
  let next = 0;
  const push = (node: number): void => {
    for (let at = (first[node + 1] ?? 0) - 1; at >= (first[node] ?? 0); at--) {
      stack[height] = list[at] ?? 0;
      height += 1;
    }
  };
  push(n);
  while (height > 0) {
    height -= 1;
    const node = stack[height] ?? 0;
    order[next] = node;
    number[node] = next;
    const above = parent[node] ?? NONE;
    if (above !== NONE) {
      const to = number[above] ?? 0;
      result.parent[next] = to;
      result.depth[next] = (result.depth[to] ?? 0) + 1;
      result.children[to] = (result.children[to] ?? 0) + 1;
    }
    next += 1;
    push(node);
  }
  for (let at = n - 1; at > 0; at--) {
    const to = result.parent[at] ?? NONE;
    if (to !== NONE) result.size[to] = (result.size[to] ?? 0) + (result.size[at] ?? 0);
  }
  return result;
}
