import type { Heap } from '../heap.ts';
import type { BinTable } from '../bin-table.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { between, ranksOf, weightedRanksOf } from '../type7.ts';
import type { BucketParts } from './bucket-parts.ts';
import type { RowMarks } from './row-marks.ts';
import type { WeightClass } from './weight-bitmaps.ts';

/** Where users are not so many times more than rows, flags for all of them are cleared and counted in no time. */
const MANY = 16;

/** Memory for the selected rows of one bucket after the other. */
export class BucketSpace {
  readonly parts: Address;
  readonly words: Address;
  readonly spare: Address;
  readonly values: Address;
  readonly #heap: Heap;
  readonly #at: Address;
  readonly #bytes: number;

  /** For buckets of at most so many parts, words and rows. */
  constructor(heap: Heap, buckets: readonly BucketParts[]) {
    const parts = buckets.reduce((most, own) => Math.max(most, own.length / 2), 1);
    const wordsOf = (own: BucketParts): number =>
      own.reduce((sum, place, index) => sum + (index % 2 === 0 ? 0 : (place - own[index - 1]!) / 64 + 2), 0);
    const words = Math.ceil(buckets.reduce((most, own) => Math.max(most, wordsOf(own)), 1));
    this.#heap = heap;
    this.#bytes = parts * 8 + words * 16 + words * 64 * 4 + 64;
    this.#at = heap.allocate(this.#bytes);
    this.words = this.#at;
    this.spare = this.words + words * 8;
    this.parts = this.spare + words * 8;
    this.values = this.parts + parts * 8;
  }

  free(): void {
    this.#heap.free(this.#at, this.#bytes);
  }
}

/** The selected rows of one bucket: their bits, part after part. */
export class Bucket {
  /** Rows. */
  readonly length: number;
  readonly #table: Table;
  readonly #space: BucketSpace;
  readonly #parts: number;
  readonly #words: number;

