// Weighted quantiles and sums of groups whose pairs of value and weight stand in one stretch each.

import { sortPairs } from './build';
import { fillNaN } from './ranks';
import { between } from './select';

/** The value of a pair that `spreadWeighted` made, and its weight. */
function valueOfPair(pair: u64): f64 {
  const key = <u32>(pair >> 32);
  return <f64>reinterpret<f32>(key >> 31 != 0 ? key ^ 0x8000_0000 : ~key);
}

function weightOfPair(pair: u64): f64 {
  return <f64>reinterpret<f32>(<u32>pair);
}

/** Where a walk along sorted pairs stands, and what those before it weigh. */
let walkAt: u32 = 0;
let walkSum: f64 = 0;

/** The value at which the weights of sorted pairs first exceed `moment`, from where the last walk ended. */
function valueAtWeight(pairs: usize, count: u32, moment: f64): f64 {
  while (walkAt + 1 < count) {
    const next = walkSum + weightOfPair(load<u64>(pairs + ((<usize>walkAt) << 3)));
    if (next > moment) break;
    walkSum = next;
    walkAt += 1;
  }
  return valueOfPair(load<u64>(pairs + ((<usize>walkAt) << 3)));
}

/**
 * Weighted quantiles (semantics A9, `type7.ts`) of pairs of value and weight. Sorts the pairs. `spare` has room for the
 * pairs of the largest group, `counters` for 2048 u32.
 */
export function weightedQuantiles(
  pairs: usize,
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
    const to = out + (group << 3);
    if (count == 0) {
      fillNaN(to, stride, quantileCount);
      continue;
    }
    const sorted = sortPairs(pairs + ((<usize>from) << 3), spare, <usize>count, 32, counters);
    let total: f64 = 0;
    for (let index: usize = 0; index < <usize>count; index++) {
      total += weightOfPair(load<u64>(sorted + (index << 3)));
    }
    for (let index: usize = 0; index < <usize>quantileCount; index++) {
      const q = load<f64>(quantiles + (index << 3));
      const h = min<f64>(max<f64>(q * (total - 1), 0), max<f64>(total - 1, 0));
      const below = floor(h);
      walkAt = 0;
      walkSum = 0;
      const lower = valueAtWeight(sorted, count, below);
      const upper = valueAtWeight(sorted, count, min<f64>(below + 1, ceil(total) - 1));
      store<f64>(to + index * stride, between(h - below, lower, upper));
    }
  }
}

/** The value of sorted pairs at which what they weigh, and `before`, first exceeds a moment; the last one's where it does not. */
export function valueOfWeight(pairs: usize, count: u32, before: f64, moment: f64): f64 {
  walkAt = 0;
  walkSum = before;
  return valueAtWeight(pairs, count, moment);
}

/** Of pairs of value and weight, for each group two numbers (f64): the sum of weights, and of values times weights. */
export function describeWeighted(pairs: usize, starts: usize, ends: usize, groups: usize, out: usize): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = load<u32>(starts + (group << 2));
    const to = load<u32>(ends + (group << 2));
    let weights: f64 = 0;
    let sum: f64 = 0;
    for (let index = from; index < to; index++) {
      const pair = load<u64>(pairs + ((<usize>index) << 3));
      weights += weightOfPair(pair);
      sum += valueOfPair(pair) * weightOfPair(pair);
    }
    store<f64>(out + (group << 4), weights);
    store<f64>(out + (group << 4), from == to ? NaN : sum, 8);
  }
}
