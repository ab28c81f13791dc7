import { toMatcher } from '../model/wildcard.ts';

/**
 * Which values a dictionary tells apart that is kept short: until there are too many all of them, from then on the most
 * frequent, and those that somebody asked for. All others have one code together.
 *
 *     values   a  b  c  others            a row with x, which is not among them: others
 *     codes    1  2  3  4
 */
export class FewValues {
  /** The code of all other values; -1 while there are none. */
  others = -1;
  readonly #most: number;
  readonly #admitted = new Set<string>();
  readonly #patterns = new Map<string, (value: string) => boolean>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Values that were asked for, and are told apart for that. */
  get admitted(): ReadonlySet<string> {
    return this.#admitted;
  }

  /** Whether all values are told apart still, though there are more than so many times what is kept. */
  isOver(values: number, times: number): boolean {
    return this.others < 0 && values > times * this.#most;
  }

  /**
   * Takes steps that give values up; false where that is done already between two of them, since too many values came for
   * steps to end in time.
   */
  *whileAllAreTold(steps: Generator<void, boolean>): Generator<void, boolean> {
    let step = steps.next();
    while (step.done !== true) {
      yield;
      step = this.others < 0 ? steps.next() : steps.return(false);
    }
    return step.value;
  }

  /** Whether a value that is not in the dictionary is to stay out of it. */
  isOther(value: string): boolean {
    if (this.others < 0 || this.#admitted.has(value)) return false;
    return [...this.#patterns.values()].every((matches) => !matches(value));
  }

  /** Whether rows with values of this pattern can be told. */
  knows(pattern: string): boolean {
    return this.others < 0 || /^\*+$/.test(pattern) || this.#patterns.has(pattern);
  }

  admit(values: readonly string[], patterns: readonly string[]): void {
    for (const value of values) this.#admitted.add(value);
    for (const pattern of patterns) this.#patterns.set(pattern, toMatcher(pattern));
  }

  dismiss(): void {
    this.#admitted.clear();
    this.#patterns.clear();
  }

  /**
   * The codes of all values but the most frequent ones, of which `counts` tells the rows by code; of equally frequent ones
   * the first stay.
   */
  rarest(counts: Uint32Array, values: readonly string[]): number[] {
    const all = Array.from(counts.keys()).filter((code) => values[code] !== '');
    return all.sort((one, two) => counts[two]! - counts[one]! || one - two).slice(this.#most);
  }
}
