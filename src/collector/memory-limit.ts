import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Resident bytes, mapped code and all, from which on a program of its own takes nothing more in: what is under way needs
 * the rest of half a gigabyte.
 */
export const MOST_RESIDENT = 456 * (1 << 20);
/** Long answers wait for a moment before each piece while there is less left: who sends is not refused for who reads. */
const LEFT_FOR_SENDERS = 32 * (1 << 20);
/** How often is looked; while it is full others wait for it. */
const LOOK_MS = 250;
const LOOK_FULL_MS = 20;
/**
 * How often memory is collected by force while there is little left, and none, and from which share of the limit on: the
 * engine itself is in no hurry, since it does not see what the database holds for objects that nobody needs any more.
 */
const COLLECT_MS = 2_000;
const COLLECT_FULL_MS = 500;
const COLLECT_FROM = 0.85;
/** From which share on what was freed goes back to the system, and how often: it would else count until there is none left. */
const GIVE_BACK_FROM = 0.65;
const GIVE_BACK_MS = 1_000;

/** What makes room. */
export interface Relief {
  /** Gives what was freed back to the system. */
  giveBack(): void;
  /** Collects what nobody needs any more, which keeps threads for a while, and gives it back. */
  collect(): void;
}

/** Says when the process has as much memory as it may have. */
export class MemoryLimit {
  readonly #most: number;
  readonly #relief: Relief;
  #looked = -Infinity;
  #relieved = -Infinity;
  #isFull = false;

  /** `relief` is asked for room the sooner the less is left. */
  constructor(most: number, relief: Relief) {
    this.#most = most;
    this.#relief = relief;
  }

  get isFull(): boolean {
    const now = performance.now();
    if (now - this.#looked < (this.#isFull ? LOOK_FULL_MS : LOOK_MS)) return this.#isFull;
    this.#looked = now;
    const resident = process.memoryUsage.rss();
    this.#isFull = resident > this.#most;
    this.#relieve(resident / this.#most, now - this.#relieved);
    return this.#isFull;
  }

  #relieve(share: number, since: number): void {
    const isTight = share > COLLECT_FROM;
    const rest = this.#isFull ? COLLECT_FULL_MS : isTight ? COLLECT_MS : GIVE_BACK_MS;
    if (share <= GIVE_BACK_FROM || since <= rest) return;
    this.#relieved = performance.now();
    if (isTight) this.#relief.collect();
    else this.#relief.giveBack();
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

/** Whether the process has so much of the `most` bytes that it may have that who needs many had better wait a moment. */
export function isMemoryShort(most: number): boolean {
  return process.memoryUsage.rss() > most - LEFT_FOR_SENDERS;
}

/** Bytes of buffers that a thread may leave behind before it looks for those that nobody needs. */
const MOST_LEFT = 16 << 20;

/**
 * Frees the buffers that long work leaves behind in this thread. The engine goes by the size of objects and is in no
 * hurry where they are small, whatever large buffers hang on them: it lets 64 MB of them come together.
 */
export class Buffers {
  #kept = process.memoryUsage().arrayBuffers;

  /** To be called after each piece of the work; takes some ten milliseconds where enough has come together. */
  collect(): void {
    const { arrayBuffers } = process.memoryUsage();
    // What was collected last is freed a little later, by a thread of the engine.
    this.#kept = Math.min(this.#kept, arrayBuffers);
    if (arrayBuffers < this.#kept + MOST_LEFT) return;
    collectGarbage();
    this.#kept = process.memoryUsage().arrayBuffers;
  }
}

/** Megabytes of half the room for what is thrown away, with which threads begin where their own limit is not less. */
const YOUNG_HALF = 8;

/** Gives threads that begin from now on their whole room for what is thrown away: it may not grow later. */
export function beginYoungWhole(): void {
  setFlagsFromString(`--min-semi-space-size=${YOUNG_HALF}`);
}

/**
 * Keeps the room for what is thrown away from growing any further, in all threads: that of the main one would come to
 * 48 MB under load, for nothing but later collections. To be called once the threads have begun and are warm.
 */
export function keepYoungSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
