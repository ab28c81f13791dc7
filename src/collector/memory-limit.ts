import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Bytes of memory from which on a program of its own takes nothing more in: what is under way needs the rest of half a
 * gigabyte.
 */
export const MOST_RESIDENT = 448 * (1 << 20);
const LOOK_MS = 250;
/** How often memory is collected by force while there is too little: the engine itself is in no hurry. */
const COLLECT_MS = 5_000;

/** Says when the process has as much memory as it may have. */
export class MemoryLimit {
  readonly #most: number;
  #looked = -Infinity;
  #collected = -Infinity;
  #isFull = false;

  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    const now = performance.now();
    if (now - this.#looked < LOOK_MS) return this.#isFull;
    this.#looked = now;
    this.#isFull = process.memoryUsage.rss() > this.#most;
    if (this.#isFull && now - this.#collected > COLLECT_MS) {
      this.#collected = now;
      collect();
    }
    return this.#isFull;
  }
}

/** The engine's own collector is only within reach of programs started with a flag, or that set it later. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}
