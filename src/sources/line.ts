import { nextTurn } from './next-turn.ts';

/**
 * Where questions wait for each other. They arrive in heaps, and a heap that is computed in one go lets nothing else
 * happen until its end: between two of them, everything that is due has its turn, so that rows go on coming in and
 * a question that was taken back meanwhile is not computed at all. Urgent ones go before all others that wait.
 */
export class Line {
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #isBusy = false;

  /** Computes when it is its turn; rejects with the signal's reason when that aborts before. */
  async wait<Value>(signal: AbortSignal | undefined, compute: () => Value, isUrgent = false): Promise<Value> {
    await this.#turn(isUrgent);
    try {
      for (;;) {
        signal?.throwIfAborted();
        await nextTurn();
        signal?.throwIfAborted();
        if (isUrgent || this.#urgent.length === 0) return compute();
        await this.#letPass();
      }
    } finally {
      this.#leave();
    }
  }

  #turn(isUrgent: boolean): Promise<void> {
    if (!this.#isBusy) {
      this.#isBusy = true;
      return Promise.resolve();
    }
    return new Promise((resolve) => (isUrgent ? this.#urgent : this.#waiting).push(resolve));
  }

  /** Gives up a turn to the urgent ones, and comes back behind them. */
  #letPass(): Promise<void> {
    const back = new Promise<void>((resolve) => this.#waiting.unshift(resolve));
    this.#leave();
    return back;
  }

  #leave(): void {
    const next = this.#urgent.shift() ?? this.#waiting.shift();
    if (next === undefined) this.#isBusy = false;
    else next();
  }
}
