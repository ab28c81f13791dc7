import { request as ask } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';

/** Headers that are about a connection, not about what goes over it. */
const OF_A_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect']);

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.has(name)));
}

/** Has a request answered at the other end of a connection, piece by piece as its sender takes the answer. */
export function forward({ request, response }: Exchange, connect: () => Duplex): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = ask({
      createConnection: connect,
      method: request.method,
      path: request.url,
      headers: { ...passedOn(request.headers), connection: 'close' },
    });
    const leave = (): void => {
      asked.destroy();
      resolve();
    };
    response.once('close', leave);
    asked.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, passedOn(answer.headers));
      pipeline(answer, response).then(resolve, () => {
        // Either end broke off: nobody may take what came for whole.
        response.destroy();
        resolve();
      });
    });
    asked.once('error', () => {
      if (response.headersSent || response.destroyed) return leave();
      reject(
        new Refusal(503, 'The database is being closed.', 'Ask again in a moment.', { 'retry-after': '1' }),
      );
    });
    // An upload that breaks off ends the question as well.
    pipeline(request, asked).catch(() => undefined);
  });
}
