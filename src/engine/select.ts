/** Below this many values a part is sorted by insertion. */
const SMALL = 16;

function sortSmall(values: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index <= to; index++) {
    const value = values[index]!;
    let at = index - 1;
    while (at >= from && values[at]! > value) {
      values[at + 1] = values[at]!;
      at--;
    }
    values[at + 1] = value;
  }
}

function medianOfThree(first: number, second: number, third: number): number {
  if (first < second) return second < third ? second : Math.max(first, third);
  return first < third ? first : Math.max(second, third);
}

/**
 * Brings the value of rank `rank` to its place between `from` and `to`, both included, smaller ones before it and
 * larger ones after (C. A. R. Hoare's FIND, 1961). Input that defeats the choice of pivots is sorted instead.
 */
export function select(values: Float64Array, from: number, to: number, rank: number): number {
  let low = from;
  let high = to;
  let rounds = 4 * (32 - Math.clz32(to - from + 1));
  while (high - low >= SMALL) {
    rounds -= 1;
    if (rounds < 0) {
      values.subarray(low, high + 1).sort();
      return values[rank]!;
    }
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const swapped = values[left]!;
        values[left] = values[right]!;
        values[right] = swapped;
        left++;
        right--;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return values[rank]!;
  }
  sortSmall(values, low, high);
  return values[rank]!;
}