  /** Of the selected rows those in a bitmap `within`, where it is not 0. */
  constructor(table: Table, space: BucketSpace, selected: Address, parts: BucketParts, within: Address = 0) {
    const { heap } = table;
    this.#table = table;
    this.#space = space;
    this.#parts = parts.length / 2;
    heap.u32(space.parts, parts.length).set(parts);
    let words = 0;
    for (let index = 0; index < parts.length; index += 2) {
      words +=
        heap.kernels.cutPart(selected, parts[index]!, parts[index + 1]!, space.words + words * 8) >>> 0;
    }
    this.#words = words;
    if (within !== 0) heap.kernels.keepIn(space.words, within, space.parts, this.#parts);
    this.length = heap.kernels.countWords(space.words, words) >>> 0;
  }

  /** How many rows have a mark. */
  countIn({ inside, outside }: RowMarks): number {
    const marked = inside === 0 ? this.length : this.#countBoth(inside);
    return outside === 0 ? marked : marked - this.#countBoth(outside);
  }

  /** The sum of a float32 column's values. */
  sum(values: Address): number {
    return this.#table.heap.kernels.sumInParts(this.#space.words, this.#space.parts, this.#parts, values);
  }

  /** The durations of two neighbouring ranks, from 0. */
  durationsAt(rank: number): readonly [number, number] {
    const { heap, durationSlices, numbers } = this.#table;
    const { kernels } = heap;
    const { words, spare, parts, values } = this.#space;
    heap.u8(spare, this.#words * 8).set(heap.u8(words, this.#words * 8));
    const { at, stride } = durationSlices;
    const smaller = kernels.narrowToRank(spare, this.length, at, stride, parts, this.#parts, rank) >>> 0;
    const durations = numbers.get('duration')!.at;
    const count = kernels.takeFloats(spare, parts, this.#parts, durations, values) >>> 0;
    const one = kernels.selectFloat(values, count, rank - smaller);
    if (rank + 1 === this.length) return [one, one];
    if (rank + 1 - smaller < count) return [one, kernels.selectFloat(values, count, rank + 1 - smaller)];
    return [one, this.durationsAt(rank + 1)[0]];
  }

  /** A quantile of the durations, as type 7. */
  quantile(q: number): number {
    if (this.length === 0) return Number.NaN;
    const { lower, part } = ranksOf(q, this.length);
    const [one, two] = this.durationsAt(lower);
    return between(part, one, two);
  }

  /** Quantiles of the durations, each row counted by its weight (semantics A9). The rows are in the classes. */
  weightedQuantiles(quantiles: readonly { readonly q: number }[], classes: readonly WeightClass[]): number[] {
    if (this.length === 0) return quantiles.map(() => Number.NaN);
    const { heap } = this.#table;
    const bytes = classes.length * 12 + 8;
    const weights = heap.allocate(bytes);
    try {
      heap.f64(weights, classes.length).set(classes.map(({ weight }) => weight));
      heap.u32(weights + classes.length * 8, classes.length).set(classes.map(({ at }) => at));
      const total = classes.reduce((sum, { weight, at }) => sum + weight * this.#countBoth(at), 0);
      return quantiles.map(({ q }) => {
        const { lower, upper, part } = weightedRanksOf(q, total);
        const [one, two] = this.#durationsAtWeights(lower, upper, weights, classes.length);
        return between(part, one, two);
      });
    } finally {
      heap.free(weights, bytes);
    }
  }

  /** The durations at which what rows weigh first exceeds two moments, the second not below the first. */
  #durationsAtWeights(
    lower: number,
    upper: number,
    weights: Address,
    classes: number,
  ): readonly [number, number] {
    const { heap, durationSlices, numbers } = this.#table;
    const { kernels } = heap;
    const { words, spare, parts } = this.#space;
    const bitmaps = weights + classes * 8;
    heap.u8(spare, this.#words * 8).set(heap.u8(words, this.#words * 8));
    const { at, stride } = durationSlices;
    const smaller = kernels.narrowToWeight(
      spare,
      at,
      stride,
      parts,
      this.#parts,
      bitmaps,
      weights,
      classes,
      lower,
    );
    const room = kernels.countWords(spare, this.#words) >>> 0;
    // What adding up in another order lost at the end belongs to the largest value.
    if (room === 0) return [this.durationsAt(this.length - 1)[0], this.durationsAt(this.length - 1)[0]];
    const bytes = room * 16 + 2048 * 4;
    const pairs = heap.allocate(bytes);
    const durations = numbers.get('duration')!.at;
    const weight = kernels.takePairs(spare, parts, this.#parts, durations, bitmaps, weights, classes, pairs);
    const sorted = kernels.sortPairs(pairs, pairs + room * 8, room, 32, pairs + room * 16) >>> 0;
    const one = kernels.valueOfWeight(sorted, room, smaller, lower);
    const isNear = upper < smaller + weight;
    const near = isNear ? kernels.valueOfWeight(sorted, room, smaller, upper) : Number.NaN;
    heap.free(pairs, bytes);
    return [one, isNear ? near : this.#durationsAtWeights(upper, upper, weights, classes)[0]];
  }

  /** The latest time. */
  latest(): number {
    const { heap } = this.#table;
    const times = this.#table.values('timestamp')!;
    const parts = heap.u32(this.#space.parts, this.#parts * 2);
    const words = heap.u32(this.#space.words, this.#words * 2);
    let latest = -Infinity;
    let own = 0;
    for (let part = 0; part < this.#parts; part++) {
      const first = Math.floor(parts[part * 2]! / 64) * 2;
      const last = Math.floor((parts[part * 2 + 1]! - 1) / 64) * 2 + 1;
      for (let word = last; word >= first; word--) {
        const bits = words[own + word - first]!;
        if (bits === 0) continue;
        latest = Math.max(latest, times[word * 32 + 31 - Math.clz32(bits)]!);
        break;
      }
      own += last - first + 1;
    }
    return latest;
  }

  /** How many different users the rows with a mark have. `seen` are bits by code, all 0. */
  users(seen: Address, { inside, outside }: RowMarks): number {
    const user = this.#table.text('user');
    const { heap } = this.#table;
    if (user === undefined || user.width === 0) return 0;
    const { words, spare, parts } = this.#space;
    const isAll = inside === 0 && outside === 0;
    if (!isAll) heap.u8(spare, this.#words * 8).set(heap.u8(words, this.#words * 8));
    if (inside !== 0) heap.kernels.keepIn(spare, inside, parts, this.#parts);
    if (outside !== 0) heap.kernels.leaveOut(spare, outside, parts, this.#parts);
    const from = isAll ? words : spare;
    const rows = isAll ? this.length : heap.kernels.countWords(spare, this.#words) >>> 0;
    if (user.width === 4 && rows * MANY > user.values.length) return this.#flagUsers(from);
    heap.u8(seen, 1)[0] = 1;
    return heap.kernels.noteCodes(from, parts, this.#parts, user.at, user.width, seen) >>> 0;
  }

  /** Adds up how many rows fall into each bin; `whole` is what the table says of stretches. */
  bins(values: Address, { first, edges, bins }: BinTable, whole: Address, counts: Address): void {
    const { words, parts } = this.#space;
    const { kernels } = this.#table.heap;
    kernels.countBins(words, parts, this.#parts, values, whole, first, edges, bins, counts);
  }

  /** How many different users many rows have. */
  #flagUsers(words: Address): number {
    const { heap } = this.#table;
    const user = this.#table.text('user')!;
    const bytes = Math.ceil(user.values.length / 8) * 8;
    const flags = heap.allocateZeros(bytes);
    heap.kernels.flagCodes(words, this.#space.parts, this.#parts, user.at, flags);
    heap.u8(flags, 1)[0] = 0;
    const users = heap.kernels.countWords(flags, bytes / 8) >>> 0;
    heap.free(flags, bytes);
    return users;
  }

  #countBoth(bitmap: Address): number {
    const { words, parts } = this.#space;
    return this.#table.heap.kernels.countInParts(words, bitmap, parts, this.#parts) >>> 0;
  }
}
