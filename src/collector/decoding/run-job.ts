import { toObject } from '../../formats/foreign-value.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json.ts';
import { scrub } from '../../formats/privacy/scrub.ts';
import { decodeBody } from '../decode.ts';
import { inflate } from '../http/inflate.ts';
import { Refusal, reasonOf } from '../http/refusal.ts';
import { describe, hasRows } from '../ingest/contents.ts';
import { WrongKey } from '../ingest/wrong-key.ts';
import { pack } from '../parcel/pack.ts';
import { encodeRecord } from '../spool/record.ts';
import type { Done, Job, Outcome } from './job.ts';

const LINE_FEED = 10;
/** What the first line of an envelope says of it; everything else in it is the decoder's. */
interface EnvelopeHead {
  readonly eventId: string | null;
  readonly dsn: string | null;
}

const NO_HEAD: EnvelopeHead = { eventId: null, dsn: null };

function readHead(body: Uint8Array): EnvelopeHead {
  const end = body.indexOf(LINE_FEED);
  const line = end < 0 ? body : body.subarray(0, end);
  let head: unknown = null;
  try {
    head = parseJson(line);
  } catch {
    // The decoder says what is wrong with it.
  }
  const { event_id, dsn } = toObject(head);
  return {
    eventId: typeof event_id === 'string' ? event_id.slice(0, 100) : null,
    dsn: typeof dsn === 'string' ? dsn : null,
  };
}

function keyOfDsn(dsn: string | null): string | null {
  return dsn !== null && URL.canParse(dsn) ? new URL(dsn).username : null;
}

function refused(error: unknown): Outcome {
  if (error instanceof Refusal) {
    const { status, headers, problem } = error;
    const { message, advice } = problem;
    return { kind: 'refused', status, message, advice, headers, reason: reasonOf(error) };
  }
  if (error instanceof FormatError) {
    const { message, advice } = error.problem;
    return { kind: 'refused', status: 400, message, advice, headers: {}, reason: 'not readable' };
  }
  return {
    kind: 'failed',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/**
 * Inflates and decodes a body, filters what is private, and makes the record that is to be kept of it. Never throws: what is wrong with the
 * body, or with this program, is the outcome.
 */
export function runJob({ format, project, received, encoding, key, userAgent, privacy, body }: Job): Done {
  try {
    const inflated = inflate(body, encoding, format === 'sentry' ? 'envelope' : 'otlp');
    const head = format === 'sentry' ? readHead(inflated) : NO_HEAD;
    if (key !== null) {
      const given = keyOfDsn(head.dsn);
      if (given !== key) throw new WrongKey(given);
    }
    const decoded = scrub(decodeBody(format, project, received, inflated, userAgent), privacy);
    const outcome: Outcome = {
      kind: 'taken',
      eventId: head.eventId,
      message: describe(decoded),
      transactions: decoded.transactions.length,
      accepted: hasRows(decoded) || decoded.refused.length === 0,
      rejected: {
        count: decoded.refused.reduce((sum, { count }) => sum + count, 0),
        message: decoded.refused.map(({ count, problem }) => `${count}: ${problem.message}`).join(' '),
      },
    };
    return { outcome, record: encodeRecord(pack(decoded, received)) };
  } catch (error) {
    return { outcome: refused(error), record: null };
  }
}
