import type { Span } from '../../model/span.ts';
import type { Trace } from '../../model/trace.ts';
import { rangeOf, spanAt } from '../../trace/trace.ts';

/** A span as plain JSON: attributes as an object, whose keys may be anything but lose nothing by it. */
function plain(span: Span): Record<string, unknown> {
  return { ...span, attributes: Object.fromEntries(span.attributes) };
}

/** A span as JSON to be read and copied. */
export function spanJson(span: Span): string {
  return JSON.stringify(plain(span), null, 2);
}

/** So many spans of a subtree are copied at most: a clipboard is no place for more. */
export const MOST_COPIED = 10_000;

/** A node and all beneath it as JSON, depth first, which names its parent each: a missing parent is left out. */
export function subtreeJson(trace: Trace, node: number): string {
  const [from, to] = rangeOf(trace, node);
  const spans: Record<string, unknown>[] = [];
  for (let at = from; at < Math.min(to, from + MOST_COPIED); at++) {
    const span = spanAt(trace, at);
    if (span !== null) spans.push(plain(span));
  }
  return JSON.stringify(spans, null, 2);
}
