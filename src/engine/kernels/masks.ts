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
