// Sums, extremes and quantiles of groups whose values stand in one stretch each: values[starts[g]] to values[ends[g] - 1].

import { sortKey } from './build';
import { select, valueAt } from './select';

/** Below this many values the buckets of a radix cost more than they save. */
const WORTH_BUCKETS: u32 = 4096;
/** Buckets are the sign, exponent and first 3 bits of a float32. */
const SHIFT: u32 = 20;
const BUCKETS: u32 = 1 << 12;
const NONE: u32 = 0xffff_ffff;

/** Between the values of two neighbouring ranks. */
export function between(part: f64, lower: f64, upper: f64): f64 {
  return part == 0 ? lower : lower + part * (upper - lower);
}

/** Quantiles (type 7, `type7.ts`) of `count` values by partitioning; the quantiles asked for ascend. */
function selectQuantiles<T>(
  values: usize,
  count: u32,
  quantiles: usize,
  quantileCount: u32,
  out: usize,
  stride: usize,
): void {
  let low: i32 = 0;
  const last = <i32>count - 1;
  for (let index: usize = 0; index < <usize>quantileCount; index++) {
    const h = <f64>last * load<f64>(quantiles + (index << 3));
    const rank = <i32>floor(h);
    const lower = <f64>select<T>(values, low, last, rank);
    let upper = lower;
    if (rank < last && h > <f64>rank) {
      let least = valueAt<T>(values, rank + 1);
      for (let other = rank + 2; other <= last; other++) least = min<T>(least, valueAt<T>(values, other));
      upper = <f64>least;
    }
    store<f64>(out + index * stride, between(h - <f64>rank, lower, upper));
    low = rank;
  }
}

/** The bucket in which a rank is: `befores` are how many values lie before each bucket. */
function bucketOf(befores: usize, rank: u32): u32 {
  let low: u32 = 0;
  let high = BUCKETS;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(befores + ((<usize>middle) << 2)) <= rank) low = middle;
    else high = middle;
  }
  return low;
}

/** The value of a rank, of those that were brought into `spare` bucket by bucket. */
function valueInBucket(rank: u32, befores: usize, ends: usize, spare: usize): f64 {
  const bucket = bucketOf(befores, rank);
  const before = load<u32>(befores + ((<usize>bucket) << 2));
  const next = load<u32>(befores + ((<usize>(bucket + 1)) << 2));
  const count = next - before;
  const at = spare + ((<usize>(load<u32>(ends + ((<usize>bucket) << 2)) - count)) << 2);
  return <f64>select<f32>(at, 0, <i32>count - 1, <i32>(rank - before));
}

/**
 * The same of many float32 values: one pass counts buckets, a second one takes out those that share a bucket with a rank.
 * `counters` has room for 2 × 4097 u32.
 */
