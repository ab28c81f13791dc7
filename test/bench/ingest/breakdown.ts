// Loaded into the collector before its own program (`--breakdown`): where the time of an answer goes. What it waits for
// from outside, what keeps its thread, and what memory is made of; printed when the collector ends.
import { readFileSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';
import { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { tellTask, watchThreads } from './thread-times.ts';

/** How often something happened, for how long in all, and the times of each, in milliseconds. */
class Times {
  readonly #all: number[] = [];

  add(ms: number): void {
    this.#all.push(ms);
  }

  toString(): string {
    const sorted = this.#all.toSorted((a, b) => a - b);
    const at = (q: number) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0).toFixed(1);
    const sum = sorted.reduce((total, ms) => total + ms, 0);
    return `${sorted.length} times, ${(sum / 1000).toFixed(2)} s in all, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`;
  }
}

const times = new Map<string, Times>();

function note(name: string, ms: number): void {
  const known = times.get(name) ?? new Times();
  times.set(name, known);
  known.add(ms);
}

type Call = (this: unknown, ...given: unknown[]) => unknown;

/** Has all calls of a method measured; `nameOf` tells from what is given what it is. */
function measure(owner: object, method: string, nameOf: (given: readonly unknown[]) => string): void {
  const call: Call = Reflect.get(owner, method) as Call;
  const measured: Call = function (...given) {
    const began = performance.now();
    const end = (): void => note(nameOf(given), performance.now() - began);
    const result = call.apply(this, given);
    if (result instanceof Promise) void result.then(end, end);
    else end();
    return result;
  };
  Reflect.set(owner, method, measured);
}

function verbOf([sql]: readonly unknown[]): string {
  const verb = /^\s*(\w+)/.exec(String(sql))?.[1] ?? '';
  return `database: ${verb.toUpperCase()}`;
}

/** Megabytes of files, such as the code of Node and of the database, that are mapped into memory; where Linux tells it. */
function mapped(): string {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return `${(Number(/RssFile:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024).toFixed(0)} MB`;
  } catch {
    return 'an unknown part';
  }
}

async function begin(): Promise<void> {
  const handle = await open(join(tmpdir()), 'r');
  const files: object = Object.getPrototypeOf(handle) as object;
  await handle.close();
  for (const method of ['writev', 'datasync', 'sync']) measure(files, method, () => `spool: ${method}`);
  for (const method of ['run', 'runAndReadAll', 'stream'])
    measure(DuckDBConnection.prototype, method, verbOf);
  for (const method of ['appendDataChunk', 'closeSync']) {
    measure(DuckDBAppender.prototype, method, () => `in the thread: ${method}`);
  }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) note('in the thread: garbage collection', duration);
  }).observe({ entryTypes: ['gc'] });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let most = process.memoryUsage();
  const watch = setInterval(() => {
    const now = process.memoryUsage();
    if (now.rss > most.rss) most = now;
  }, 100);
  watch.unref();
  const print = (): void => {
    const { rss, heapUsed, heapTotal, external, arrayBuffers } = most;
    const mb = (bytes: number) => `${(bytes / (1 << 20)).toFixed(0)} MB`;
    const loop = `${(delay.percentile(99) / 1e6).toFixed(1)} ms, at most ${(delay.max / 1e6).toFixed(1)} ms`;
    const lines = [
      `  thread ${threadId}: held up p99 ${loop}`,
      ...[...times.keys()]
        .toSorted((a, b) => (a < b ? -1 : 1))
        .map((name) => `    ${name}: ${String(times.get(name))}`),
      `    heap ${mb(heapUsed)} of ${mb(heapTotal)}, buffers ${mb(arrayBuffers)}, other objects outside ${mb(external - arrayBuffers)}${isMainThread ? `, of ${mb(rss)} in all, ${mapped()} of it files that are mapped` : ''}`,
    ];
    // Threads write in turn, and at once: the program ends behind it.
    writeSync(1, `\n${lines.join('\n')}\n`);
  };
  const threads = isMainThread ? watchThreads() : () => [];
  if (!isMainThread) tellTask(threadId);
  const told = new BroadcastChannel('breakdown');
  told.unref();
  told.onmessage = print;
  const tell = told.postMessage.bind(told);
  if (isMainThread) {
    process.once('SIGTERM', () => {
      tell(null);
      print();
      writeSync(1, `${threads().join('\n')}\n`);
    });
  }
}

await begin();
