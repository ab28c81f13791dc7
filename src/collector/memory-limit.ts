import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Bytes of memory from which on a program of its own takes nothing more in: what is under way needs the rest of half a
 * gigabyte.
 */
export const MOST_RESIDENT = 448 * (1 << 20);
const LOOK_MS = 250;
/**
 * How often memory is collected by force while there is little left, and from which share of the limit on: the engine
 * itself is in no hurry, since it does not see what the database holds for objects that nobody needs any more.
 */
const COLLECT_MS = 5_000;
const COLLECT_FROM = 0.85;

/** Says when the process has as much memory as it may have. */
export class MemoryLimit {
  readonly #most: number;
  readonly #collect: () => void;
  #looked = -Infinity;
  #collected = -Infinity;
  #isFull = false;

  /** `collect` is called while there is little left: it gives back what nobody needs any more. */
  constructor(most: number, collect: () => void) {
    this.#most = most;
    this.#collect = collect;
  }

  get isFull(): boolean {
    const now = performance.now();
    if (now - this.#looked < LOOK_MS) return this.#isFull;
    this.#looked = now;
    const resident = process.memoryUsage.rss();
    if (resident > COLLECT_FROM * this.#most && now - this.#collected > COLLECT_MS) {
      this.#collected = now;
      this.#collect();
    }
    this.#isFull = resident > this.#most;
    return this.#isFull;
  }
}

/**
 * Collects the garbage of this thread, which takes it a while. The engine's own collector is only within reach of
 * programs started with a flag, or that set it later.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}
