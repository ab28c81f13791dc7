import { sentStart } from '../model/span.ts';
import type { Span } from '../model/span.ts';

/**
 * The spans of one trace, each once: two are the same when id and start, as it was sent, are, and the first stays. Most ids are there
 * once, for which nothing but the id is looked at.
 */
export function spansOnce(spans: readonly Span[]): Span[] {
  const first = new Map<string, Span>();
  /** Starts of ids that are there more than once. */
  let others: Map<string, Set<number>> | null = null;
  return spans.filter((span) => {
    const known = first.get(span.spanId);
    if (known === undefined) {
      first.set(span.spanId, span);
      return true;
    }
    others ??= new Map();
    const starts = others.get(span.spanId) ?? new Set([sentStart(known)]);
    others.set(span.spanId, starts);
    const { size } = starts;
    return starts.add(sentStart(span)).size > size;
  });
}
