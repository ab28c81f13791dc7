import type { Milliseconds } from '../model/time.ts';
import { nextTurn } from './next-turn.ts';

/** How long the engine works on its orders at a time. Its last step may take some more: together they are to be 8 ms at most. */
const SLICE: Milliseconds = 3;

/** What has work to do that nobody waits for. */
export interface Maintained {
  /** Works for about so many milliseconds; whether there is more to do. */
  maintain(milliseconds: number): boolean;
}

/** Does the engine's work on its orders in slices, between which everything that is due has its turn. */
export class Upkeep {
  readonly #engine: Maintained;
  #isRunning = false;
  #isClosed = false;

  constructor(engine: Maintained) {
    this.#engine = engine;
  }

  /** Says that there may be something to do. */
  call(): void {
    if (!this.#isRunning) void this.#run();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    do {
      await nextTurn();
    } while (!this.#isClosed && this.#engine.maintain(SLICE));
    this.#isRunning = false;
  }
}
