import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server whose answers a test writes down: by path, the first of a list for the first request, the last for the rest. */
export interface LocalServer {
  readonly base: string;
  /** Path and query of each request. */
  readonly requests: string[];
  answer(path: string, ...answers: readonly Answer[]): void;
  /** Ends the server, and the connections that are open. */
  close(): Promise<void>;
}

/** Starts a server for the rest of the test; on `port`, where one is given. */
export async function startServer(port = 0): Promise<LocalServer> {
  const answers = new Map<string, Answer[]>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push(url);
    const path = url.replace(/^\/api\//, '').replace(/\?.*/, '');
    const list = answers.get(path) ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer !== undefined) answer(response, request);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    requests,
    answer: (path, ...list) => void answers.set(path, [...list]),
    close,
  };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function bytes(...chunks: readonly Uint8Array[]): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };
}

/** Takes the request and says nothing. */
export const hang: Answer = () => undefined;

/** Sends what it is given, and then nothing more, without an end. */
export function stall(...chunks: readonly Uint8Array[]): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.flushHeaders();
    for (const chunk of chunks) response.write(chunk);
  };
}

/** Sends what it is given and breaks the connection off. */
export function breakOff(...chunks: readonly Uint8Array[]): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '1000000' });
    for (const chunk of chunks) response.write(chunk);
    setTimeout(() => response.destroy(), 20);
  };
}
