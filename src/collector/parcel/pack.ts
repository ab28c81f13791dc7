import type { Decoded } from '../../model/decoded.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import type { EpochMs } from '../../model/time.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import { assemble } from '../../trace/assemble.ts';
import type { AssembledTransaction } from '../../trace/assemble.ts';
import { spansOnce } from '../../trace/once.ts';
import { errorKey, onceOnly, transactionKey } from './identity.ts';
import type { Packed, Parcel, SpanBlock } from './parcel.ts';
import { encodeSpans } from './span-block.ts';

/*
 * A parcel as bytes; the length is little-endian.
 *
 *     4 bytes   length of the head
 *     the head  the parcel as JSON, with the length of each block in place of its bytes, and maps as lists of pairs
 *     the rest  the blocks
 */

/** How the head spells a parcel. */
export type Head = Omit<Parcel, 'transactions' | 'blocks'> & {
  readonly transactions: readonly Packed<
    Omit<AssembledTransaction, 'tags' | 'attributes'> & {
      readonly tags: readonly (readonly [string, string])[];
      readonly attributes: readonly (readonly [string, AttributeOf])[];
    }
  >[];
  readonly blocks: readonly (Omit<SpanBlock, 'bytes'> & { readonly length: number })[];
};
type AttributeOf =
  AssembledTransaction['attributes'] extends ReadonlyMap<string, infer Value> ? Value : never;

interface OpenTrace {
  readonly facts: TransactionFacts[];
  readonly spans: Span[];
  readonly errors: ErrorEvent[];
}

function byTrace({ transactions, spans, errors }: Decoded): Map<string, OpenTrace> {
  const traces = new Map<string, OpenTrace>();
  const traceOf = (traceId: string): OpenTrace => {
    let trace = traces.get(traceId);
    if (trace === undefined) {
      trace = { facts: [], spans: [], errors: [] };
      traces.set(traceId, trace);
    }
    return trace;
  };
  for (const facts of transactions) traceOf(facts.traceId).facts.push(facts);
  for (const span of spans) traceOf(span.traceId).spans.push(span);
  for (const error of errors) if (error.traceId !== null) traceOf(error.traceId).errors.push(error);
  return traces;
}

function blockOf(traceId: string, spans: readonly Span[], isItem: readonly boolean[]): SpanBlock {
  let items = 0;
  let last = -Infinity;
  for (const [place, { start, duration }] of spans.entries()) {
    if (isItem[place] === true) items += 1;
    last = Math.max(last, start + duration);
  }
  const bytes = encodeSpans(spans, (place) => isItem[place] === true);
  return { traceId, spans: spans.length, items, last, bytes };
}

/** What was decoded of one request as bytes to be kept, each thing in it once. */
export function pack(decoded: Decoded, received: EpochMs): Uint8Array {
  const { items } = decoded;
  const transactions = onceOnly(decoded.transactions, transactionKey);
  const errors = onceOnly(decoded.errors, errorKey);
  const assembled = new Map<string, AssembledTransaction>();
  const blocks: SpanBlock[] = [];
  let kept = 0;
  for (const [traceId, { facts, spans, errors: ofTrace }] of byTrace(decoded)) {
    const once = spansOnce(spans);
    const whole = assemble({ facts, spans: once, errors: ofTrace });
    for (const each of whole.transactions) assembled.set(transactionKey(each), each);
    if (once.length === 0) continue;
    // The item that a span was decoded from may be another object once it is assembled: places stay the same.
    const block = blockOf(
      traceId,
      whole.spans,
      once.map((span) => items.has(span)),
    );
    kept += block.items;
    blocks.push(block);
  }
  const packed = <Value extends TransactionFacts | ErrorEvent>(value: Value): Packed<Value> => ({
    value,
    isItem: items.has(value),
  });
  const ofTransactions = transactions.map(packed);
  const ofErrors = errors.map(packed);
  kept += [...ofTransactions, ...ofErrors].filter(({ isItem }) => isItem).length;
  const head: Head = {
    received,
    counts: {
      received: decoded.received,
      skipped: decoded.skipped,
      refused: decoded.refused.map(({ reason, count }) => ({ reason, count })),
      droppedByClient: decoded.droppedByClient,
      filtered: decoded.filtered,
      repeated: items.size - kept,
    },
    transactions: ofTransactions.map(({ value, isItem }) => {
      const whole = assembled.get(transactionKey(value));
      if (whole === undefined) throw new Error('A transaction was lost while its trace was put together.');
      return { value: { ...whole, tags: [...whole.tags], attributes: [...whole.attributes] }, isItem };
    }),
    errors: ofErrors,
    blocks: blocks.map(({ bytes, ...block }) => ({ ...block, length: bytes.length })),
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(text.length, 0);
  return Buffer.concat([length, text, ...blocks.map(({ bytes }) => bytes)]);
}
