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
  await eachPiece(request, (piece) => {
    length += piece.length;
    if (length > limit) throw tooLarge(limit);
    count(piece.length);
    pieces.push(piece);
  });
  const [first] = pieces;
  // Most bodies come in one piece.
  if (first !== undefined && pieces.length === 1) return first as Uint8Array<ArrayBuffer>;
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/**
 * Gives every piece to `take`, up to the end. Rejects with what `take` throws, after which nothing more is read, or
 * with a Refusal when the sender does not come to an end. Listeners instead of the stream's own iterator, which costs
 * as much as the rest of a small request.
 */
function eachPiece(request: IncomingMessage, take: (piece: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      done();
    };
    const onEnd = (): void => settle(resolve);
    const onBroken = (): void =>
      settle(() => {
        const broken = new Refusal(
          400,
          'The connection broke before the body was complete.',
          'Send it again.',
        );
        reject(isLate(request.socket) ? tooSlow() : broken);
      });
    const onData = (piece: Buffer): void => {
      try {
        take(piece);
      } catch (error) {
        request.pause();
        settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    if (request.destroyed) {
      onBroken();
      return;
    }
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
  });
}
