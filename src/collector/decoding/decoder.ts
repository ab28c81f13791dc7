import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Refusal } from '../http/refusal.ts';
import { WARM } from './job.ts';
import type { Answer, Done, Job } from './job.ts';
import { runJob } from './run-job.ts';

/** Finds out what is in bodies. */
export interface Decoder {
  /** Rejects with a Refusal of status 503 when the job was lost, and of 413 when it takes too much memory. */
  run(job: Job): Promise<Done>;
  /** Resolves when it is as quick as it will be. */
  readonly warm: Promise<void>;
  close(): Promise<void>;
}

/** Decodes in this thread: for a collector inside of another program, such as a test. */
export class InlineDecoder implements Decoder {
  readonly warm = Promise.resolve();

  async run(job: Job): Promise<Done> {
    await yieldToOthers();
    return runJob(job);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Jobs that travel together at most, and their bytes: a message costs as much as decoding a small body. */
const MOST_JOBS = 64;
const MOST_BYTES = 1 << 20;
/** Messages that are under way at most: while one is worked on, the next is there already. */
const MOST_MESSAGES = 2;
/**
 * Between two messages, in milliseconds: under load, what comes meanwhile goes together, through the thread, to disk
 * and back, at the price of one.
 */
const PACE_MS = 4;

interface Waiting {
  readonly job: Job;
  readonly resolve: (done: Done) => void;
  readonly reject: (reason: Refusal) => void;
}

/**
 * Decodes in a worker thread. Bodies that came meanwhile travel there together; what
 * comes back of each is its record, and a few words. A worker that dies is replaced.
 */
export class WorkerDecoder implements Decoder {
  readonly #makeWorker: () => Worker;
  readonly #report: (error: unknown) => void;
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
  #sent: (readonly Waiting[])[] = [];
  #lastSent = -Infinity;
  #isDue = false;
  #becameWarm: () => void = () => undefined;
  /** A thread that dies before is taken for warm: who waits for it is not to wait for ever. */
  readonly warm = new Promise<void>((resolve) => {
    this.#becameWarm = resolve;
  });

  constructor(makeWorker: () => Worker, report: (error: unknown) => void) {
    this.#makeWorker = makeWorker;
    this.#report = report;
  }

  /** Has the thread there before the first job comes. */
  begin(): this {
    this.#running();
    return this;
  }

  run(job: Job): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#sendSoon();
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  /** Sends what waits once it is time; whatever comes in the same moment goes together. */
  #sendSoon(): void {
    if (this.#isDue || this.#waiting.length === 0 || this.#sent.length >= MOST_MESSAGES) return;
    this.#isDue = true;
    const send = (): void => {
      this.#isDue = false;
      this.#send();
    };
    const wait = this.#lastSent + PACE_MS - performance.now();
    if (wait > 0 && this.#waiting.length < MOST_JOBS) setTimeout(send, wait);
    else setImmediate(send);
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#sent.length < MOST_MESSAGES) {
      this.#lastSent = performance.now();
      let bytes = 0;
      const end = this.#waiting.findIndex(({ job }, index) => {
        bytes += job.body.length;
        return index > 0 && (index >= MOST_JOBS || bytes > MOST_BYTES);
      });
      const message = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
      this.#sent.push(message);
      const { jobs, memory } = inOneMemory(message.map(({ job }) => job));
      this.#running().postMessage(jobs, [memory]);
    }
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#makeWorker();
    this.#worker = worker;
    worker.on('message', (message: Answer | typeof WARM) => {
      if (message === WARM) this.#becameWarm();
      else this.#take(message);
    });
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error('The decoding thread ended.')));
    // Who sends keeps the program alive, not who decodes.
    worker.unref();
    return worker;
  }

  #take({ done, records }: Answer): void {
    const message = this.#sent.shift() ?? [];
    this.#sendSoon();
    let at = 0;
    for (const [index, { outcome, length }] of done.entries()) {
      const record = length === 0 ? null : records.subarray(at, at + length);
      at += length;
      message[index]?.resolve({ outcome, record });
    }
  }

  /** What the worker had is gone with it. */
  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#becameWarm();
    this.#report(error);
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    for (const [index, message] of this.#sent.splice(0).entries()) {
      // Sent alone and worked on, it is what there was not enough memory for.
      const isGuilty = isMemory && index === 0 && message.length === 1;
      for (const { reject } of message) reject(isGuilty ? tooMuch() : lost());
    }
    this.#send();
  }
}

/** Jobs whose bodies lie in one memory, which can be given away: to hand over each by itself costs more than a copy. */
function inOneMemory(jobs: readonly Job[]): { readonly jobs: readonly Job[]; readonly memory: ArrayBuffer } {
  const [first] = jobs;
  if (first !== undefined && jobs.length === 1 && first.body.length === first.body.buffer.byteLength) {
    return { jobs, memory: first.body.buffer };
  }
  const all = new Uint8Array(jobs.reduce((sum, { body }) => sum + body.length, 0));
  let at = 0;
  const moved = jobs.map((job) => {
    const body = all.subarray(at, at + job.body.length);
    body.set(job.body);
    at += body.length;
    return { ...job, body };
  });
  return { jobs: moved, memory: all.buffer };
}

function tooMuch(): Refusal {
  return new Refusal(413, 'The body takes too much memory to be read.', 'Send smaller pieces.');
}

function lost(): Refusal {
  return new Refusal(503, 'The body was lost while it was being read.', 'Send it again.', {
    'retry-after': '1',
  });
}
