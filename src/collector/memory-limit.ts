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

type Collect = (options?: { readonly type: 'minor' }) => void;

let known: Collect | null = null;

/** The engine's own collector, within reach of programs started with a flag, or that set it later. */
function collector(): Collect {
  if (known !== null) return known;
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  known = typeof gc === 'function' ? (gc as Collect) : () => undefined;
  return known;
}

/** Collects the garbage of this thread, which takes it a while. */
export function collectGarbage(): void {
  collector()();
}

/**
 * Frees what this thread made just now and needs no more, in a millisecond or two. The engine goes by the size of
 * objects and is in no hurry where they are small, whatever large buffers hang on them.
 */
export function collectYoung(): void {
  collector()({ type: 'minor' });
}
