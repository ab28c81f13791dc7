import type { Decoded } from '../../model/decoded.ts';
import { Tally } from '../tally.ts';
import { contextOf, mapSpan } from './map-span.ts';
import type { OtlpBatch } from './otlp-span.ts';

/** What is in the batches of a request, whichever its encoding was; each span is an item. */
export function decodeBatches(batches: readonly OtlpBatch[]): Decoded {
  const tally = new Tally();
  for (const batch of batches) {
    const context = contextOf(batch);
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
  return tally.done();
}
