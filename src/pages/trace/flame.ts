import type { Trace } from '../../model/trace.ts';
import { NONE, rangeOf } from '../../trace/trace.ts';

/** Boxes of a flame graph narrower than this are left out, in pixels: they could not be told apart. */
const NARROWEST = 0.6;

/** One box: spans of one op and description below the same boxes. */
export interface FlameBox {
  readonly look: number;
  /** The first span of it. */
  readonly node: number;
  readonly count: number;
  readonly depth: number;
  /** As shares of the whole width. */
  readonly left: number;
  readonly width: number;
  /** Milliseconds in which spans of it ran, and of that without their children. */
  readonly total: number;
  readonly self: number;
}

interface Merged {
  readonly look: number;
  readonly node: number;
  readonly below: Map<number, Merged>;
  count: number;
  total: number;
  self: number;
}

/** Merges the spans below a node by what is above them, as a flame graph has it. */
function merge(trace: Trace, root: number): Map<number, Merged> {
  const [from, to] = rangeOf(trace, root);
  const tops = new Map<number, Merged>();
  const own: Merged[] = [];
  for (let node = from; node < to; node++) {
    const parent = trace.parent[node] ?? NONE;
    const above = parent < from ? undefined : own[parent - from];
    const siblings = above?.below ?? tops;
    const look = trace.look[node] ?? NONE;
    const merged = siblings.get(look) ?? { look, node, below: new Map(), count: 0, total: 0, self: 0 };
    siblings.set(look, merged);
    merged.count += 1;
    merged.total += trace.duration[node] ?? 0;
    merged.self += trace.self[node] ?? 0;
    own.push(merged);
  }
  return tops;
}

/**
 * The flame graph of what is below a node (NONE: of the whole trace): equal spans below the same ones are one box, as
 * wide as the time they took together. What ran at the same time counts twice, so that children may be wider than
 * their parent: they are then drawn to its width. Boxes too narrow for `pixels` are left out, with what is above them.
 */
export function flameOf(trace: Trace, root: number, pixels: number): FlameBox[] {
  const boxes: FlameBox[] = [];
  const levels: { readonly merged: Map<number, Merged>; left: number; width: number; depth: number }[] = [
    { merged: merge(trace, root), left: 0, width: 1, depth: 0 },
  ];
  for (let level = levels.pop(); level !== undefined; level = levels.pop()) {
    const { merged, width, depth } = level;
    const parts = [...merged.values()].sort((a, b) => b.total - a.total);
    const sum = parts.reduce((sum, { total }) => sum + total, 0);
    let { left } = level;
    for (const { look, node, count, total, self, below } of parts) {
      const share = sum === 0 ? 0 : (total / sum) * width;
      if (share * pixels >= NARROWEST) {
        boxes.push({ look, node, count, depth, left, width: share, total, self });
        const beneath = [...below.values()].reduce((sum, each) => sum + each.total, 0);
        const filled = total === 0 ? 0 : Math.min(1, beneath / total) * share;
        levels.push({ merged: below, left, width: filled, depth: depth + 1 });
      }
      left += share;
    }
  }
  return boxes.sort((a, b) => a.depth - b.depth || a.left - b.left);
}
