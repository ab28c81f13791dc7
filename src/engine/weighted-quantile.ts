const SMALL = 16;

function swap(values: Float64Array, weights: Float64Array, one: number, two: number): void {
  const value = values[one]!;
  const weight = weights[one]!;
  values[one] = values[two]!;
  weights[one] = weights[two]!;
  values[two] = value;
  weights[two] = weight;
}

function sortSmall(values: Float64Array, weights: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index <= to; index++) {
    const value = values[index]!;
    const weight = weights[index]!;
    let at = index - 1;
    while (at >= from && values[at]! > value) {
      values[at + 1] = values[at]!;
      weights[at + 1] = weights[at]!;
      at--;
    }
    values[at + 1] = value;
    weights[at + 1] = weight;
  }
}

/** Sorts a part by its values when its pivots keep failing. */
function sortLarge(values: Float64Array, weights: Float64Array, from: number, to: number): void {
  const partValues = values.slice(from, to + 1);
  const partWeights = weights.slice(from, to + 1);
  const order = Uint32Array.from(partValues, (_, index) => index);
  order.sort((one, two) => partValues[one]! - partValues[two]!);
  for (const [index, at] of order.entries()) {
    values[from + index] = partValues[at]!;
    weights[from + index] = partWeights[at]!;
  }
}

function weigh(weights: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += weights[index]!;
  return total;
}

/** Answers "whose weight reaches beyond t", for ascending t, over values[from] to values[to - 1]. */
class WeightedSelection {
  readonly #values: Float64Array;
  readonly #weights: Float64Array;
  readonly #to: number;
  /** Values before it are smaller than all others; together they weigh `#before`. */
  #from: number;
  #before = 0;

  constructor(values: Float64Array, weights: Float64Array, from: number, to: number) {
    this.#values = values;
    this.#weights = weights;
    this.#from = from;
    this.#to = to;
  }

  /** The value with the smallest k for which w_1 + … + w_k > t, the values taken in ascending order. */
  at(t: number): number {
    const values = this.#values;
    const weights = this.#weights;
    let high = this.#to - 1;
    let rounds = 4 * (32 - Math.clz32(high - this.#from + 1));
    while (high - this.#from >= SMALL) {
      rounds -= 1;
      if (rounds < 0) break;
      const pivot = this.#pivot(this.#from, high);
      let left = this.#from;
      let right = high;
      while (left <= right) {
        while (values[left]! < pivot) left++;
        while (values[right]! > pivot) right--;
        if (left <= right) swap(values, weights, left++, right--);
      }
      const upToRight = this.#before + weigh(weights, this.#from, right + 1);
      if (t < upToRight) {
        high = right;
        continue;
      }
      const upToLeft = upToRight + weigh(weights, right + 1, left);
      if (t < upToLeft) return pivot;
      this.#from = left;
      this.#before = upToLeft;
      if (left > high) return pivot;
    }
    if (rounds < 0) sortLarge(values, weights, this.#from, high);
    else sortSmall(values, weights, this.#from, high);
    return this.#walk(t, high);
  }

  #pivot(low: number, high: number): number {
    const first = this.#values[low]!;
    const second = this.#values[(low + high) >>> 1]!;
    const third = this.#values[high]!;
    if (first < second) return second < third ? second : Math.max(first, third);
    return first < third ? first : Math.max(second, third);
  }

  #walk(t: number, high: number): number {
    let weight = this.#before;
    for (let index = this.#from; index < high; index++) {
      weight += this.#weights[index]!;
      if (weight > t) return this.#values[index]!;
    }
    return this.#values[high]!;
  }
}

/**
 * Weighted quantiles of values[from] to values[to - 1], reordering values and weights alike; `qs` ascend. NaN
 * without a value. With whole weights it is type 7 of the sample in which each value is written out weight times:
 * W = Σ w, h = q·(W − 1) within [0, W − 1], at(⌊h⌋) + (h − ⌊h⌋)·(at(min(⌊h⌋ + 1, ⌈W⌉ − 1)) − at(⌊h⌋)).
 */
export function weightedQuantiles(
  values: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  qs: readonly number[],
): number[] {
  if (to <= from) return qs.map(() => Number.NaN);
  const total = weigh(weights, from, to);
  const selection = new WeightedSelection(values, weights, from, to);
  const asked = qs.map((q) => {
    const h = Math.min(Math.max(q * (total - 1), 0), Math.max(total - 1, 0));
    const floor = Math.floor(h);
    return { h, floor, next: Math.min(floor + 1, Math.ceil(total) - 1) };
  });
  // The selection goes upwards only, and one quantile's upper neighbour may lie above the next one's lower.
  const moments = [...new Set(asked.flatMap(({ floor, next }) => [floor, next]))].sort((a, b) => a - b);
  const found = new Map(moments.map((moment) => [moment, selection.at(moment)]));
  return asked.map(({ h, floor, next }) => {
    const lower = found.get(floor) ?? Number.NaN;
    const upper = found.get(next) ?? Number.NaN;
    return lower + (h - floor) * (upper - lower);
  });
}
