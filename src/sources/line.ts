import type { Steps } from '../engine/steps.ts';
import type { Milliseconds } from '../model/time.ts';
import { nextTurn } from './next-turn.ts';

/**
 * What is worked on may go on for so long after an urgent question has come: most are answered by then, and one that gives
 * way begins anew.
 */
const GRACE: Milliseconds = 24;

/** How long a question is worked on before everything else that is due has its turn: the block it may be stopped after. */
const BLOCK: Milliseconds = 8;

/**
 * Where questions wait for each other. They arrive in heaps, and a heap that is computed in one go lets nothing else
 * happen until its end: between two of them, and between two blocks of one, everything that is due has its turn, so that
 * rows go on coming in, a question that was taken back meanwhile is not computed at all, and one that is taken back while
 * it is computed ends with its block. Urgent ones go before all others that wait.
 */
export class Line {
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #isBusy = false;

  /** Computes when it is its turn; rejects with the signal's reason when that aborts before. */
  async wait<Value>(signal: AbortSignal | undefined, compute: () => Value, isUrgent = false): Promise<Value> {
    await this.#turn(isUrgent);
    try {
      await this.#pass(signal, isUrgent);
      return compute();
    } finally {
      this.#leave();
    }
  }

  /** The same of what is computed in steps; rejects, and takes no further step, when the signal aborts meanwhile. */
  async waitInSteps<Value>(
    signal: AbortSignal | undefined,
    begin: () => Steps<Value>,
    isUrgent = false,
  ): Promise<Value> {
    await this.#turn(isUrgent);
    let steps: Steps<Value> | null = null;
    let hasLetPass = isUrgent;
    let givesWayAt = Infinity;
    try {
      await this.#pass(signal, isUrgent);
      steps = begin();
      for (;;) {
        const value = takeBlock(steps);
        if (value !== null) return value.of;
        await nextTurn();
        signal?.throwIfAborted();
        if (hasLetPass || this.#urgent.length === 0) continue;
        const now = performance.now();
        givesWayAt = Math.min(givesWayAt, now + GRACE);
        if (now < givesWayAt) continue;
        // Once, so that it has an end also while somebody goes on typing.
        hasLetPass = true;
        end(steps);
        await this.#letPass();
        signal?.throwIfAborted();
        steps = begin();
      }
    } finally {
      end(steps);
      this.#leave();
    }
  }

  /** Waits until nothing urgent waits. */
  async #pass(signal: AbortSignal | undefined, isUrgent: boolean): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      await nextTurn();
      signal?.throwIfAborted();
      if (isUrgent || this.#urgent.length === 0) return;
      await this.#letPass();
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

/** Takes no further step. */
function end(steps: Steps<unknown> | null): void {
  steps?.return(undefined);
}

/** Takes steps for a block's time, one at least; the value they lead to, null where there is more to do. */
function takeBlock<Value>(steps: Steps<Value>): { readonly of: Value } | null {
  const until = performance.now() + BLOCK;
  do {
    const step = steps.next();
    if (step.done === true) return { of: step.value };
  } while (performance.now() < until);
  return null;
}
