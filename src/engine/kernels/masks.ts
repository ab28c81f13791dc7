// Tests of one column, 16 rows at a time, into a bitmap. `from` and `to` are multiples of 64: a part that is cut at
// other places is tested to the end of its word, and the caller leaves out the bits that are of no row.

/** 1, 2, 4 … 128, twice: the bit that the low 3 bits of a code choose. */
function bitOfCode(): v128 {
  return i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
}

/** Rows whose byte code is in a set of 256 bits (32 bytes at `set`). */
export function inBytes(codes: usize, set: usize, out: usize, from: usize, to: usize): void {
  const low = v128.load(set);
  const high = v128.load(set, 16);
  const seven = i8x16.splat(7);
  const sixteen = i8x16.splat(16);
  const zero = i8x16.splat(0);
  const bit = bitOfCode();
  for (let row = from; row < to; row += 16) {
    const code = v128.load(codes + row);
    const place = i8x16.shr_u(code, 3);
    const bits = v128.or(i8x16.swizzle(low, place), i8x16.swizzle(high, i8x16.sub(place, sixteen)));
    const own = i8x16.swizzle(bit, v128.and(code, seven));
    store<u16>(out + (row >> 3), <u16>i8x16.bitmask(i8x16.ne(v128.and(bits, own), zero)));
  }
}

/** Rows whose byte code lies in [low, high]: the fastest, which a single code takes as well. */
export function bytesBetween(codes: usize, low: i32, high: i32, out: usize, from: usize, to: usize): void {
  const base = i8x16.splat(<i8>low);
  const width = i8x16.splat(<i8>(high - low));
  for (let row = from; row < to; row += 16) {
    const code = i8x16.sub(v128.load(codes + row), base);
    store<u16>(out + (row >> 3), <u16>i8x16.bitmask(i8x16.le_u(code, width)));
  }
}

/** Rows whose 16-bit code, below 2048, is in a set of `blocks` × 128 bits. */
export function inShorts(codes: usize, set: usize, blocks: i32, out: usize, from: usize, to: usize): void {
  const seven = i16x8.splat(7);
  const zero = i8x16.splat(0);
  const sixteen = i8x16.splat(16);
  const bit = bitOfCode();
  for (let row = from; row < to; row += 16) {
    const one = v128.load(codes + (row << 1));
    const two = v128.load(codes + (row << 1), 16);
    let place = i8x16.narrow_i16x8_u(i16x8.shr_u(one, 3), i16x8.shr_u(two, 3));
    const own = i8x16.swizzle(bit, i8x16.narrow_i16x8_u(v128.and(one, seven), v128.and(two, seven)));
    let bits = i8x16.swizzle(v128.load(set), place);
    for (let block = 1; block < blocks; block++) {
      place = i8x16.sub(place, sixteen);
      bits = v128.or(bits, i8x16.swizzle(v128.load(set + ((<usize>block) << 4)), place));
    }
    store<u16>(out + (row >> 3), <u16>i8x16.bitmask(i8x16.ne(v128.and(bits, own), zero)));
  }
}

/** Rows whose 16-bit code lies in [low, high), which costs the same for any number of codes. */
export function shortsBetween(codes: usize, low: i32, high: i32, out: usize, from: usize, to: usize): void {
  const base = i16x8.splat(<i16>low);
  const width = i16x8.splat(<i16>(high - low));
  for (let row = from; row < to; row += 16) {
    const one = i16x8.lt_u(i16x8.sub(v128.load(codes + (row << 1)), base), width);
    const two = i16x8.lt_u(i16x8.sub(v128.load(codes + (row << 1), 16), base), width);
    store<u16>(out + (row >> 3), <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(one, two)));
  }
}

/** Rows whose 32-bit code lies in [low, high), such as a single one. */
export function wordsBetween(codes: usize, low: i32, high: i32, out: usize, from: usize, to: usize): void {
  const base = i32x4.splat(low);
  const width = i32x4.splat(high - low);
  for (let row = from; row < to; row += 8) {
    const one = i32x4.lt_u(i32x4.sub(v128.load(codes + (row << 2)), base), width);
    const two = i32x4.lt_u(i32x4.sub(v128.load(codes + (row << 2), 16), base), width);
    store<u8>(out + (row >> 3), <u8>(i32x4.bitmask(one) | (i32x4.bitmask(two) << 4)));
  }
}

/** Rows whose code of `width` bytes (2 or 4) is in a set of bits. */
export function inWords(codes: usize, width: i32, set: usize, out: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row += 64) {
    let bits: u64 = 0;
    for (let index: usize = 0; index < 64; index++) {
      const code =
        width == 2
          ? <usize>load<u16>(codes + ((row + index) << 1))
          : <usize>load<u32>(codes + ((row + index) << 2));
      bits |= (<u64>((load<u8>(set + (code >> 3)) >> (<u8>(code & 7))) & 1)) << (<u64>index);
    }
    store<u64>(out + (row >> 3), bits);
  }
}

