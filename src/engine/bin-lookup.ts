/** A float32 and its bits. */
const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** Stretches are what the sign, exponent and first 7 bits of a float32 tell apart: 128 to each doubling. */
const SHIFT = 16;
/** The stretch of positive infinity, and one more than the stretches of numbers from 0. */
const INFINITE = 0x7f80;

/** From so many values on, the table is worth its making. */
export const WORTH_LOOKUP = 16_384;

/** The bin of a value, −1 outside: edges[i] ≤ value < edges[i + 1], the last bin its upper edge too. */
export function searchBin(edges: Float64Array, value: number): number {
  const last = edges.length - 1;
  if (!(value >= edges[0]! && value <= edges[last]!)) return -1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Finds bins as `searchBin` does, but begins at the bin in which the value's stretch of numbers begins, which a table
 * tells: few steps remain, where a search takes as many branches as the number of bins has digits.
 */
export class BinLookup {
  readonly #edges: Float64Array;
  readonly #firstBin = new Uint32Array(INFINITE);

  constructor(edges: Float64Array) {
    this.#edges = edges;
    const last = edges.length - 2;
    let bin = 0;
    for (let stretch = 0; stretch < INFINITE; stretch++) {
      // A double may round up into the stretch: what lies before it is the float32 before its first.
      BITS[0] = stretch === 0 ? 0 : (stretch << SHIFT) - 1;
      const before = stretch === 0 ? -Number.MIN_VALUE : FLOAT[0]!;
      while (bin < last && before >= edges[bin + 1]!) bin++;
      this.#firstBin[stretch] = bin;
    }
  }

  binOf(value: number): number {
    const edges = this.#edges;
    const last = edges.length - 1;
    if (!(value >= edges[0]! && value <= edges[last]!)) return -1;
    FLOAT[0] = value;
    const stretch = BITS[0]! >>> SHIFT;
    if (stretch >= INFINITE) return searchBin(edges, value);
    let bin = this.#firstBin[stretch]!;
    while (bin < last - 1 && value >= edges[bin + 1]!) bin++;
    return bin;
  }
}
