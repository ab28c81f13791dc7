// Bitmaps: one bit a row, 64 rows to a word. Every bitmap begins at a multiple of 8 bytes.

const ALL: u64 = 0xffff_ffff_ffff_ffff;

/** The bits of the word `word` that lie in [from, to). */
export function edgeMask(word: usize, from: usize, to: usize): u64 {
  let mask = ALL;
  if (word == from >> 6) mask &= ALL << (from & 63);
  if (word == (to - 1) >> 6) mask &= ALL >> (63 - ((to - 1) & 63));
  return mask;
}

/** How many of the bits [from, to) are set. */
export function countBits(bitmap: usize, from: usize, to: usize): u32 {
  if (from >= to) return 0;
  const first = from >> 6;
  const last = (to - 1) >> 6;
  if (first == last) return <u32>popcnt(load<u64>(bitmap + (first << 3)) & edgeMask(first, from, to));
  let count: u64 = popcnt(load<u64>(bitmap + (first << 3)) & edgeMask(first, from, to));
  count += popcnt(load<u64>(bitmap + (last << 3)) & edgeMask(last, from, to));
  for (let at = bitmap + ((first + 1) << 3), end = bitmap + (last << 3); at < end; at += 8) {
    count += popcnt(load<u64>(at));
  }
  return <u32>count;
}

/** How many bits of the words [first, end) are set in both. */
export function countBoth(one: usize, two: usize, first: usize, end: usize): u32 {
  let count: u64 = 0;
  for (let at = first << 3, stop = end << 3; at < stop; at += 8) {
    count += popcnt(load<u64>(one + at) & load<u64>(two + at));
  }
  return <u32>count;
}

/** out &= other, for the words [first, end). */
export function andWords(out: usize, other: usize, first: usize, end: usize): void {
  for (let at = first << 3, stop = end << 3; at < stop; at += 8) {
    store<u64>(out + at, load<u64>(out + at) & load<u64>(other + at));
  }
}

/** out |= other, for the words [first, end). */
export function orWords(out: usize, other: usize, first: usize, end: usize): void {
  for (let at = first << 3, stop = end << 3; at < stop; at += 8) {
    store<u64>(out + at, load<u64>(out + at) | load<u64>(other + at));
  }
}

/** out = ~out, for the words [first, end). */
export function notWords(out: usize, first: usize, end: usize): void {
  for (let at = first << 3, stop = end << 3; at < stop; at += 8) store<u64>(out + at, ~load<u64>(out + at));
}

/** The place of the set bit of rank `rank` (from 0) at or after the word `first`. There must be one. */
export function selectBit(bitmap: usize, first: usize, rank: u32): u32 {
  let word = first;
  let left = <u64>rank;
  let bits = load<u64>(bitmap + (word << 3));
  let here = popcnt(bits);
  while (here <= left) {
    left -= here;
    word += 1;
    bits = load<u64>(bitmap + (word << 3));
    here = popcnt(bits);
  }
  while (left > 0) {
    bits &= bits - 1;
    left -= 1;
  }
  return <u32>((word << 6) + <usize>ctz(bits));
}

/** Writes the places of the bits in [from, to) that are set in both (`other` 0: in the first) as u32; returns how many. */
export function listBits(bitmap: usize, other: usize, from: usize, to: usize, out: usize): u32 {
  if (from >= to) return 0;
  let at = out;
  const end = ((to - 1) >> 6) + 1;
  for (let word = from >> 6; word < end; word++) {
    let bits = load<u64>(bitmap + (word << 3)) & edgeMask(word, from, to);
    if (other != 0) bits &= load<u64>(other + (word << 3));
    const base = <u32>(word << 6);
    while (bits != 0) {
      store<u32>(at, base + <u32>ctz(bits));
      at += 4;
      bits &= bits - 1;
    }
  }
  return <u32>((at - out) >> 2);
}

/** out[i] = bitmap[positions[i]], for i in [from, to), both multiples of 64. */
export function gatherBits(bitmap: usize, positions: usize, out: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row += 64) {
    let bits: u64 = 0;
    for (let index: usize = 0; index < 64; index++) {
      const position = <usize>load<u32>(positions + ((row + index) << 2));
      bits |= (<u64>((load<u8>(bitmap + (position >> 3)) >> (<u8>(position & 7))) & 1)) << (<u64>index);
    }
    store<u64>(out + (row >> 3), bits);
  }
}
