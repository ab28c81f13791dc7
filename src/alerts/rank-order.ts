const BITS = 11;
const SIZE = 1 << BITS;
const PASSES = 3;

/**
 * The rank of each value among all of them, 0 for the smallest; equal values have neighbouring ranks and NaN comes
 * last. A radix sort of the bits of the float32 that every measured value is: a million take some 40 ms, in a step each
 * digit.
 */
export function* ranksOf(values: Float64Array): Generator<void, Uint32Array, void> {
  const { length } = values;
  const keys = new Uint32Array(Float32Array.from(values).buffer);
  // As unsigned numbers, the bits of negative floats run backwards, and behind those of the positive ones.
  for (let at = 0; at < length; at++) {
    const bits = keys[at] ?? 0;
    keys[at] = bits >>> 31 === 1 ? ~bits : bits | 0x8000_0000;
  }
  let order = Uint32Array.from(keys, (_, at) => at);
  let next = new Uint32Array(length);
  for (let pass = 0; pass < PASSES; pass++) {
    const shift = pass * BITS;
    const places = new Uint32Array(SIZE + 1);
    for (let at = 0; at < length; at++) {
      const digit = ((keys[at] ?? 0) >>> shift) & (SIZE - 1);
      places[digit + 1] = (places[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < SIZE; digit++) {
      places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
    }
    for (let at = 0; at < length; at++) {
      const one = order[at] ?? 0;
      const digit = ((keys[one] ?? 0) >>> shift) & (SIZE - 1);
      const place = places[digit] ?? 0;
      next[place] = one;
      places[digit] = place + 1;
    }
    [order, next] = [next, order];
    yield;
  }
  const ranks = new Uint32Array(length);
  for (let rank = 0; rank < length; rank++) ranks[order[rank] ?? 0] = rank;
  return ranks;
}
