// Stands before the collector and counts what a browser asks it.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What has been asked so far, and an end. */
export interface CountingProxy {
  readonly url: string;
  /** Streams of revisions that are open. */
  readonly watching: () => number;
  /** Path and query of every request so far. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Passes everything on to the collector at `to`, under the collector's own name. */
export async function startCountingProxy(to: string): Promise<CountingProxy> {
  const target = new URL(to);
  const requests: string[] = [];
  let watching = 0;
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    requests.push(path);
    const headers = { ...incoming.headers, host: target.host };
    const onward = request(
      { host: target.hostname, port: target.port, path, method: incoming.method, headers },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
        response.on('error', () => outgoing.destroy());
      },
    );
    if (path.endsWith('/api/v1/watch')) {
      watching += 1;
      outgoing.once('close', () => {
        watching -= 1;
      });
    }
    onward.on('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    watching: () => watching,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
