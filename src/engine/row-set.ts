/** Bits that are kept for a row at most, where the numbers of some lie far apart; and for all of them: 16 MB. */
const BITS_A_ROW = 1024;
const MOST_BITS = 2 ** 27;
/** So few are sorted, to tell whether one of them lies between two numbers. */
const FEW = 4096;

/** Sets the bit of each number; whether one was set already. */
function setBits(bits: Uint8Array, rows: ArrayLike<number>, least: number): boolean {
  let isTwice = false;
  for (let index = 0; index < rows.length; index++) {
    const bit = rows[index]! - least;
    const before = bits[bit >>> 3]!;
    const mask = 1 << (bit & 7);
    if ((before & mask) !== 0) isTwice = true;
    bits[bit >>> 3] = before | mask;
  }
  return isTwice;
}

/** Some rows, to be asked which others are among them. */
export class RowSet {
  readonly #least: number;
  readonly #most: number;
  /** A bit for each number from the least on; null where these would be too many. */
  readonly #bits: Uint8Array | null;
  readonly #all: ReadonlySet<number> | null;
  /** Few numbers, ascending. */
  readonly #sorted: Float64Array | null;
  /** Whether one of them was given twice. */
  readonly hasTwice: boolean;

  constructor(rows: ArrayLike<number>) {
    let least = Infinity;
    let most = -Infinity;
    let areWhole = true;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      if (row < least) least = row;
      if (row > most) most = row;
      if (!Number.isInteger(row)) areWhole = false;
    }
    this.#least = least;
    this.#most = most;
    this.#sorted = rows.length <= FEW ? Float64Array.from(rows).sort() : null;
    const isDense = areWhole && most - least < Math.min(MOST_BITS, BITS_A_ROW * rows.length);
    this.#bits = isDense ? new Uint8Array(Math.floor((most - least) / 8) + 1) : null;
    this.#all = isDense ? null : new Set(Array.from(rows));
    this.hasTwice = this.#bits === null ? this.#all!.size < rows.length : setBits(this.#bits, rows, least);
  }

  has(row: number): boolean {
    const bit = row - this.#least;
    if (!(bit >= 0 && row <= this.#most)) return false;
    if (this.#bits === null) return this.#all!.has(row);
    return ((this.#bits[bit >>> 3]! >>> (bit & 7)) & 1) === 1 && Number.isInteger(row);
  }

  /** Whether one may lie in [low, high]: certain of few. */
  mayHave(low: number, high: number): boolean {
    if (!(low <= this.#most && high >= this.#least)) return false;
    const sorted = this.#sorted;
    if (sorted === null) return true;
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (sorted[middle]! < low) from = middle + 1;
      else to = middle;
    }
    return from < sorted.length && sorted[from]! <= high;
  }
}

/** The indexes of those of some rows of which a later one has the same number. */
export function earlierVersions(rows: ArrayLike<number>): readonly number[] {
  const earlier: number[] = [];
  const last = new Map<number, number>();
  for (let index = 0; index < rows.length; index++) {
    const before = last.get(rows[index]!);
    if (before !== undefined) earlier.push(before);
    last.set(rows[index]!, index);
  }
  return earlier;
}
