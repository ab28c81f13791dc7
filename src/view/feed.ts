import type { Problem } from '../model/result.ts';
import type { Source, Update } from '../model/source.ts';
import type { EpochMs } from '../model/time.ts';

/** What a source told last, and when it reached the window. */
export interface Heard extends Update {
  readonly at: EpochMs;
}

/** One subscription to a source's updates, shared by everything in the window that listens. */
export class Feed {
  readonly #source: Source;
  readonly #listeners = new Set<() => void>();
  #latest: Heard | null = null;
  #problem: Problem | null = null;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Starts to watch the source. Returns a stop. */
  start(): () => void {
    return this.#source.watch((update) => {
      this.#latest = { ...update, at: Date.now() };
      if (update.problem?.message !== this.#problem?.message) this.#problem = update.problem;
      for (const listener of this.#listeners) listener();
    });
  }

  readonly latest = (): Heard | null => this.#latest;

  /** What is wrong with the source as a whole: the same object as long as it says the same. */
  readonly problem = (): Problem | null => this.#problem;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
