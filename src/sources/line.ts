import { nextTurn } from './next-turn.ts';

/**
 * Where questions wait for each other. They arrive in heaps, and a heap that is computed in one go lets nothing else
 * happen until its end: between two of them, everything that is due has its turn, so that rows go on coming in and
 * a question that was taken back meanwhile is not computed at all.
 */
export class Line {
  #last: Promise<void> = Promise.resolve();

  /** Computes when it is its turn; rejects with the signal's reason when that aborts before. */
  async wait<Value>(signal: AbortSignal | undefined, compute: () => Value): Promise<Value> {
    const before = this.#last;
    let leave = (): void => undefined;
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    try {
      await before;
      signal?.throwIfAborted();
      await nextTurn();
      signal?.throwIfAborted();
      return compute();
    } finally {
      leave();
    }
  }
}
