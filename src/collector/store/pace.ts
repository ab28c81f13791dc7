/** How long requests are gathered when nothing was written lately: some that belong together come within moments. */
const FIRST_MS = 20;
/** And as long as more and more come. */
const GATHER_MS = 200;
/**
 * They are gathered for as long as the last batch took to write, up to this: half of the time is then left to those
 * who send and read, and a trace that grows with every batch is not put together more often than it is worth.
 */
const LONGEST_GATHER_MS = 3_000;

/** When the next batch is to be written: soon after a while of rest, seldom while many come. */
export class Pace {
  #ended = Number.NEGATIVE_INFINITY;
  #tookMs = 0;

  /** Notes that a batch has been written, which began at a time of `performance.now`. */
  wrote(began: number): void {
    this.#ended = performance.now();
    this.#tookMs = this.#ended - began;
  }

  /** Until when to gather what begins to come now, as `performance.now` tells the time. */
  get until(): number {
    const rest = Math.min(Math.max(GATHER_MS, this.#tookMs), LONGEST_GATHER_MS);
    return Math.max(performance.now() + FIRST_MS, this.#ended + rest);
  }
}
