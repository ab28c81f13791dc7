import type { Socket } from 'node:net';
import { Refusal } from './refusal.ts';

/** Sockets whose request did not come to an end in time. */
const late = new WeakSet<object>();

/** Whether the sender was cut off because it was too slow, rather than having gone by itself. */
export function isLate(socket: object): boolean {
  return late.has(socket);
}

/** The refusal of what is too slow. */
export function tooSlow(): Refusal {
  return new Refusal(408, 'The request did not come to its end in time.', 'Send it again, faster.');
}

const BY_CODE: Readonly<Record<string, () => Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
  HPE_HEADER_OVERFLOW: () => new Refusal(431, 'The headers are larger than 16 kB.', 'Send fewer of them.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () =>
    new Refusal(413, 'The chunks of the body carry too many extensions.', 'Send them without.'),
};

/**
 * Answers what is no HTTP request, or never became a whole one, and ends the connection. `hasBegun`: an answer is on
 * its way already, so that nothing may be written in between.
 */
export function answerClientError(
  error: Error,
  socket: Socket,
  hasBegun: boolean,
  refused: (refusal: Refusal) => void,
): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') late.add(socket);
  // Browsers and clients with a pool open connections ahead; one on which nothing came has sent nothing to refuse.
  const isUnused = socket.bytesRead === 0;
  if (code === 'ECONNRESET' || !socket.writable || hasBegun || isUnused) {
    socket.destroy();
    return;
  }
  const refusal =
    BY_CODE[code]?.() ?? new Refusal(400, 'This is not a request of HTTP/1.1.', 'Check what sends it.');
  refused(refusal);
  const body = JSON.stringify({ problem: refusal.problem });
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} Refused`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
