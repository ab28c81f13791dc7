import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** How long something may keep the thread from all others, in milliseconds. */
const LONGEST_MS = 8;

/**
 * Long work of the main thread, which leaves it to those who send and read in between: ask `isOver` after each small
 * piece, and `pass` when it is.
 */
export class Turn {
  #until = performance.now() + LONGEST_MS;

  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** Lets the others have their turn first. */
  async pass(): Promise<void> {
    await yieldToOthers();
    this.#until = performance.now() + LONGEST_MS;
  }
}
