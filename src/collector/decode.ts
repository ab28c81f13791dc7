import * as z from 'zod';
import { decodeOtlpJson } from '../formats/otlp/decode-json.ts';
import { decodeOtlpProtobuf } from '../formats/otlp/decode-protobuf.ts';
import { decodeEnvelope } from '../formats/sentry/decode-envelope.ts';
import type { Decoded } from '../model/decoded.ts';
import type { EpochMs } from '../model/time.ts';
import type { Accepted, Format } from './spool/accepted.ts';
import { inflate } from './http/inflate.ts';

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

/** What was in a request of which no row is kept, as the body of a record. */
export function encodeTally({ received, skipped, refused, droppedByClient }: Decoded): Uint8Array {
  const counted = refused.map(({ reason, count }) => ({ reason, count }));
  return Buffer.from(JSON.stringify({ received, skipped, refused: counted, droppedByClient }));
}

function decodeTally(body: Uint8Array): Decoded {
  const tally = Tally.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  const refused = tally.refused.map(({ reason, count }) => ({
    reason,
    count,
    problem: { kind: 'refused' as const, message: reason, advice: '' },
  }));
  return { ...NOTHING, ...tally, refused };
}

/** What is in a decompressed body. Throws a FormatError when the whole of it cannot be read. */
export function decodeBody(format: Format, project: string, received: EpochMs, body: Uint8Array): Decoded {
  switch (format) {
    case 'sentry':
      return decodeEnvelope(body, received, project);
    case 'otlp-json':
      return decodeOtlpJson(body, received);
    case 'otlp-protobuf':
      return decodeOtlpProtobuf(body, received);
    case 'tally':
      return decodeTally(body);
  }
}

/** What is in a request that was accepted earlier. Rejects when it cannot be read any more. */
export async function decodeAccepted(accepted: Accepted): Promise<Decoded> {
  const { format, project, received, encoding, body } = accepted;
  return decodeBody(format, project, received, await inflate(body, encoding));
}
