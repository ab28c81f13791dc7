import { sentStart } from '../model/span.ts';
import type { Span } from '../model/span.ts';

/**
 * The spans of one trace, each once: two are the same when id and start, as it was sent, are, and the first stays. Most ids are there
 * once, for which nothing but the id is looked at.
 */
export function spansOnce(spans: readonly Span[]): Span[] {
  const starts = new Map<string, number | Set<number>>();
  return spans.filter((span) => {
    const { spanId } = span;
    const start = sentStart(span);
    const known = starts.get(spanId);
    if (known === undefined) {
      starts.set(spanId, start);
      return true;
    }
    if (typeof known === 'number') {
      if (known === start) return false;
      starts.set(spanId, new Set([known, start]));
      return true;
    }
    if (known.has(start)) return false;
    known.add(start);
    return true;
  });
}