/** Rows whose float32 lies in [low, high], both included; NaN lies nowhere. */
export function floatsBetween(values: usize, low: f32, high: f32, out: usize, from: usize, to: usize): void {
  const least = f32x4.splat(low);
  const most = f32x4.splat(high);
  for (let row = from; row < to; row += 8) {
    const one = v128.load(values + (row << 2));
    const two = v128.load(values + (row << 2), 16);
    const first = i32x4.bitmask(v128.and(f32x4.ge(one, least), f32x4.le(one, most)));
    const second = i32x4.bitmask(v128.and(f32x4.ge(two, least), f32x4.le(two, most)));
    store<u8>(out + (row >> 3), <u8>(first | (second << 4)));
  }
}

/** Rows whose float64 lies in [low, high], both included; NaN lies nowhere. */
export function doublesBetween(values: usize, low: f64, high: f64, out: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row += 64) {
    let bits: u64 = 0;
    for (let index: usize = 0; index < 64; index++) {
      const value = load<f64>(values + ((row + index) << 3));
      bits |= (<u64>((<i32>(value >= low)) & (<i32>(value <= high)))) << (<u64>index);
    }
    store<u64>(out + (row >> 3), bits);
  }
}

/** Of 16 rows those whose coarse time is one of the two edge codes and whose exact time lies in [start, end). */
function timesAtEdges(
  codes: usize,
  positions: usize,
  times: usize,
  row: usize,
  start: f64,
  end: f64,
  low: i32,
  high: i32,
): i32 {
  let bits = 0;
  for (let index: usize = 0; index < 16; index++) {
    const code = <i32>load<i16>(codes + ((row + index) << 1));
    if (code != low && code != high) continue;
    const time = load<f64>(times + ((<usize>load<u32>(positions + ((row + index) << 2))) << 3));
    if (time >= start && time < end) bits |= 1 << (<i32>index);
  }
  return bits;
}

/**
 * Rows of an order that are alive and whose time lies in [start, end): those with a coarse time between the codes of
 * start and end for sure, those with one of these two codes by their exact time.
 */
export function timesBetween(
  codes: usize,
  positions: usize,
  times: usize,
  live: usize,
  out: usize,
  from: usize,
  to: usize,
  start: f64,
  end: f64,
  low: i32,
  high: i32,
): void {
  const first = i16x8.splat(<i16>low);
  const last = i16x8.splat(<i16>high);
  for (let row = from; row < to; row += 16) {
    const one = v128.load(codes + (row << 1));
    const two = v128.load(codes + (row << 1), 16);
    const inside = i8x16.narrow_i16x8_s(
      v128.and(i16x8.gt_s(one, first), i16x8.lt_s(one, last)),
      v128.and(i16x8.gt_s(two, first), i16x8.lt_s(two, last)),
    );
    let bits = i8x16.bitmask(inside);
    const edge = v128.or(
      v128.or(i16x8.eq(one, first), i16x8.eq(one, last)),
      v128.or(i16x8.eq(two, first), i16x8.eq(two, last)),
    );
    if (v128.any_true(edge)) bits |= timesAtEdges(codes, positions, times, row, start, end, low, high);
    store<u16>(out + (row >> 3), (<u16>bits) & load<u16>(live + (row >> 3)));
  }
}

/**
 * Of the selected rows of an order those whose duration is above `limit`: with a larger coarse duration (i16) than `code`
 * for sure, with this one by their exact duration.
 */
export function durationsAbove(
  selected: usize,
  codes: usize,
  positions: usize,
  durations: usize,
  code: i32,
  limit: f64,
  out: usize,
  from: usize,
  to: usize,
): void {
  const edge = i16x8.splat(<i16>code);
  for (let row = from; row < to; row += 16) {
    const rows = <i32>load<u16>(selected + (row >> 3));
    if (rows == 0) {
      store<u16>(out + (row >> 3), 0);
      continue;
    }
    const one = v128.load(codes + (row << 1));
    const two = v128.load(codes + (row << 1), 16);
    let bits = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(one, edge), i16x8.gt_s(two, edge)));
    let unsure = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.eq(one, edge), i16x8.eq(two, edge))) & rows;
    while (unsure != 0) {
      const index = ctz(unsure);
      unsure &= unsure - 1;
      const position = <usize>load<u32>(positions + ((row + <usize>index) << 2));
      if (<f64>load<f32>(durations + (position << 2)) > limit) bits |= 1 << index;
    }
    store<u16>(out + (row >> 3), <u16>(bits & rows));
  }
}
