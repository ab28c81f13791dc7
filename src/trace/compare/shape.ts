import { idAt, isMissing, NONE, descriptionAt, endOf, groupAt, opAt, rangeOf } from '../trace.ts';
import type { Trace } from '../../model/trace.ts';

/**
 * The structure of traces: spans of one kind under one parent are one part of it, however many they are, and what is
 * below all of them is below it.
 */
export interface Shape {
  readonly key: string;
  readonly op: string;
  readonly description: string;
  readonly depth: number;
  readonly above: Shape | null;
  readonly below: Map<string, Shape>;
  /** Over all traces. */
  count: number;
  total: number;
  /** The first span of it. */
  span: string | null;
  /** When it began, after its trace's start: so that the order is that of time. */
  readonly start: number;
}

/** What two spans share that are the same in two traces: the group where there is one, for descriptions carry values. */
function keyOf(trace: Trace, node: number): string {
  if (isMissing(trace, node)) return 'missing';
  return `${opAt(trace, node)}\n${groupAt(trace, node) || descriptionAt(trace, node)}`;
}

function part(above: Shape | null, key: string, trace: Trace, node: number): Shape {
  return {
    key,
    op: opAt(trace, node),
    description: isMissing(trace, node) ? 'Missing parent' : descriptionAt(trace, node),
    depth: above === null ? 0 : above.depth + 1,
    above,
    below: new Map(),
    count: 0,
    total: 0,
    span: idAt(trace, node),
    start: trace.start[node] ?? 0,
  };
}

/** The structure of the traces below their roots (NONE: all of a trace), each span counted once. */
export function shapeOf(
  traces: readonly { readonly trace: Trace; readonly root: number }[],
): Map<string, Shape> {
  const tops = new Map<string, Shape>();
  for (const { trace, root } of traces) {
    const [from, to] = rangeOf(trace, root);
    const shapes: Shape[] = [];
    for (let node = from; node < to; node++) {
      const parent = trace.parent[node] ?? NONE;
      const above = parent < from ? null : (shapes[parent - from] ?? null);
      const siblings = above === null ? tops : above.below;
      const key = keyOf(trace, node);
      const shape = siblings.get(key) ?? part(above, key, trace, node);
      siblings.set(key, shape);
      shape.count += 1;
      shape.total += endOf(trace, node) - (trace.start[node] ?? 0);
      shapes.push(shape);
    }
  }
  return tops;
}
