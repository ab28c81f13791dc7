import type { Decoded } from '../../model/decoded.ts';
import type { EpochMs } from '../../model/time.ts';
import { flagStamps } from '../stamps.ts';
import { Tally } from '../tally.ts';
import { contextOf, mapSpan } from './map-span.ts';
import type { OtlpBatch } from './otlp-span.ts';

/** What is in the batches of a request, whichever its encoding was; each span is an item. OTLP does not say when
 * it was sent, so that a wrong clock is not set right, but times that cannot be are noted. */
export function decodeBatches(
  batches: readonly OtlpBatch[],
  received: EpochMs,
  userAgent: string | null,
): Decoded {
  const tally = new Tally();
  for (const batch of batches) {
    const context = contextOf(batch, userAgent);
    for (const given of batch.spans) {
      tally.item(() => {
        const { span, facts, errors } = mapSpan(given, context);
        tally.spans.push(span);
        tally.items.add(span);
        if (facts !== null) tally.transactions.push(facts);
        for (const error of errors) tally.errors.push(error);
      });
    }
  }
  return flagStamps(tally.done(), received);
}
