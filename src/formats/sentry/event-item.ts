import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ErrorEvent } from '../../model/span.ts';
import { isBrowser } from '../../trace/gap.ts';
import { withClient } from '../client-tags.ts';
import { toName, toObject, toText } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { readEventClient } from './event-client.ts';
import { caughtOf, readExceptions } from './exceptions.ts';
import { toEpochMs } from './sentry-time.ts';
import { toSpanId, toTraceId } from './span.ts';
import { readTags } from './tags.ts';
import { readUser } from './user.ts';

const LEVELS: ReadonlySet<string> = new Set(['fatal', 'error', 'warning', 'info', 'debug']);

function readMessage(event: ForeignObject): string | null {
  const entry = toObject(event['logentry']);
  const message = toObject(event['message']);
  const candidates = [
    entry['formatted'],
    entry['message'],
    event['message'],
    message['formatted'],
    message['message'],
  ];
  return candidates.map((value) => toText(value)).find((text) => text !== null) ?? null;
}

/**
 * An `event` item as an error; null when it is a mere message of a level below error. SDKs put the stack of a
 * message into an exception too, one without a type. The payload names an event that has no id of its own.
 */
export function readError(
  event: ForeignObject,
  payload: Uint8Array,
  context: EnvelopeContext,
): ErrorEvent | null {
  const said = toName(event['level']);
  const level = said !== null && LEVELS.has(said) ? said : 'error';
  const exception = caughtOf(event);
  const isThrown = toName(exception?.['type']) !== null;
  if (!isThrown && level !== 'error' && level !== 'fatal') return null;
  const trace = toObject(toObject(event['contexts'])['trace']);
  const { tags, dropped } = readTags(event['tags']);
  const { user, userDisplay } = readUser(event['user']);
  const sdk = toName(toObject(event['sdk'])['name']);
  const client = readEventClient(event, context.userAgent, isBrowser({ sdk, op: '', attributes: new Map() }));
  const { exceptions, cut } = readExceptions(event);
  return {
    eventId: toTraceId(event['event_id'] ?? context.header['event_id']) ?? bytesToHex(md5(payload)),
    project: context.project,
    traceId: toTraceId(trace['trace_id']),
    spanId: toSpanId(trace['span_id']),
    timestamp: toEpochMs(event['timestamp']) ?? context.received,
    type: toName(exception?.['type']) ?? '',
    message: toText(exception?.['value']) ?? readMessage(event) ?? '',
    level,
    transaction: toName(event['transaction']),
    environment: toName(event['environment']),
    release: toName(event['release']),
    user,
    report: {
      userDisplay,
      tags: [...withClient(tags, client)],
      exceptions,
      stackText: null,
      cut: { ...cut, tags: dropped },
    },
  };
}
