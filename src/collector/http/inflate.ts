import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Transform } from 'node:stream';
import { Refusal } from './refusal.ts';

/** Encodings of a body that are understood; empty is "as it is". */
export type Encoding = '' | 'gzip' | 'deflate' | 'br';

const MEGABYTE = 1 << 20;
/** Bytes that a body may have after decompression. */
const MOST_INFLATED = 100 * MEGABYTE;
/** No telemetry shrinks to less than this part under gzip: a body that does is a bomb. */
const MOST_RATIO = 200;
const STEP = 64 * 1024;

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
        `The content encoding "${name}" is not understood.`,
        'Send the body as gzip, deflate, br, or as it is.',
      );
  }
}

/** "deflate" is meant to have zlib's two bytes in front, but some senders leave them out. */
function hasZlibHeader(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function decompressorFor(encoding: Exclude<Encoding, ''>, body: Uint8Array): Transform {
  switch (encoding) {
    case 'gzip':
      return createGunzip();
    case 'deflate':
      return hasZlibHeader(body) ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
  }
}

function tooLarge(): Refusal {
  return new Refusal(
    413,
    'The body is too large once it is decompressed.',
    `Send smaller batches: at most ${MOST_INFLATED / MEGABYTE} MB after decompression.`,
  );
}

/**
 * Decompresses a body. The output is counted while it comes, so that a bomb costs no memory: a Refusal of status
 * 413 beyond the limit, 400 when the data is damaged. `count` is told of every piece and may throw a Refusal.
 */
export async function inflate(
  body: Uint8Array,
  encoding: Encoding,
  count: (bytes: number) => void = () => undefined,
): Promise<Uint8Array> {
  if (encoding === '') return body;
  const decompressor = decompressorFor(encoding, body);
  const pieces: Buffer[] = [];
  let inflated = 0;
  const done = new Promise<void>((resolve, reject) => {
    decompressor.on('data', (piece: Buffer) => {
      inflated += piece.length;
      const bomb = encoding !== 'br' && inflated > MEGABYTE && inflated > MOST_RATIO * body.length;
      try {
        if (inflated > MOST_INFLATED || bomb) throw tooLarge();
        count(piece.length);
        pieces.push(piece);
      } catch (error) {
        decompressor.destroy(error instanceof Error ? error : undefined);
      }
    });
    decompressor.once('end', resolve);
    decompressor.once('error', reject);
  });
  for (let at = 0; at < body.length && !decompressor.destroyed; at += STEP) {
    decompressor.write(body.subarray(at, at + STEP));
  }
  decompressor.end();
  try {
    await done;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      400,
      `The body is not readable ${encoding}: it is damaged or cut off.`,
      'Send it again; check what changes requests between the sender and the collector.',
    );
  }
  return Buffer.concat(pieces, inflated);
}
