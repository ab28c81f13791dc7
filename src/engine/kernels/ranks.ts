// Sums, extremes and quantiles of groups whose values stand in one stretch each: values[starts[g]] to values[ends[g] - 1].

import { sortKey } from './build';
import { SAMPLE_BYTES, sampledQuantiles, writeShuffles } from './sampled-ranks';
import { between, select, valueAt } from './select';

/** Below this many values partitioning is as fast as counting buckets. */
const WORTH_BUCKETS: u32 = 64;
/** Bits of a bucket's number, for many values and for fewer than so many. */
const MANY: u32 = 16_384;
const MANY_BITS: u32 = 12;
const FEW_BITS: u32 = 8;
/** Counters of buckets: how many values lie before each, and where those of a wanted one end. */
const COUNTER_BYTES: usize = 2 * 4097 * 4;
const NONE: u32 = 0xffff_ffff;

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

// Where buckets are: how many there are, the least key, the bits that a bucket's keys differ in, how many values lie before
// each bucket (u32), and where those of each wanted bucket were brought to (u32: where they end; NONE where it is not
// wanted).
let buckets: u32 = 0;
let leastKey: u32 = 0;
let shift: u32 = 0;
let befores: usize = 0;
let bucketEnds: usize = 0;

function bucketAt(at: usize): usize {
  return (<usize>((sortKey(load<u32>(at)) - leastKey) >> shift)) << 2;
}

/** Counts how many values lie before each of the buckets into which the keys from the least to the most are cut. */
function countBuckets(values: usize, count: u32, counters: usize): void {
  const stop = values + ((<usize>count) << 2);
  leastKey = NONE;
  let most: u32 = 0;
  for (let at = values; at < stop; at += 4) {
    const key = sortKey(load<u32>(at));
    leastKey = min<u32>(leastKey, key);
    most = max<u32>(most, key);
  }
  const bits = count < MANY ? FEW_BITS : MANY_BITS;
  const width = 32 - <u32>clz(most - leastKey);
  shift = max<u32>(width, <u32>bits) - <u32>bits;
  buckets = 1 << bits;
  befores = counters;
  bucketEnds = counters + ((<usize>(buckets + 1)) << 2);
  memory.fill(befores, 0, (<usize>(buckets + 1)) << 2);
  memory.fill(bucketEnds, 255, (<usize>buckets) << 2);
  for (let at = values; at < stop; at += 4) {
    const counter = befores + bucketAt(at);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let before: u32 = 0;
  for (let counter = befores; counter < bucketEnds; counter += 4) {
    const here = load<u32>(counter);
    store<u32>(counter, before);
    before += here;
  }
}

/** The bucket in which a rank is. */
function bucketOf(rank: u32): usize {
  let low: u32 = 0;
  let high = buckets;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(befores + ((<usize>middle) << 2)) <= rank) low = middle;
    else high = middle;
  }
  return (<usize>low) << 2;
}

/** The value of a rank, of those that were brought into `spare` bucket by bucket. */
function valueInBucket(rank: u32, spare: usize): f64 {
  const bucket = bucketOf(rank);
  const before = load<u32>(befores + bucket);
  const count = load<u32>(befores + bucket + 4) - before;
  const at = spare + ((<usize>(load<u32>(bucketEnds + bucket) - count)) << 2);
  return <f64>select<f32>(at, 0, <i32>count - 1, <i32>(rank - before));
}

