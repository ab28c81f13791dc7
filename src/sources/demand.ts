import type { Info, StoppedLoad } from '../model/source.ts';
import { MINUTE, coveredBy, missingFrom } from '../model/time.ts';
import type { EpochMs, Range } from '../model/time.ts';
import { withAhead } from './ahead.ts';
import { Stopped } from './stopped.ts';
import { Wanted } from './wanted.ts';

/** What is to be loaded next: what was asked for and is not held, unless somebody stopped it. */
export class Demand {
  readonly #wanted = new Wanted();
  #clock: { readonly info: Info; readonly at: number } | null = null;
  #stopped: Stopped | null = null;

  /** What the source said about itself last, which tells its clock; null before it has. */
  get info(): Info | null {
    return this.#clock?.info ?? null;
  }

  /** Where loading was stopped; null: nowhere. */
  get stopped(): StoppedLoad | null {
    return this.#stopped?.load ?? null;
  }

  heard(info: Info): void {
    this.#clock = { info, at: performance.now() };
  }

  /** One question asked for these ranges; of another time than what was stopped, it ends the stop. */
  add(ranges: readonly Range[], held: readonly Range[]): void {
    this.#wanted.add(ranges);
    const stopped = this.#stopped;
    if (stopped === null || ranges.every((range) => stopped.covers(this.#opened(range), held))) return;
    this.#stopped = null;
  }

  /** Nothing of what was asked for so far is loaded any more, of which so many rows have come. */
  stop(held: readonly Range[], { rows, total }: Omit<StoppedLoad, 'since'>): void {
    const [shown] = this.needed;
    const since = shown === undefined ? null : (coveredBy(shown, held).at(-1)?.start ?? null);
    const missing = this.#wanted.all.flatMap((range) => missingFrom(this.#opened(range), held));
    this.#stopped = new Stopped({ rows, total, since }, missing);
  }

  resume(): void {
    this.#stopped = null;
  }

  /** The newest missing part of what was asked for last; null when nothing is to be loaded. */
  next(held: readonly Range[]): Range | null {
    if (this.#stopped !== null) return null;
    for (const wanted of this.#wanted.all) {
      const newest = missingFrom(this.#opened(wanted), held).at(-1);
      if (newest !== undefined) return withAhead(newest, wanted, this.#present());
    }
    return null;
  }

  /** What the page that asked last is about. */
  get needed(): readonly Range[] {
    return this.#wanted.now.map((range) => this.#opened(range));
  }

  /** Leaves only what the page that asked last is about: what is dropped is not loaded again until it is asked for. */
  forgetEarlier(): void {
    this.#wanted.forgetEarlier();
  }

  /** A range that reaches the present has no end: what is to come belongs to it. */
  #opened(range: Range): Range {
    return range.end >= this.#present() ? { start: range.start, end: Infinity } : range;
  }

  /** A little before now by the source's clock, so that a clock that is slow does not ask again every second. */
  #present(): EpochMs {
    return this.#clock === null
      ? Infinity
      : this.#clock.info.now + performance.now() - this.#clock.at - MINUTE;
  }
}
