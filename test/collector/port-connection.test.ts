// HTTP between two threads: whole, no faster than it is read, and ended at both sides when one breaks off.
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { PortConnections } from '../../src/collector/keeping/port-connection.ts';
import type { ConnectionMessage } from '../../src/collector/keeping/message.ts';

/** Two ends whose messages arrive later, as those of threads do; the second one serves. */
function connected(answer: (request: IncomingMessage, response: ServerResponse) => void): {
  readonly connect: () => Duplex;
  /** Bytes that were sent to the asking end. */
  readonly sent: () => number;
} {
  let sent = 0;
  const server = createServer(answer);
  const serving: PortConnections = new PortConnections(
    (message: ConnectionMessage) => {
      if (message.kind === 'bytes') sent += message.bytes.length;
      setImmediate(() => asking.hear(message));
    },
    (connection) => server.emit('connection', connection),
  );
  const asking = new PortConnections((message) => setImmediate(() => serving.hear(message)), null);
  return { connect: () => asking.connect(), sent: () => sent };
}

function ask(connect: () => Duplex): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ createConnection: connect, headers: { connection: 'close' } }, resolve)
      .on('error', reject)
      .end();
  });
}

const PIECE = Buffer.alloc(1 << 18, 'x');
const PIECES = 40;

function sendAll(response: ServerResponse): void {
  let left = PIECES;
  const go = (): void => {
    while (left > 0) {
      left -= 1;
      if (!response.write(PIECE)) return void response.once('drain', go);
    }
    response.end();
  };
  go();
}

it('brings all that was written, and holds it back while nobody reads', async () => {
  const { connect, sent } = connected((_, response) => sendAll(response));
  const answer = await ask(connect);
  await sleep(50);
  expect(sent()).toBeLessThan(10 * PIECE.length);
  let length = 0;
  for await (const piece of answer) length += (piece as Buffer).length;
  expect(length).toBe(PIECES * PIECE.length);
});

it('ends the answer where the one who asked has gone', async () => {
  let isClosed = false;
  const { connect } = connected((_, response) => {
    response.once('close', () => {
      isClosed = true;
    });
    sendAll(response);
  });
  const answer = await ask(connect);
  answer.destroy();
  await vi.waitFor(() => expect(isClosed).toBe(true));
});

it('breaks the answer off where the one who answers does', async () => {
  const { connect } = connected((_, response) => {
    response.write(PIECE);
    setTimeout(() => response.destroy(), 20);
  });
  const answer = await ask(connect);
  const read = async (): Promise<void> => {
    for await (const piece of answer) expect((piece as Buffer).length).toBeGreaterThan(0);
  };
  await expect(read()).rejects.toThrow('aborted');
});

it('gives away what has a large memory of its own, and copies what lies among others, in order', () => {
  const sent: { readonly bytes: Uint8Array; readonly memory: readonly ArrayBuffer[] }[] = [];
  const connections = new PortConnections((message, memory = []) => {
    if (message.kind === 'bytes') sent.push({ bytes: message.bytes, memory });
  }, null);
  const own = new Uint8Array(1 << 17).fill(2);
  const among = new Uint8Array(1 << 17).fill(3).subarray(1);
  const connection = connections.connect();
  connection.cork();
  // The first piece leaves alone: nothing is on its way yet.
  for (const piece of [Uint8Array.of(0), Uint8Array.of(1), own, among]) connection.write(piece);
  connection.uncork();
  expect(sent.flatMap(({ bytes }) => [...new Set(bytes)])).toEqual([0, 1, 2, 3]);
  expect(sent.map(({ memory }) => memory.length)).toEqual(sent.map(() => 1));
  expect(sent.some(({ memory }) => memory[0] === own.buffer)).toBe(true);
  expect(sent.some(({ memory }) => memory[0] === among.buffer)).toBe(false);
});
