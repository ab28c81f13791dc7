import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerClientError } from './http/client-error.ts';
import type { Refusal } from './http/refusal.ts';
import { findOccupant } from './occupant.ts';
import { SPOTLIGHT_PORT } from './options.ts';
import { StartError } from './start-error.ts';

const LOOPBACK = ['127.0.0.1', '::1'];
/** How often another free port is tried where any will do: the one found on one address may be taken on the other. */
const TRIES = 10;
/** How long answers that have begun may take once the collector is told to end. */
const DRAIN_MS = 10_000;

/** The servers of all addresses, on one port. */
export interface Listening {
  readonly port: number;
  /** Takes no more requests, lets the running ones end, and resolves. */
  close(): Promise<void>;
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A server, and the answers that it has not finished. */
interface Serving {
  readonly server: Server;
  readonly running: ReadonlySet<ServerResponse>;
}

/** Milliseconds that a request's headers, and the whole of it, may take. */
export interface Patience {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often is looked. */
  readonly connectionsCheckingInterval: number;
}

const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

/** How requests are served. */
export interface Listener {
  readonly answer: RequestListener;
  /** Is told of what never became a request. */
  readonly refused: (refusal: Refusal) => void;
  readonly patience?: Patience | undefined;
}

function makeServer({ answer, refused, patience = PATIENCE }: Listener): Serving {
  const running = new Set<ServerResponse>();
  const options = { ...patience };
  const server = createServer(options, (request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    answer(request, response);
  });
  server.on('clientError', (error: Error, socket: Duplex) => {
    if (!(socket instanceof Socket)) {
      socket.destroy();
      return;
    }
    const own = [...running].filter((response) => response.socket === socket);
    const hasBegun = own.some(({ headersSent }) => headersSent);
    // A request that was being read is counted where it is read.
    answerClientError(error, socket, hasBegun, own.length > 0 ? () => undefined : refused);
  });
  return { server, running };
}

/** Lets the answers that have begun end, within `DRAIN_MS`; what is still being sent in after them is cut off. */
async function closeServer({ server, running }: Serving): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const until = Date.now() + DRAIN_MS;
  while (running.size > 0 && Date.now() < until) await sleep(20);
  server.closeAllConnections();
  await closed;
}

/** Binds every address or none; a machine without IPv6 is fine. */
async function bindAll(listener: Listener, wanted: number, hosts: readonly string[]): Promise<Listening> {
  const servers: Serving[] = [];
  let port = wanted;
  try {
    for (const host of hosts) {
      const serving = makeServer(listener);
      try {
        port = await listenOn(serving.server, port, host);
        servers.push(serving);
      } catch (error) {
        const isMissing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(codeOf(error));
        if (!(isMissing && host === '::1')) throw error;
      }
    }
  } catch (error) {
    await Promise.all(servers.map(closeServer));
    throw error;
  }
  return { port, close: async () => void (await Promise.all(servers.map(closeServer))) };
}

function addressesFor(host: string | null): readonly string[] {
  if (host === null || LOOPBACK.includes(host) || host === 'localhost') return LOOPBACK;
  // These take every address, those of this machine's own loopback too.
  if (host === '0.0.0.0') return ['0.0.0.0', '::1'];
  if (host === '::') return ['::'];
  return [...LOOPBACK, host];
}

async function explain(error: unknown, port: number, host: string | null): Promise<StartError> {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    const occupant = await findOccupant(port);
    const by = occupant === null ? 'by another program' : `by ${occupant}`;
    if (port === SPOTLIGHT_PORT) {
      return new StartError(
        `Port ${port}, which --spotlight needs, is taken ${by}.`,
        'Stop it, or leave --spotlight out and send with SENTRY_SPOTLIGHT=http://localhost:4318/stream.',
        error,
      );
    }
    const free = port < 65_535 ? port + 1 : 0;
    return new StartError(
      `Port ${port} is taken ${by}.`,
      `Stop it, or start with another port: --port ${free}. Senders have to be told the new one.`,
      error,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  const advice =
    code === 'EACCES'
      ? 'Choose a port from 1024 up with --port.'
      : `Check --host${host === null ? '' : ` ${host}`} and --port ${port}.`;
  return new StartError(`The collector cannot listen: ${reason}.`, advice, error);
}

/** As `listen`, and with `spotlight` on the port of Spotlight as well. */
export async function listenAll(
  listener: Listener,
  port: number,
  host: string | null,
  spotlight: boolean,
): Promise<Listening> {
  const main = await listen(listener, port, host);
  if (!spotlight || main.port === SPOTLIGHT_PORT) return main;
  try {
    const second = await listen(listener, SPOTLIGHT_PORT, host);
    return { port: main.port, close: async () => void (await Promise.all([main.close(), second.close()])) };
  } catch (error) {
    await main.close();
    throw error;
  }
}

/**
 * Listens on 127.0.0.1 and ::1, and on `host`. Throws a StartError, which names who has the port, when it cannot.
 */
async function listen(listener: Listener, port: number, host: string | null): Promise<Listening> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await bindAll(listener, port, addressesFor(host));
    } catch (error) {
      const mayTryAnother = port === 0 && codeOf(error) === 'EADDRINUSE' && tried < TRIES;
      if (!mayTryAnother) throw await explain(error, port, host);
      await sleep(10);
    }
  }
}
