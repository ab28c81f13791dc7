import type { Range } from '../model/time.ts';

/** Questions that are remembered: more than one page asks at a time. */
const REMEMBERED = 24;

/** Milliseconds within which a page asks all its questions. */
const BURST = 2_000;

interface Asked {
  readonly ranges: readonly Range[];
  readonly at: number;
}

/** The ranges that were asked for, the latest first. */
export class Wanted {
  #asked: readonly Asked[] = [];

  /** One question asked for these ranges. */
  add(ranges: readonly Range[]): void {
    this.#asked = [{ ranges, at: performance.now() }, ...this.#asked.slice(0, REMEMBERED - 1)];
  }

  /** All that are remembered, the latest first. */
  get all(): readonly Range[] {
    return this.#asked.flatMap(({ ranges }) => ranges);
  }

  /** Those of the page that asked last. */
  get now(): readonly Range[] {
    return this.#burst().flatMap(({ ranges }) => ranges);
  }

  /** Leaves only those of the page that asked last. */
  forgetEarlier(): void {
    this.#asked = this.#burst();
  }

  #burst(): readonly Asked[] {
    const since = (this.#asked[0]?.at ?? 0) - BURST;
    return this.#asked.filter(({ at }) => at >= since);
  }
}
