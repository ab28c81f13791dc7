import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { FORMATS } from './accepted.ts';
import type { Accepted } from './accepted.ts';

/*
 * One record of a segment file; numbers are little-endian.
 *
 *     4 bytes  "LTR1"
 *     4 bytes  length of the payload
 *     4 bytes  CRC-32 of the payload
 *     payload  2 bytes length of the header, the header as JSON, the body
 */
const MARK = Buffer.from('LTR1');
const RECORD_HEAD = 12;

const Header = z.object({
  format: z.enum(FORMATS),
  project: z.string(),
  received: z.number(),
  encoding: z.enum(['', 'gzip', 'deflate', 'br']),
});

/** A record as bytes. */
export function encodeRecord(accepted: Accepted): Uint8Array {
  const { body, ...rest } = accepted;
  const header = Buffer.from(JSON.stringify(rest));
  const payload = Buffer.allocUnsafe(2 + header.length + body.length);
  payload.writeUInt16LE(header.length, 0);
  payload.set(header, 2);
  payload.set(body, 2 + header.length);
  const head = Buffer.allocUnsafe(RECORD_HEAD);
  head.set(MARK);
  head.writeUInt32LE(payload.length, 4);
  head.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([head, payload]);
}

/** A stretch of a segment, in bytes: `end` is the first byte behind it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a scan finds: a record, or bytes that are none. */
export type Found =
  | ({ readonly kind: 'record'; readonly accepted: Accepted } & Stretch)
  | ({ readonly kind: 'damage' } & Stretch);

function decodePayload(payload: Buffer): Accepted | null {
  if (payload.length < 2) return null;
  const bodyAt = 2 + payload.readUInt16LE(0);
  if (bodyAt > payload.length) return null;
  try {
    const header = Header.parse(JSON.parse(payload.toString('utf8', 2, bodyAt)));
    return { ...header, body: payload.subarray(bodyAt) };
  } catch {
    return null;
  }
}

function recordAt(segment: Buffer, start: number): (Found & { readonly kind: 'record' }) | null {
  if (start + RECORD_HEAD > segment.length) return null;
  if (MARK.compare(segment, start, start + MARK.length) !== 0) return null;
  const end = start + RECORD_HEAD + segment.readUInt32LE(start + 4);
  if (end > segment.length) return null;
  const payload = segment.subarray(start + RECORD_HEAD, end);
  if (crc32(payload) !== segment.readUInt32LE(start + 8)) return null;
  const accepted = decodePayload(payload);
  return accepted === null ? null : { kind: 'record', accepted, start, end };
}

/**
 * The records of a segment from `start` on. Bytes that are no record, such as a write that was torn, are passed
 * over up to the next mark with a whole record behind it, and reported.
 */
export function* scanSegment(segment: Buffer, start: number): Generator<Found, void, void> {
  let at = start;
  while (at < segment.length) {
    let found = recordAt(segment, at);
    if (found === null) {
      const damagedFrom = at;
      do {
        const mark = segment.indexOf(MARK, at + 1);
        at = mark < 0 ? segment.length : mark;
        found = recordAt(segment, at);
      } while (found === null && at < segment.length);
      yield { kind: 'damage', start: damagedFrom, end: at };
    }
    if (found === null) return;
    yield found;
    at = found.end;
  }
}
