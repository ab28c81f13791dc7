import type { Trace } from '../../model/trace.ts';
import { descriptionAt, isFault, isMissing, nodesOfSpan, opAt } from '../../trace/trace.ts';

/** A bar of a mini waterfall. */
export interface MiniBar {
  readonly node: number;
  readonly depth: number;
  readonly op: string;
  readonly description: string;
  /** Shares of the width, from 0 to 1. */
  readonly from: number;
  readonly length: number;
  readonly duration: number;
  readonly isFault: boolean;
}

/** A part of a trace, as far as there is room for it. */
export interface Mini {
  /** The node it begins with. */
  readonly root: number;
  readonly bars: readonly MiniBar[];
  /** Spans that are not drawn: the shortest ones. */
  readonly left: number;
}

/**
 * The spans beneath one span, at most `most` of them: the longest, in the order of the trace. Their parents may be left
 * out where they are shorter, which no span is that waits for its children.
 */
export function miniWaterfall(trace: Trace, spanId: string, most: number): Mini | null {
  const root = nodesOfSpan(trace, spanId)[0];
  if (root === undefined) return null;
  const end = root + (trace.size[root] ?? 1);
  const nodes = Array.from({ length: end - root }, (_, index) => root + index).filter(
    (node) => !isMissing(trace, node),
  );
  const kept =
    nodes.length <= most
      ? nodes
      : nodes
          .toSorted((one, two) => (trace.duration[two] ?? 0) - (trace.duration[one] ?? 0))
          .slice(0, most)
          .sort((one, two) => one - two);
  const start = trace.start[root] ?? 0;
  const whole = Math.max(trace.duration[root] ?? 0, 1e-6);
  return {
    root,
    left: nodes.length - kept.length,
    bars: kept.map((node) => {
      const from = Math.min(Math.max(((trace.start[node] ?? 0) - start) / whole, 0), 1);
      return {
        node,
        depth: (trace.depth[node] ?? 0) - (trace.depth[root] ?? 0),
        op: opAt(trace, node),
        description: descriptionAt(trace, node),
        from,
        length: Math.min(Math.max((trace.duration[node] ?? 0) / whole, 0), 1 - from),
        duration: trace.duration[node] ?? Number.NaN,
        isFault: isFault(trace, node),
      };
    }),
  };
}
