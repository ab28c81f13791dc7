// Generic, so that float32 and float64 share it: the compiler makes one of each, and exports neither.

/** One of some values. */
export function valueAt<T>(values: usize, index: u32): T {
  return load<T>(values + <usize>index * sizeof<T>());
}

/**
 * Brings the value of a rank to its place among values[low] to values[high], smaller ones before it and larger ones after
 * (C. A. R. Hoare's FIND, 1961). Pivots are drawn, so that no order of the input is a bad one.
 */
export function select<T>(values: usize, low: i32, high: i32, rank: i32): T {
  let seed: u32 = 0x9e37_79b9;
  while (high > low) {
    seed = seed * 1664525 + 1013904223;
    const pivot = valueAt<T>(values, <u32>low + <u32>((<u64>seed * <u64>(high - low + 1)) >> 32));
    let left = low;
    let right = high;
    while (left <= right) {
      while (valueAt<T>(values, left) < pivot) left++;
      while (valueAt<T>(values, right) > pivot) right--;
      if (left <= right) {
        const swapped = valueAt<T>(values, left);
        store<T>(values + <usize>left * sizeof<T>(), valueAt<T>(values, right));
        store<T>(values + <usize>right * sizeof<T>(), swapped);
        left++;
        right--;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return valueAt<T>(values, rank);
}

/** Between the values of two neighbouring ranks. */
export function between(part: f64, lower: f64, upper: f64): f64 {
  return part == 0 ? lower : lower + part * (upper - lower);
}
