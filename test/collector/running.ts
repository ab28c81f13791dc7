// A real collector on a free port, and what the tests say to it.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import type { Frame } from '../../src/formats/arrow/frames.ts';
import { fromRows } from '../../src/formats/arrow/rows.ts';
import type { Info } from '../../src/model/source.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { readAsPage } from './as-page.ts';
import { startCollector } from '../../src/collector/start.ts';
import type { Collector, StartOptions } from '../../src/collector/start.ts';

const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** Does something once the test is over, last come first. */
export function afterwards(end: () => Promise<void> | void): void {
  endings.push(end);
}

/** An empty directory that is gone after the test. */
export function emptyDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'longtail-test-'));
  afterwards(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What the collector reported as its own failures; tests that expect none look here. */
export const reported: unknown[] = [];

/** A collector that is closed after the test; in memory unless a directory is given. */
export async function start(options: Partial<StartOptions> = {}): Promise<Collector> {
  const collector = await startCollector({ port: 0, report: (error) => reported.push(error), ...options });
  afterwards(() => collector.close());
  return collector;
}

export const keyOf = ({ dsn }: Pick<Collector, 'dsn'>): string => new URL(dsn).username;

export async function info({ url }: Pick<Collector, 'url'>): Promise<Info> {
  const response = await readAsPage(`${url}api/v1/info`);
  return (await response.json()) as Info;
}

export interface EnvelopeRequest {
  readonly project?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of `?sentry_key=…`. */
  readonly query?: string;
}

export function sendEnvelope(
  collector: Pick<Collector, 'url' | 'dsn'>,
  body: string | Uint8Array<ArrayBuffer>,
  { project = '1', headers = {}, query = `?sentry_key=${keyOf(collector)}` }: EnvelopeRequest = {},
): Promise<Response> {
  const url = `${collector.url}api/${project}/envelope/${query}`;
  return fetch(url, { method: 'POST', headers, body });
}

export function sendTraces(
  { url }: Pick<Collector, 'url'>,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const bytes = body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body);
  return fetch(`${url}v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes,
  });
}

/** The frames of a reading route. */
export async function frames({ url }: Pick<Collector, 'url'>, path: string): Promise<Frame[]> {
  const response = await readAsPage(`${url}api/v1/${path}`);
  if (!response.ok || response.body === null) throw new Error(`${path}: ${response.status}`);
  const all: Frame[] = [];
  for await (const frame of decodeFrames(response.body)) all.push(frame);
  return all;
}

/** The transactions among frames, by row. */
export function transactionsIn(given: readonly Frame[]): Transaction[] {
  return given
    .flatMap((frame) => (frame.table === 'transactions' ? fromRows(frame.rows) : []))
    .sort((a, b) => a.row - b.row);
}

export async function transactions(collector: Pick<Collector, 'url'>, query = ''): Promise<Transaction[]> {
  return transactionsIn(await frames(collector, `transactions${query}`));
}

/** A request with headers that `fetch` keeps to itself, such as Host. */
export function ask(
  { port }: Pick<Collector, 'port'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  body?: string,
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
