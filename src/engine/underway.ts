import { finish } from './steps.ts';
import type { Steps } from './steps.ts';

/** How often a question in steps begins anew because rows have changed; then it is answered in one go. */
const MOST_BEGINNINGS = 3;

/** The question that is answered in steps and not at its end. There is one at most: what comes between two of its steps ends it. */
export class Underway {
  #work: Steps<unknown> | null = null;

  /** Whether there is one. */
  get isAny(): boolean {
    return this.#work !== null;
  }

  /** Takes steps that are begun anew when somebody else has come between two of them. */
  *take<Value>(begin: () => Steps<Value>): Steps<Value> {
    for (let beginnings = 1; beginnings < MOST_BEGINNINGS; beginnings++) {
      this.interrupt();
      const work = begin();
      this.#work = work;
      try {
        let step = work.next();
        while (step.done !== true) {
          yield;
          if (this.#work !== work) break;
          step = work.next();
        }
        if (step.done === true) return step.value;
      } finally {
        if (this.#work === work) this.interrupt();
      }
    }
    this.interrupt();
    return finish(begin());
  }

  /** Lets it give back what it took: it is of rows or orders that are about to change. */
  interrupt(): void {
    const work = this.#work;
    this.#work = null;
    work?.return(undefined);
  }
}
