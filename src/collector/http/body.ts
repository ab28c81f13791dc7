import type { IncomingMessage } from 'node:http';
import { isLate, tooSlow } from './client-error.ts';
import { Refusal } from './refusal.ts';

const MEGABYTE = 1 << 20;
/** Bytes of a body as it travels. */
export const MOST_RECEIVED = 20 * MEGABYTE;
function tooLarge(limit: number): Refusal {
  const most = limit >= MEGABYTE ? `${limit / MEGABYTE} MB` : `${limit / 1024} kB`;
  return new Refusal(413, 'The body is too large.', `Send smaller pieces: at most ${most}.`);
}

/**
 * The body of a request as it travelled, at most `limit` bytes. Throws a Refusal: 413 when it is larger, 408 when it
 * takes too long, 400 when the sender breaks off. `count` is told of every piece and may throw.
 */
export async function readBody(
  request: IncomingMessage,
  limit = MOST_RECEIVED,
  count: (bytes: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > limit) throw tooLarge(limit);
      count(piece.length);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isLate(request.socket)) throw tooSlow();
    throw new Refusal(400, 'The connection broke before the body was complete.', 'Send it again.');
  }
  // Memory of its own, so that it can be given to another thread.
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}
