import * as z from 'zod';
import { decodeOtlpJson } from '../formats/otlp/decode-json.ts';
import { decodeOtlpProtobuf } from '../formats/otlp/decode-protobuf.ts';
import { scrub } from '../formats/privacy/scrub.ts';
import type { Privacy } from '../formats/privacy/scrub.ts';
import { decodeEnvelope } from '../formats/sentry/decode-envelope.ts';
import type { Decoded } from '../model/decoded.ts';
import type { EpochMs } from '../model/time.ts';
import type { Accepted, Format } from './spool/accepted.ts';
import { inflate } from './http/inflate.ts';
import { pack } from './parcel/pack.ts';

/** Of a body in which nothing is. */
export const NOTHING: Decoded = {
  transactions: [],
  spans: [],
  errors: [],
  items: new Set(),
  skipped: [],
  refused: [],
  droppedByClient: [],
  filtered: [],
  received: 0,
};

const Count = z.object({ count: z.number() });
const Tally = z.object({
  received: z.number(),
  skipped: z.array(Count.extend({ kind: z.string() })),
  refused: z.array(Count.extend({ reason: z.string() })),
  droppedByClient: z.array(Count.extend({ reason: z.string() })),
});

function decodeTally(body: Uint8Array): Decoded {
  const tally = Tally.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  const refused = tally.refused.map(({ reason, count }) => ({
    reason,
    count,
    problem: { kind: 'refused' as const, message: reason, advice: '' },
  }));
  return { ...NOTHING, ...tally, refused };
}

/** What is in a decompressed body, sent by a program of this user agent. Throws a FormatError when the whole of it cannot be read. */
export function decodeBody(
  format: Format,
  project: string,
  received: EpochMs,
  body: Uint8Array,
  userAgent: string | null = null,
): Decoded {
  switch (format) {
    case 'sentry':
      return decodeEnvelope(body, received, project, userAgent);
    case 'otlp-json':
      return decodeOtlpJson(body, received, userAgent);
    case 'otlp-protobuf':
      return decodeOtlpProtobuf(body, received, userAgent);
    case 'tally':
      return decodeTally(body);
  }
}

/** A request of an older spool as the bytes of a parcel. Throws when it cannot be read any more. */
export function repack(accepted: Accepted, privacy: Privacy): Uint8Array {
  const { format, project, received, encoding, body } = accepted;
  const kind = format === 'sentry' || format === 'tally' ? 'envelope' : 'otlp';
  const decoded = decodeBody(format, project, received, inflate(body, encoding, kind));
  return pack(scrub(decoded, privacy), received);
}
