import type { Decoded } from '../model/decoded.ts';
import type { Span } from '../model/span.ts';
import { DAY, MINUTE } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import type { TransactionFacts } from '../model/transaction.ts';
import { CLOCK_TAG, IMPOSSIBLE_TIME } from '../trace/drift.ts';
import type { ClockFault, ImpossibleTime } from '../trace/drift.ts';
import { mapDecoded } from './map-decoded.ts';

// What a clock that is wrong does to the times of a request, once it is decoded.

/** Before and after its arrival; the numbers are Sentry's. */
const LONGEST_PAST: Milliseconds = 30 * DAY;
const LONGEST_FUTURE: Milliseconds = MINUTE;

function tagged(facts: TransactionFacts, fault: ClockFault): TransactionFacts {
  return { ...facts, tags: new Map(facts.tags).set(CLOCK_TAG, fault) };
}

/** All times of a request moved by `drift`, which is noted with each of them; transactions have a tag of it. */
export function shiftStamps(decoded: Decoded, drift: Milliseconds): Decoded {
  if (drift === 0) return decoded;
  return mapDecoded(decoded, {
    facts: (facts) => tagged({ ...facts, start: facts.start + drift, drift }, drift > 0 ? 'behind' : 'ahead'),
    span: (span) => ({ ...span, start: span.start + drift, drift }),
    error: (error) => ({ ...error, timestamp: error.timestamp + drift, drift }),
  });
}

function wordOf(end: EpochMs, received: EpochMs): ImpossibleTime | null {
  if (end < received - LONGEST_PAST) return 'past_timestamp';
  return end > received + LONGEST_FUTURE ? 'future_timestamp' : null;
}

/** Notes transactions, and their own spans, that ended a month before they arrived, or after it. */
export function flagStamps(decoded: Decoded, received: EpochMs): Decoded {
  const flags = new Map<string, ImpossibleTime>();
  for (const { traceId, spanId, start, duration } of decoded.transactions) {
    const word = wordOf(start + duration, received);
    if (word !== null) flags.set(traceId + spanId, word);
  }
  if (flags.size === 0) return decoded;
  const flagged = <Item extends TransactionFacts | Span>(item: Item): Item => {
    const word = flags.get(item.traceId + item.spanId);
    if (word === undefined) return item;
    return { ...item, attributes: new Map(item.attributes).set(IMPOSSIBLE_TIME, word) };
  };
  const facts = (item: TransactionFacts): TransactionFacts => {
    const word = flags.get(item.traceId + item.spanId);
    return word === undefined ? item : tagged(flagged(item), word);
  };
  return mapDecoded(decoded, { facts, span: flagged, error: (error) => error });
}
