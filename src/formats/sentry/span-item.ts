import type { ForeignObject } from '../foreign-value.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../tally.ts';
import type { Tally } from '../tally.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { parseItem } from './item-json.ts';
import { readStandaloneSpan } from './standalone-span.ts';
import { readStreamedFacts } from './streamed-facts.ts';
import { readStreamedSpan } from './streamed-span.ts';

function takeStandalone(given: ForeignObject, context: EnvelopeContext, tally: Tally): void {
  const span = readStandaloneSpan(given, context);
  tally.spans.push(span);
  tally.items.add(span);
}

function takeStreamed(given: unknown, context: EnvelopeContext, tally: Tally): void {
  const { span, isEntry } = readStreamedSpan(given, context);
  tally.spans.push(span);
  tally.items.add(span);
  if (isEntry) tally.transactions.push(readStreamedFacts(span, context));
}

/** The spans of a container; null when the item is one span. */
function spansOf(item: ForeignObject): readonly unknown[] | null {
  const { items } = item;
  if (items === undefined) return null;
  if (!Array.isArray(items)) {
    throw new Refusal('invalid_event', 'The items of a span container are no list.', 'Check what sends it.');
  }
  if (items.length <= LIMITS.spans) return items;
  throw new Refusal(
    'too_large',
    `A container has ${items.length} spans; ${LIMITS.spans} is the most.`,
    'Send several containers.',
  );
}

/**
 * Reads a `span` item into the tally: a container of spans, as the JavaScript SDK sends them by default since 11, of
 * which every span counts as an item, or one span. A container that cannot be read counts as one item.
 */
export function readSpanItem(payload: Uint8Array, context: EnvelopeContext, tally: Tally): void {
  let item: ForeignObject;
  let streamed: readonly unknown[] | null;
  try {
    item = parseItem(payload, LIMITS.transactionBytes, LIMITS.requestNodes);
    streamed = spansOf(item);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tally.refuse(error);
    return;
  }
  if (streamed === null) tally.item(() => takeStandalone(item, context, tally));
  else for (const given of streamed) tally.item(() => takeStreamed(given, context, tally));
}
