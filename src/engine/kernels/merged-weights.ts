// As `merged-ranks.ts`, each row counted by its weight. What says so is as in `weights.ts`.

import { edgeMask } from './bits';
import { sortKey } from './build';
import { CODES, LONG, codeAfter, codeOf, placeOfCode } from './merged-ranks';
import { codeInWord, weigh } from './weights';

/** `tallyWords`, which adds up weights (f64 by code). */
export function tallyWeights(
  selected: usize,
  values: usize,
  firsts: usize,
  slices: usize,
  bits: u32,
  weights: usize,
  leaves: usize,
  count: u32,
  least: usize,
  most: usize,
): void {
  const last = slices + ((<usize>bits) << 2);
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
    const step: usize = stop - at < LONG ? 64 : 256;
    for (let row = at; row < stop; row += step) {
      const end = min(row + step, stop);
      let weight: f64 = 0;
      for (let place = row; place < end; place += 64) {
        const word = place >> 3;
        weight += weigh(load<u64>(selected + word), word, slices, last, 0, weights);
      }
      if (weight == 0) continue;
      const first = most + (codeOf(firsts + (row >> 4)) << 3);
      const final = least + (codeAfter(values, firsts, end, stop) << 3);
      store<f64>(first, load<f64>(first) + weight);
      store<f64>(final, load<f64>(final) + weight);
    }
  }
}

/** The first code at which the running sum of weights (f64 by code) exceeds a moment; the last one where none does. */
export function codeOfWeight(sums: usize, moment: f64): u32 {
  let sum: f64 = 0;
  for (let code: usize = 0; code < CODES; code++) {
    sum += load<f64>(sums + (code << 3));
    if (sum > moment) return <u32>code;
  }
  return <u32>CODES - 1;
}

/** What the selected rows of the places [from, to) weigh. */
function weighPlaces(
  selected: usize,
  slices: usize,
  stop: usize,
  weights: usize,
  from: usize,
  to: usize,
): f64 {
  let weight: f64 = 0;
  if (from >= to) return weight;
  for (let word = from >> 6, last = (to - 1) >> 6; word <= last; word++) {
    const rows = load<u64>(selected + (word << 3)) & edgeMask(word, from, to);
    weight += weigh(rows, word << 3, slices, stop, 0, weights);
  }
  return weight;
}

/**
 * Writes the selected rows of leaves whose code lies in [low, high] to `out` as pairs of sort key and weight (f32), at most
 * `room`, and how many they are to `found` (u32); returns what selected rows with a smaller code weigh. `leafWeights` (f64)
 * are those of each leaf.
 */
export function takeWeighted(
  selected: usize,
  values: usize,
  slices: usize,
  bits: u32,
  weights: usize,
  leaves: usize,
  leafWeights: usize,
  count: u32,
  low: u32,
  high: u32,
  out: usize,
  room: u32,
  found: usize,
): f64 {
  const last = slices + ((<usize>bits) << 2);
  let below: f64 = 0;
  let taken: u32 = 0;
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
    if (<u32>codeOf(values + ((stop - 1) << 2)) < low) {
      below += load<f64>(leafWeights + (leaf << 3));
      continue;
    }
    const first = placeOfCode(values, at, stop, low);
    const end = placeOfCode(values, first, stop, high + 1);
    below += weighPlaces(selected, slices, last, weights, at, first);
    if (first == end) continue;
    for (let word = first >> 6, final = (end - 1) >> 6; word <= final; word++) {
      let rows = load<u64>(selected + (word << 3)) & edgeMask(word, first, end);
      for (; rows != 0; rows &= rows - 1) {
        if (taken < room) {
          const index = ctz(rows);
          const key = sortKey(reinterpret<u32>(load<f32>(values + (((word << 6) + <usize>index) << 2)) + 0));
          const weight = <f32>load<f64>(weights + (codeInWord(index, word << 3, slices, last) << 3));
          store<u64>(out + ((<usize>taken) << 3), ((<u64>key) << 32) | (<u64>reinterpret<u32>(weight)));
        }
        taken += 1;
      }
    }
  }
  store<u32>(found, taken);
  return below;
}
