import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../http/refusal.ts';
import { parcelIn } from './record.ts';
import type { Kept } from './record.ts';
import { segmentPath, syncDirectory } from './segments.ts';
import type { Position } from './segments.ts';

/** Something that is safe, on its way to the database. */
export interface Entry {
  /** Behind it in the spool. */
  readonly next: Position;
  readonly kept: Kept;
}

/** Takes entries in the order of the spool. */
export type Receive = (entries: readonly Entry[]) => void;

/** Where accepted requests are kept until, and after, they are in the database. */
export interface Spool {
  /** Resolves when the record (`encodeRecord`) is safe; rejects with a Refusal of status 503 when it cannot be kept. */
  append(record: Uint8Array): Promise<void>;
  /**
   * Lets the next record begin a new segment. Resolves with its number: of the segments below, everything has been handed
   * on, and they can be changed, or go.
   */
  roll(): Promise<number>;
  close(): Promise<void>;
}

function keptIn(record: Uint8Array): Kept {
  return { kind: 'parcel', bytes: parcelIn(record) };
}

/** Requests that share one fsync at most; systems take about a thousand buffers in one write. */
const GROUP = 512;

interface Waiting {
  readonly record: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (reason: Refusal) => void;
}

/**
 * Append-only segment files. All requests that wait are written and forced to disk together, so that the price of
 * one fsync is shared.
 *
 * After a failed write or fsync the segment is never written again: what the system kept of it is unknown.
 */
export class FileSpool implements Spool {
  readonly #directory: string;
  readonly #receive: Receive;
  readonly #segmentBytes: number;
  #next: number;
  #file: { readonly handle: FileHandle; readonly segment: number; offset: number } | null = null;
  #waiting: Waiting[] = [];
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #rolls: ((next: number) => void)[] = [];

  /** `next`: number of the first segment to write; it must not exist. After `segmentBytes` another one is begun. */
  constructor(directory: string, next: number, receive: Receive, segmentBytes = Infinity) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    this.#next = next;
    this.#receive = receive;
  }

  append(record: Uint8Array): Promise<void> {
    const safe = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
    });
    if (!this.#isRunning) this.#running = this.#run();
    return safe;
  }

  roll(): Promise<number> {
    const begun = new Promise<number>((resolve) => this.#rolls.push(resolve));
    if (!this.#isRunning) this.#running = this.#run();
    return begun;
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#file?.handle.close();
    this.#file = null;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0 || this.#rolls.length > 0) {
      if (this.#rolls.length > 0) {
        await this.#endSegment();
        for (const resolve of this.#rolls.splice(0)) resolve(this.#next);
        continue;
      }
      const group = this.#waiting.splice(0, GROUP);
      try {
        const entries = await this.#write(group);
        this.#receive(entries);
        for (const waiting of group) waiting.resolve();
      } catch (error) {
        await this.#abandon();
        const reason = error instanceof Error ? error.message : String(error);
        const refusal = new Refusal(
          503,
          `The request could not be kept on disk: ${reason}.`,
          'Make room on the disk that holds the data directory; senders may try again.',
          { 'retry-after': '5' },
        );
        for (const waiting of group) waiting.reject(refusal);
      }
    }
    this.#isRunning = false;
  }

  async #write(group: readonly Waiting[]): Promise<Entry[]> {
    const file = this.#file ?? (await this.#openNext());
    const length = group.reduce((sum, { record }) => sum + record.length, 0);
    const { bytesWritten } = await file.handle.writev(
      group.map(({ record }) => record),
      file.offset,
    );
    if (bytesWritten !== length) throw new Error(`only ${bytesWritten} of ${length} bytes were written`);
    await file.handle.datasync();
    const entries = group.map(({ record }): Entry => {
      file.offset += record.length;
      return { next: { segment: file.segment, offset: file.offset }, kept: keptIn(record) };
    });
    if (file.offset >= this.#segmentBytes) await this.#endSegment();
    return entries;
  }

  async #endSegment(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    // Everything in it is on disk already: a failure to close takes nothing back.
    await file?.handle.close().catch(() => undefined);
  }

  async #openNext() {
    const segment = this.#next;
    const handle = await open(segmentPath(this.#directory, segment), 'wx');
    this.#next += 1;
    this.#file = { handle, segment, offset: 0 };
    await syncDirectory(this.#directory);
    return this.#file;
  }

  async #abandon(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    // Cutting the file back keeps what was refused from coming back after a restart; it may fail as the write did.
    await file.handle.truncate(file.offset).catch(() => undefined);
    await file.handle.close().catch(() => undefined);
    // On a full disk every attempt would leave an empty file.
    if (file.offset === 0) await rm(segmentPath(this.#directory, file.segment)).catch(() => undefined);
  }
}

/** Keeps nothing: requests go straight to a database that is in memory itself. */
export class MemorySpool implements Spool {
  readonly #receive: Receive;
  #count = 0;
  #segment = 1;

  constructor(receive: Receive) {
    this.#receive = receive;
  }

  append(record: Uint8Array): Promise<void> {
    this.#count += 1;
    this.#receive([{ next: { segment: this.#segment, offset: this.#count }, kept: keptIn(record) }]);
    return Promise.resolve();
  }

  roll(): Promise<number> {
    this.#segment += 1;
    return Promise.resolve(this.#segment);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
