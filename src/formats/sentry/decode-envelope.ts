import type { Decoded } from '../../model/decoded.ts';
import type { EpochMs } from '../../model/time.ts';
import { toList, toName, toNumber, toObject } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { LIMITS } from '../limits.ts';
import { Refusal, Tally } from '../tally.ts';
import { flagStamps, shiftStamps } from '../stamps.ts';
import { driftOf } from './clock-drift.ts';
import { parseEnvelope } from './envelope.ts';
import type { EnvelopeItem } from './envelope.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { readError } from './event-item.ts';
import { parseItem } from './item-json.ts';
import { readSpanItem } from './span-item.ts';
import { readTransaction } from './transaction-item.ts';

/** Kinds of items that are known and not read; any other is counted as `other`, since a sender may make them up. */
const SKIPPED_KINDS: ReadonlySet<string> = new Set([
  'attachment',
  'check_in',
  'feedback',
  'form_data',
  'log',
  'otel_log',
  'profile',
  'profile_chunk',
  'raw_security',
  'replay_event',
  'replay_recording',
  'replay_video',
  'security',
  'session',
  'sessions',
  'statsd',
  'metric_meta',
  'trace_metric',
  'unreal_report',
  'user_report',
]);

/** Counts what a client says it dropped, as `reason (category)`. */
function readClientReport(report: ForeignObject, tally: Tally): void {
  for (const entry of toList(report['discarded_events']).slice(0, LIMITS.items)) {
    const { reason, category, quantity } = toObject(entry);
    const count = toNumber(quantity);
    if (count === null || count <= 0) continue;
    tally.droppedByClient(
      `${toName(reason) ?? 'unknown'} (${toName(category) ?? 'unknown'})`,
      Math.floor(count),
    );
  }
}

function readItem({ header, payload }: EnvelopeItem, context: EnvelopeContext, tally: Tally): void {
  const kind = header['type'];
  if (typeof kind !== 'string') {
    throw new Refusal('malformed_item', 'The header of an item has no type.', 'Check what sends it.');
  }
  if (kind === 'transaction' || kind === 'event') {
    const event = parseItem(payload, kind === 'transaction' ? LIMITS.transactionBytes : LIMITS.itemBytes);
    if (kind === 'transaction') {
      const { facts, spans } = readTransaction(event, context);
      tally.transactions.push(facts);
      tally.items.add(facts);
      for (const span of spans) tally.spans.push(span);
      return;
    }
    const error = readError(event, payload, context);
    if (error === null) {
      tally.skip('message');
      return;
    }
    tally.errors.push(error);
    tally.items.add(error);
    return;
  }
  if (kind === 'client_report') {
    readClientReport(parseItem(payload, LIMITS.itemBytes), tally);
    tally.skip(kind);
    return;
  }
  tally.skip(SKIPPED_KINDS.has(kind) ? kind : 'other');
}

/**
 * What a Sentry envelope holds. `body` is decompressed; `received` dates events that have no time of their own, and
 * tells whether the sender's clock is right; `project` is the DSN's; `userAgent` is the sender's own, of which browser
 * and system are read and nothing else is kept. An item that cannot be taken is refused alone; a `FormatError` is thrown
 * when the body is no envelope at all.
 *
 * Spans that come with their transaction have its segment and their self time; those that come by themselves get them
 * from `trace/assemble`, with what else has arrived of their trace.
 */
export function decodeEnvelope(
  body: Uint8Array,
  received: EpochMs,
  project: string,
  userAgent: string | null = null,
): Decoded {
  const { header, items, malformed } = parseEnvelope(body);
  const drift = driftOf(header, received);
  // What has no time of its own is dated by the sender's clock, and set right with everything else.
  const context: EnvelopeContext = { header, project, received: received - drift, userAgent };
  const tally = new Tally();
  for (const item of items) {
    if (item.header['type'] === 'span') readSpanItem(item.payload, context, tally);
    else tally.item(() => readItem(item, context, tally));
  }
  for (const message of malformed) {
    tally.item(() => {
      throw new Refusal('malformed_item', message, 'Check what sends it.');
    });
  }
  return flagStamps(shiftStamps(tally.done(), drift), received);
}