function bucketQuantiles(
  values: usize,
  count: u32,
  quantiles: usize,
  quantileCount: u32,
  out: usize,
  stride: usize,
  spare: usize,
  counters: usize,
): void {
  const befores = counters;
  const ends = counters + ((<usize>(BUCKETS + 1)) << 2);
  memory.fill(befores, 0, (<usize>(BUCKETS + 1)) << 2);
  memory.fill(ends, 255, (<usize>BUCKETS) << 2);
  const stop = values + ((<usize>count) << 2);
  for (let at = values; at < stop; at += 4) {
    const counter = befores + ((<usize>(sortKey(load<u32>(at)) >> SHIFT)) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let before: u32 = 0;
  for (let bucket: usize = 0; bucket <= <usize>BUCKETS; bucket++) {
    const counter = befores + (bucket << 2);
    const here = load<u32>(counter);
    store<u32>(counter, before);
    before += here;
  }
  let taken: u32 = 0;
  const last = count - 1;
  for (let index: u32 = 0; index < quantileCount << 1; index++) {
    const lower = <u32>floor(<f64>last * load<f64>(quantiles + ((<usize>(index >> 1)) << 3)));
    const bucket = <usize>bucketOf(befores, min<u32>(lower + (index & 1), last));
    if (load<u32>(ends + (bucket << 2)) != NONE) continue;
    store<u32>(ends + (bucket << 2), taken);
    taken += load<u32>(befores + ((bucket + 1) << 2)) - load<u32>(befores + (bucket << 2));
  }
  for (let at = values; at < stop; at += 4) {
    const place = ends + ((<usize>(sortKey(load<u32>(at)) >> SHIFT)) << 2);
    const to = load<u32>(place);
    if (to == NONE) continue;
    store<f32>(spare + ((<usize>to) << 2), load<f32>(at));
    store<u32>(place, to + 1);
  }
  for (let index: usize = 0; index < <usize>quantileCount; index++) {
    const h = <f64>last * load<f64>(quantiles + (index << 3));
    const rank = <u32>floor(h);
    const lower = valueInBucket(rank, befores, ends, spare);
    const upper = valueInBucket(min<u32>(rank + 1, last), befores, ends, spare);
    store<f64>(out + index * stride, between(h - <f64>rank, lower, upper));
  }
}

/** Writes NaN for each quantile. */
export function fillNaN(out: usize, stride: usize, count: u32): void {
  for (let index: usize = 0; index < <usize>count; index++) store<f64>(out + index * stride, NaN);
}

/**
 * Quantiles of float32 values, for each quantile (f64, ascending) one f64 a group, `stride` bytes from one quantile to the
 * next. Reorders the values. `spare` has room for the largest group, `counters` for 2 × 4097 u32.
 */
export function floatQuantiles(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  quantiles: usize,
  quantileCount: u32,
  out: usize,
  stride: usize,
  spare: usize,
  counters: usize,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const count = load<u32>(ends + (group << 2)) - from;
    const at = values + ((<usize>from) << 2);
    const to = out + (group << 3);
    if (count == 0) fillNaN(to, stride, quantileCount);
    else if (count < WORTH_BUCKETS) selectQuantiles<f32>(at, count, quantiles, quantileCount, to, stride);
    else bucketQuantiles(at, count, quantiles, quantileCount, to, stride, spare, counters);
  }
}

/** The same of float64 values. */
export function doubleQuantiles(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  quantiles: usize,
  quantileCount: u32,
  out: usize,
  stride: usize,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const count = load<u32>(ends + (group << 2)) - from;
    const to = out + (group << 3);
    if (count == 0) fillNaN(to, stride, quantileCount);
    else selectQuantiles<f64>(values + ((<usize>from) << 3), count, quantiles, quantileCount, to, stride);
  }
}

/** Sample variance in two passes over the distances from the first value: exactly 0 where all are equal. */
function varianceOf<T>(values: usize, count: u32): f64 {
  if (count < 2) return NaN;
  const first = <f64>valueAt<T>(values, 0);
  let sum: f64 = 0;
  for (let index: u32 = 0; index < count; index++) sum += <f64>valueAt<T>(values, index) - first;
  const mean = sum / <f64>count;
  let squares: f64 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const distance = <f64>valueAt<T>(values, index) - first - mean;
    squares += distance * distance;
  }
  return squares / <f64>(count - 1);
}

function describe<T>(values: usize, starts: usize, ends: usize, groups: usize, out: usize): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const count = load<u32>(ends + (group << 2)) - from;
    const at = values + <usize>from * sizeof<T>();
    let sum: f64 = 0;
    let least = <T>Infinity;
    let most = <T>-Infinity;
    for (let index: u32 = 0; index < count; index++) {
      const value = valueAt<T>(at, index);
      sum += <f64>value;
      least = min<T>(least, value);
      most = max<T>(most, value);
    }
    const to = out + group * 40;
    store<f64>(to, <f64>count);
    store<f64>(to, count == 0 ? NaN : sum, 8);
    store<f64>(to, count == 0 ? NaN : <f64>least, 16);
    store<f64>(to, count == 0 ? NaN : <f64>most, 24);
    store<f64>(to, varianceOf<T>(at, count), 32);
  }
}

/** For each group five numbers (f64): how many values, their sum, the smallest, the largest, the sample variance. */
export function describeFloats(values: usize, starts: usize, ends: usize, groups: usize, out: usize): void {
  describe<f32>(values, starts, ends, groups, out);
}

/** The same of float64 values. */
export function describeDoubles(values: usize, starts: usize, ends: usize, groups: usize, out: usize): void {
  describe<f64>(values, starts, ends, groups, out);
}
