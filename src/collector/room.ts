import { statfs } from 'node:fs/promises';
import type { Problem } from '../model/result.ts';
import type { Milliseconds } from '../model/time.ts';

/** Bytes left on the disk at which it is said, and at which nothing more is taken in: reading needs some, too. */
const WARN_BELOW = 500e6;
const REFUSE_BELOW = 100e6;
const EVERY: Milliseconds = 2_000;

/** Bytes that this user may still write on the disk that holds a directory. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** Watches how much room is left on the disk. */
export class Room {
  readonly #free: () => Promise<number>;
  readonly #directory: string;
  readonly #report: (error: unknown) => void;
  #left = Infinity;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  /** `free`: bytes that may still be written. */
  constructor(directory: string, free: () => Promise<number>, report: (error: unknown) => void) {
    this.#directory = directory;
    this.#free = free;
    this.#report = report;
  }

  /** Looks for the first time, and every two seconds from then on. */
  async start(): Promise<void> {
    await this.#look();
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.start(), EVERY).unref();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Whether so little is left that nothing more can be taken in. */
  get isFull(): boolean {
    return this.#left < REFUSE_BELOW;
  }

  get problem(): Problem | null {
    if (this.#left >= WARN_BELOW) return null;
    const left = `${Math.floor(this.#left / 1e6).toLocaleString('en-US')} MB are left on the disk that holds ${this.#directory}`;
    const advice = 'Make room there, or keep less with --keep-size.';
    return this.isFull
      ? { kind: 'failed', message: `New events are refused: only ${left}.`, advice }
      : {
          kind: 'partial',
          message: `Only ${left}; below ${REFUSE_BELOW / 1e6} MB new events are refused.`,
          advice,
        };
  }

  async #look(): Promise<void> {
    try {
      this.#left = await this.#free();
    } catch (error) {
      // A file system that does not say is no reason to refuse anything.
      this.#left = Infinity;
      this.#report(error);
    }
  }
}
