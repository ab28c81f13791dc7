import type { StoppedLoad } from '../model/source.ts';
import { MINUTE, unionOf } from '../model/time.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import { without } from './room.ts';

/** So much more than the time that has passed may the end of a range move: two clocks are never one. */
const SLACK: Milliseconds = MINUTE;

/** A load that somebody stopped, and the time that is not to be loaded for it. */
export class Stopped {
  readonly load: StoppedLoad;
  readonly #declined: readonly Range[];
  readonly #at = performance.now();

  /** `declined`: what was missing of all that was asked for. */
  constructor(load: StoppedLoad, declined: readonly Range[]) {
    this.load = load;
    this.#declined = unionOf(declined);
  }

  /**
   * Whether a range is nothing new beside what is held: of the time that was declined, or as much later as time has
   * passed, since a range that ends now moves on.
   */
  covers(range: Range, held: readonly Range[]): boolean {
    const passed = performance.now() - this.#at + SLACK;
    const known = [...held, ...this.#declined].map(({ start, end }) => ({ start, end: end + passed }));
    return without([range], unionOf(known)).length === 0;
  }
}
