// Reads all rows from a collector over and over, as a tab does that is opened: in a process of its own, as a browser is.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from './ending.ts';

/** What was read. */
interface Read {
  readonly loads: number;
  readonly rows: number;
}

export interface Reading {
  begin(): void;
  /** Ends it once the load under way is done; resolves with what was read. */
  stop(): Promise<Read>;
}

/** The cookie by which a collector knows its own pages. */
async function cookieOf(port: number): Promise<string> {
  const page = await fetch(`http://127.0.0.1:${port}/`);
  await page.arrayBuffer();
  return page.headers
    .getSetCookie()
    .map((given) => given.split(';', 1)[0] ?? '')
    .join('; ');
}

/** What the process does: it reads from when it is told to begin until it is told to stop, and says what it has read. */
export async function beTab(port: number): Promise<void> {
  // Who asks for it is gone.
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
  await once(process, 'message');
  const end = new AbortController();
  process.once('message', () => end.abort());
  let loads = 0;
  let rows = 0;
  const headers = { 'x-longtail': '1', cookie: await cookieOf(port), 'accept-encoding': 'identity' };
  while (!end.signal.aborted) {
    const info = await fetch(`http://127.0.0.1:${port}/api/v1/info`, { headers });
    const held = (await info.json()) as { rows: number };
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/transactions`, { headers });
    if (!response.ok || response.body === null) throw new Error(`The tab was answered ${response.status}.`);
    for await (const piece of response.body) if (piece.length === 0) break;
    loads += 1;
    rows += held.rows;
  }
  process.send?.({ loads, rows } satisfies Read, () => process.exit());
}

/**
 * Resolves when the process is there, which a tab is before it loads anything. `program`: what calls `beTab` when its
 * arguments are `args`.
 */
export async function readAsTab(program: string, args: readonly string[]): Promise<Reading> {
  const child = endWithUs(fork(program, args));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The tab ended by itself: ${String(code)}.`);
  });
  await Promise.race([once(child, 'message'), ended]);
  const read = Promise.race([once(child, 'message').then(([message]) => message as Read), ended]);
  // It is looked at when it is stopped.
  read.catch(() => undefined);
  return {
    begin: () => void child.send('begin'),
    stop: () => {
      child.send('stop');
      return read;
    },
  };
}
