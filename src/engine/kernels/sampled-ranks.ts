// Quantiles of many values in one pass each, by bounds that a sample gives.

import { between, select, valueAt } from './select';

/** For each quantile of so many values or more those near its rank are taken out by bounds out of a sample. */
const WORTH_SAMPLE: u32 = 8192;
/** Values in a sample. */
const SAMPLE: i32 = 256;
/** Bytes of a sample, behind which the shuffles stand. */
export const SAMPLE_BYTES: usize = 1024;
/** How many standard deviations of a rank in the sample its bounds lie apart from it: one in fifty will not hold. */
const DEVIATIONS: f64 = 2.5;

/** For each four bits, which bytes of four float32 values bring those that are set to the front. */
export function writeShuffles(shuffles: usize): void {
  for (let bits: usize = 0; bits < 16; bits++) {
    let to = shuffles + (bits << 4);
    for (let rest = bits; rest != 0; rest &= rest - 1) {
      store<u32>(to, 0x0302_0100 + <u32>ctz(rest) * 0x0404_0404);
      to += 4;
    }
  }
}

let smaller: u32 = 0;

/** Takes the values from `low` to `high` out of others, says how many, and in `smaller` how many lie below. */
function takeWithin(values: usize, count: u32, low: f32, high: f32, shuffles: usize, out: usize): u32 {
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  let below = i32x4.splat(0);
  let to = out;
  const stop = values + ((<usize>(count & ~3)) << 2);
  for (let at = values; at < stop; at += 16) {
    const four = v128.load(at);
    const isBelow = f32x4.lt(four, lows);
    below = i32x4.sub(below, isBelow);
    const within = <usize>i32x4.bitmask(v128.andnot(f32x4.le(four, highs), isBelow));
    v128.store(to, i8x16.swizzle(four, v128.load(shuffles + (within << 4))));
    to += (<usize>popcnt(within)) << 2;
  }
  smaller =
    i32x4.extract_lane(below, 0) +
    i32x4.extract_lane(below, 1) +
    i32x4.extract_lane(below, 2) +
    i32x4.extract_lane(below, 3);
  for (let index = count & ~3; index < count; index++) {
    const value = valueAt<f32>(values, index);
    smaller += <u32>(value < low);
    if (value < low || value > high) continue;
    store<f32>(to, value);
    to += 4;
  }
  return <u32>((to - out) >> 2);
}

/**
 * One quantile of many float32 values (R. W. Floyd, R. L. Rivest, 1975): two values of a sample bound the rank, and one
 * pass takes out what lies between them. Whether they did; nothing is written where not. `spare` has room for all values
 * and 16 bytes, `sample` for the sample.
 */
function sampledQuantile(
  values: usize,
  count: u32,
  quantile: f64,
  out: usize,
  spare: usize,
  sample: usize,
  shuffles: usize,
): bool {
  const step = count / <u32>SAMPLE;
  for (let index: u32 = 0; index < <u32>SAMPLE; index++) {
    store<f32>(sample + ((<usize>index) << 2), valueAt<f32>(values, index * step));
  }
  const middle = quantile * <f64>(SAMPLE - 1);
  const apart = DEVIATIONS * sqrt(<f64>SAMPLE * quantile * (1 - quantile)) + 1;
  const from = <i32>floor(middle - apart);
  const to = <i32>ceil(middle + apart);
  const low: f32 = from < 0 ? <f32>-Infinity : select<f32>(sample, 0, SAMPLE - 1, from);
  const high: f32 = to >= SAMPLE ? <f32>Infinity : select<f32>(sample, max(from, 0), SAMPLE - 1, to);
  const taken = takeWithin(values, count, low, high, shuffles, spare);
  const h = <f64>(count - 1) * quantile;
  const rank = <u32>floor(h);
  if (rank < smaller || min(rank + 1, count - 1) >= smaller + taken) return false;
  const last = <i32>taken - 1;
  const own = <i32>(rank - smaller);
  const lower = <f64>select<f32>(spare, 0, last, own);
  const upper = rank + 1 == count ? lower : <f64>select<f32>(spare, own, last, own + 1);
  store<f64>(out, between(h - <f64>rank, lower, upper));
  return true;
}

/**
 * Quantiles (type 7, f64) of float32 values, one after the other; whether they are many enough, and all bounds held. At
 * `sample` is room for one, and behind it `writeShuffles` was.
 */
export function sampledQuantiles(
  values: usize,
  count: u32,
  quantiles: usize,
  quantileCount: u32,
  out: usize,
  stride: usize,
  spare: usize,
  sample: usize,
): bool {
  if (count < WORTH_SAMPLE * quantileCount) return false;
  const shuffles = sample + SAMPLE_BYTES;
  for (let index: usize = 0; index < <usize>quantileCount; index++) {
    const quantile = load<f64>(quantiles + (index << 3));
    if (!sampledQuantile(values, count, quantile, out + index * stride, spare, sample, shuffles))
      return false;
  }
  return true;
}