/**
 * The same of float32 values: one pass counts buckets, a second one takes out those that share a bucket with a rank.
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
  countBuckets(values, count, counters);
  let taken: u32 = 0;
  const last = count - 1;
  for (let index: u32 = 0; index < quantileCount << 1; index++) {
    const lower = <u32>floor(<f64>last * load<f64>(quantiles + ((<usize>(index >> 1)) << 3)));
    const bucket = bucketOf(min<u32>(lower + (index & 1), last));
    if (load<u32>(bucketEnds + bucket) != NONE) continue;
    store<u32>(bucketEnds + bucket, taken);
    taken += load<u32>(befores + bucket + 4) - load<u32>(befores + bucket);
  }
  const stop = values + ((<usize>count) << 2);
  for (let at = values; at < stop; at += 4) {
    const place = bucketEnds + bucketAt(at);
    const to = load<u32>(place);
    if (to == NONE) continue;
    store<f32>(spare + ((<usize>to) << 2), load<f32>(at));
    store<u32>(place, to + 1);
  }
  for (let index: usize = 0; index < <usize>quantileCount; index++) {
    const h = <f64>last * load<f64>(quantiles + (index << 3));
    const rank = <u32>floor(h);
    const lower = valueInBucket(rank, spare);
    const upper = rank == last ? lower : valueInBucket(rank + 1, spare);
    store<f64>(out + index * stride, between(h - <f64>rank, lower, upper));
  }
}

/** Writes NaN for each quantile. */
export function fillNaN(out: usize, stride: usize, count: u32): void {
  for (let index: usize = 0; index < <usize>count; index++) store<f64>(out + index * stride, NaN);
}

/**
 * Quantiles of float32 values, for each quantile (f64, ascending) one f64 a group, `stride` bytes from one quantile to the
 * next. Reorders the values. `spare` has room for the largest group and 16 bytes, `counters` for 2 × 4097 u32 and a sample
 * of 1,280 bytes.
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
  const sample = counters + COUNTER_BYTES;
  writeShuffles(sample + SAMPLE_BYTES);
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const count = load<u32>(ends + (group << 2)) - from;
    const at = values + ((<usize>from) << 2);
    const to = out + (group << 3);
    if (count == 0) fillNaN(to, stride, quantileCount);
    else if (count < WORTH_BUCKETS) selectQuantiles<f32>(at, count, quantiles, quantileCount, to, stride);
    else if (!sampledQuantiles(at, count, quantiles, quantileCount, to, stride, spare, sample)) {
      bucketQuantiles(at, count, quantiles, quantileCount, to, stride, spare, counters);
    }
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

function describe<T>(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  out: usize,
  hasVariance: u32,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const count = load<u32>(ends + (group << 2)) - from;
    const at = values + <usize>from * sizeof<T>();
    // Two sums, because each addition waits for the one before it.
    let sum: f64 = 0;
    let other: f64 = 0;
    let least = <T>Infinity;
    let most = <T>-Infinity;
    let index: u32 = 0;
    for (; index + 1 < count; index += 2) {
      const one = valueAt<T>(at, index);
      const two = valueAt<T>(at, index + 1);
      sum += <f64>one;
      other += <f64>two;
      least = min<T>(least, min<T>(one, two));
      most = max<T>(most, max<T>(one, two));
    }
    if (index < count) {
      const value = valueAt<T>(at, index);
      sum += <f64>value;
      least = min<T>(least, value);
      most = max<T>(most, value);
    }
    sum += other;
    const to = out + group * 40;
    store<f64>(to, <f64>count);
    store<f64>(to, count == 0 ? NaN : sum, 8);
    store<f64>(to, count == 0 ? NaN : <f64>least, 16);
    store<f64>(to, count == 0 ? NaN : <f64>most, 24);
    store<f64>(to, hasVariance != 0 ? varianceOf<T>(at, count) : NaN, 32);
  }
}

/**
 * For each group five numbers (f64): how many values, their sum, the smallest, the largest, and the sample variance where
 * `hasVariance`.
 */
export function describeFloats(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  out: usize,
  hasVariance: u32,
): void {
  describe<f32>(values, starts, ends, groups, out, hasVariance);
}

/** The same of float64 values. */
export function describeDoubles(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  out: usize,
  hasVariance: u32,
): void {
  describe<f64>(values, starts, ends, groups, out, hasVariance);
}
