import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { FORMATS } from './accepted.ts';
import type { Accepted } from './accepted.ts';

/*
 * One record of a segment file; numbers are little-endian.
 *
 *     4 bytes  "LTR2"
 *     4 bytes  length of the payload
 *     4 bytes  CRC-32 of the payload
 *     payload  a parcel (`parcel/pack`)
 *
 * Until format 3 of the data directory a record was a request as it had travelled: "LTR1", and a payload of
 *
 *     2 bytes  length of the header
 *     header   JSON
 *     body
 */
const MARK = Buffer.from('LTR');
const PARCEL = '2'.charCodeAt(0);
const REQUEST = '1'.charCodeAt(0);
const RECORD_HEAD = 12;

const Header = z.object({
  format: z.enum(FORMATS),
  project: z.string(),
  received: z.number(),
  encoding: z.enum(['', 'gzip', 'deflate', 'br']),
});

/** What a record holds: a parcel, or in older segments a request that is still to be decoded. */
export type Kept =
  | { readonly kind: 'parcel'; readonly bytes: Uint8Array }
  | { readonly kind: 'request'; readonly accepted: Accepted };

/** A parcel as a record. */
export function encodeRecord(parcel: Uint8Array): Uint8Array {
  const record = Buffer.allocUnsafe(RECORD_HEAD + parcel.length);
  record.set(MARK);
  record[MARK.length] = PARCEL;
  record.writeUInt32LE(parcel.length, 4);
  record.writeUInt32LE(crc32(parcel), 8);
  record.set(parcel, RECORD_HEAD);
  return record;
}

/** The parcel in a record that `encodeRecord` made. */
export function parcelIn(record: Uint8Array): Uint8Array {
  return record.subarray(RECORD_HEAD);
}

/** A stretch of a segment, in bytes: `end` is the first byte behind it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a scan finds: a record, or bytes that are none. */
export type Found =
  ({ readonly kind: 'record'; readonly kept: Kept } & Stretch) | ({ readonly kind: 'damage' } & Stretch);

function decodeRequest(payload: Buffer): Kept | null {
  if (payload.length < 2) return null;
  const bodyAt = 2 + payload.readUInt16LE(0);
  if (bodyAt > payload.length) return null;
  try {
    const header = Header.parse(JSON.parse(payload.toString('utf8', 2, bodyAt)));
    return { kind: 'request', accepted: { ...header, body: payload.subarray(bodyAt) } };
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
  const version = segment[start + MARK.length];
  if (version === PARCEL) return { kind: 'record', kept: { kind: 'parcel', bytes: payload }, start, end };
  const kept = version === REQUEST ? decodeRequest(payload) : null;
  return kept === null ? null : { kind: 'record', kept, start, end };
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
