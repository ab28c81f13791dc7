// Values at which the weights of groups' rows exceed what is asked for. What says how much a row weighs is as in `weights.ts`.

import { codeInWord, weigh } from './weights';

// Where a walk along a group's rows stands: the next young row, and what those before a place weigh together.
let nextYoung: u32 = 0;
let lastYoung: u32 = 0;
let youngWeight: f64 = 0;

/** Passes the young rows with a value up to one; what they weigh is `youngWeight`. Returns the first that is left. */
function passYoung(young: usize, youngWeights: usize, value: f32): u32 {
  let index = nextYoung;
  youngWeight = 0;
  while (index < lastYoung && load<f32>(young + ((<usize>index) << 2)) <= value) {
    youngWeight += load<f64>(youngWeights + ((<usize>index) << 3));
    index += 1;
  }
  return index;
}

/** The value of a word's rows and the young ones up to `youngEnd` at which a sum exceeds `moment`; NaN where none does. */
function valueInWord(
  rows: u64,
  word: usize,
  values: usize,
  slices: usize,
  stop: usize,
  weights: usize,
  young: usize,
  youngWeights: usize,
  youngEnd: u32,
  before: f64,
  moment: f64,
): f32 {
  let sum = before;
  let next = nextYoung;
  for (let rest = rows; rest != 0; rest &= rest - 1) {
    const index = ctz(rest);
    const value = load<f32>(values + (((word << 6) + <usize>index) << 2));
    while (next < youngEnd && load<f32>(young + ((<usize>next) << 2)) <= value) {
      sum += load<f64>(youngWeights + ((<usize>next) << 3));
      if (sum > moment) return load<f32>(young + ((<usize>next) << 2));
      next += 1;
    }
    sum += load<f64>(weights + (codeInWord(index, word << 3, slices, stop) << 3));
    if (sum > moment) return value;
  }
  for (; next < youngEnd; next++) {
    sum += load<f64>(youngWeights + ((<usize>next) << 3));
    if (sum > moment) return load<f32>(young + ((<usize>next) << 2));
  }
  return NaN;
}

/**
 * For each group and each of its moments (f64, `each` a group, best ascending) the value (f32) at which the weights of its
 * selected rows and of its young ones, taken in the order of their values, first exceed the moment; NaN where they do not.
 * `leafWeights` (f64) are those of each leaf. `young` (f32) and `youngWeights` (f64) are the young rows, of which each
 * group has those of a span (pairs of u32), their values ascending.
 */
export function valuesAtWeights(
  selected: usize,
  values: usize,
  slices: usize,
  bits: u32,
  weights: usize,
  leaves: usize,
  leafWeights: usize,
  starts: usize,
  groups: u32,
  young: usize,
  youngWeights: usize,
  spans: usize,
  moments: usize,
  each: u32,
  out: usize,
): void {
  const stop = slices + ((<usize>bits) << 2);
  for (let group: usize = 0; group < <usize>groups; group++) {
    const begin = <usize>load<u32>(starts + (group << 2));
    const end = <usize>load<u32>(starts + (group << 2), 4);
    let leaf = begin;
    let sum: f64 = 0;
    let word: usize = 0;
    let after: usize = 0;
    let isOpen = false;
    let moment = -Infinity;
    nextYoung = load<u32>(spans + (group << 3));
    lastYoung = load<u32>(spans + (group << 3), 4);
    const own = group * <usize>each;
    for (let index = own; index < own + <usize>each; index++) {
      const wanted = load<f64>(moments + (index << 3));
      if (wanted < moment) {
        leaf = begin;
        sum = 0;
        isOpen = false;
        nextYoung = load<u32>(spans + (group << 3));
      }
      moment = wanted;
      let value: f32 = NaN;
      while (leaf < end) {
        const first = <usize>load<u32>(leaves + (leaf << 3));
        after = first + <usize>load<u32>(leaves + (leaf << 3), 4);
        if (!isOpen) {
          const next = passYoung(young, youngWeights, load<f32>(values + ((after - 1) << 2)));
          const weight = load<f64>(leafWeights + (leaf << 3)) + youngWeight;
          if (sum + weight <= moment) {
            sum += weight;
            nextYoung = next;
            leaf += 1;
            continue;
          }
          isOpen = true;
          word = first >> 6;
        }
        for (; word << 6 < after; word++) {
          const rows = load<u64>(selected + (word << 3));
          const next = passYoung(
            young,
            youngWeights,
            load<f32>(values + ((min((word << 6) + 64, after) - 1) << 2)),
          );
          const weight = weigh(rows, word << 3, slices, stop, 0, weights) + youngWeight;
          if (sum + weight > moment) {
            value = valueInWord(
              rows,
              word,
              values,
              slices,
              stop,
              weights,
              young,
              youngWeights,
              next,
              sum,
              moment,
            );
            if (value == value) break;
          }
          sum += weight;
          nextYoung = next;
        }
        if (value == value) break;
        isOpen = false;
        leaf += 1;
      }
      // Those above all leaves.
      if (leaf == end) {
        let inner = sum;
        for (let at = nextYoung; at < lastYoung; at++) {
          inner += load<f64>(youngWeights + ((<usize>at) << 3));
          if (inner <= moment) continue;
          value = load<f32>(young + ((<usize>at) << 2));
          break;
        }
      }
      store<f32>(out + (index << 2), value);
    }
  }
}
