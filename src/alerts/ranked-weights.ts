const BITS = 7;
const WIDE = 1 << BITS;

/**
 * Weights at ranks, and the rank at which their sum reaches an amount. Sums are kept of every 128 ranks and of every
 * 128 of those, so that a weight changes in three steps and a rank is found in a few hundred, all in memory that is
 * read in order: of a window that slides, millions of rows come and go between some ten thousand questions.
 */
export class RankedWeights {
  readonly #weights: Float64Array;
  readonly #blocks: Float64Array;
  readonly #regions: Float64Array;
  readonly #size: number;
  #total = 0;

  /** For ranks from 0 to below `size`, all without weight. */
  constructor(size: number) {
    const blocks = (size >>> BITS) + 1;
    const regions = (blocks >>> BITS) + 1;
    this.#size = size;
    this.#regions = new Float64Array(regions);
    this.#blocks = new Float64Array(regions * WIDE);
    this.#weights = new Float64Array(regions * WIDE * WIDE);
  }

  /** The sum of all weights. */
  get total(): number {
    return this.#total;
  }

  /** Adds to the weight at a rank; a negative amount takes away. */
  add(rank: number, weight: number): void {
    this.#total += weight;
    this.#weights[rank] = this.#weights[rank]! + weight;
    const block = rank >>> BITS;
    this.#blocks[block] = this.#blocks[block]! + weight;
    const region = block >>> BITS;
    this.#regions[region] = this.#regions[region]! + weight;
  }

  /** The first rank up to which the weights add up to more than `t`; the number of ranks where they never do. */
  rankAt(t: number): number {
    let left = t;
    let at = 0;
    for (const sums of [this.#regions, this.#blocks, this.#weights]) {
      while (at < sums.length && sums[at]! <= left) {
        left -= sums[at]!;
        at += 1;
      }
      if (at === sums.length) return this.#size;
      if (sums !== this.#weights) at <<= BITS;
    }
    return at;
  }
}
