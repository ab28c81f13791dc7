import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { Refusal } from './refusal.ts';

/** Encodings of a body that are understood; empty is "as it is". */
export type Encoding = '' | 'gzip' | 'deflate' | 'br';

const MEGABYTE = 1 << 20;
/** Bytes that a body may have after decompression. An envelope may carry attachments, which are passed over. */
const MOST_INFLATED = { envelope: 100 * MEGABYTE, otlp: 20 * MEGABYTE } as const;
/** No telemetry shrinks to less than this part under gzip: a body that does is a bomb. */
const MOST_RATIO = 200;

/** The encoding that a Content-Encoding header names; throws a Refusal of status 415 for others. */
export function toEncoding(header: string | undefined): Encoding {
  const name = (header ?? '').trim().toLowerCase();
  switch (name) {
    case '':
    case 'identity':
      return '';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
    case 'br':
      return name;
    default:
      throw new Refusal(
        415,
        `The content encoding "${name.slice(0, 100)}" is not understood.`,
        'Send the body as gzip, deflate, br, or as it is.',
      );
  }
}

/** "deflate" is meant to have zlib's two bytes in front, but some senders leave them out. */
function hasZlibHeader(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

/** Decompresses up to `most` bytes: the output is counted while it comes, so that a bomb costs no more memory. */
function decompress(body: Uint8Array, encoding: Exclude<Encoding, ''>, most: number): Uint8Array {
  switch (encoding) {
    case 'gzip':
      return gunzipSync(body, { maxOutputLength: most });
    case 'deflate':
      return hasZlibHeader(body)
        ? inflateSync(body, { maxOutputLength: most })
        : inflateRawSync(body, { maxOutputLength: most });
    case 'br':
      return brotliDecompressSync(body, { maxOutputLength: most });
  }
}

function tooLarge(most: number): Refusal {
  return new Refusal(
    413,
    'The body is too large once it is decompressed.',
    `Send smaller batches: at most ${most / MEGABYTE} MB after decompression.`,
  );
}

/**
 * Decompresses a body, in this thread. Throws a Refusal: 413 beyond the limit of its kind, or where it grows as no
 * telemetry does; 400 when the data is damaged.
 */
export function inflate(
  body: Uint8Array,
  encoding: Encoding,
  kind: keyof typeof MOST_INFLATED = 'envelope',
): Uint8Array {
  const most = MOST_INFLATED[kind];
  if (encoding === '') {
    if (body.length > most) throw tooLarge(most);
    return body;
  }
  const plausible = encoding === 'br' ? most : Math.max(MEGABYTE, MOST_RATIO * body.length);
  try {
    return decompress(body, encoding, Math.min(most, plausible));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(most);
    }
    throw new Refusal(
      400,
      `The body is not readable ${encoding}: it is damaged or cut off.`,
      'Send it again; check what changes requests between the sender and the collector.',
    );
  }
}
