import * as z from 'zod';
import { FormatError } from '../../formats/format-error.ts';
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
/** The first line of an envelope; everything else in it is the decoder's. */
const EnvelopeHead = z.object({ event_id: z.string().optional(), dsn: z.string().optional() });
type EnvelopeHead = z.infer<typeof EnvelopeHead>;

function readHead(body: Uint8Array): EnvelopeHead {
  const end = body.indexOf(LINE_FEED);
  const line = end < 0 ? body : body.subarray(0, end);
  try {
    return EnvelopeHead.parse(
      JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8')),
    );
  } catch {
    // The decoder says what is wrong with it.
    return {};
  }
}

function keyOfDsn(dsn: string | undefined): string | null {
  return dsn !== undefined && URL.canParse(dsn) ? new URL(dsn).username : null;
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
export function runJob({ format, project, received, encoding, key, privacy, body }: Job): Done {
  try {
    const inflated = inflate(body, encoding, format === 'sentry' ? 'envelope' : 'otlp');
    const head = format === 'sentry' ? readHead(inflated) : {};
    if (key !== null) {
      const given = keyOfDsn(head.dsn);
      if (given !== key) throw new WrongKey(given);
    }
    const decoded = scrub(decodeBody(format, project, received, inflated), privacy);
    const outcome: Outcome = {
      kind: 'taken',
      eventId: head.event_id ?? null,
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
