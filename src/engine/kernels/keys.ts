// Which group each row of a list is in. A list is the positions (u32) of some rows, groups are u32, one a row of it.

/** Stands for "in no group". */
export const NONE: u32 = 0xffff_ffff;

/** out[i] = the code, of `width` bytes, of the i-th row. */
export function readCodes(list: usize, count: usize, codes: usize, width: i32, out: usize): void {
  const end = list + (count << 2);
  const shift = out - list;
  if (width == 1) {
    for (let at = list; at < end; at += 4) store<u32>(at + shift, load<u8>(codes + <usize>load<u32>(at)));
  } else if (width == 2) {
    for (let at = list; at < end; at += 4) {
      store<u32>(at + shift, load<u16>(codes + ((<usize>load<u32>(at)) << 1)));
    }
  } else if (width == 4) {
    for (let at = list; at < end; at += 4) {
      store<u32>(at + shift, load<u32>(codes + ((<usize>load<u32>(at)) << 2)));
    }
  } else memory.fill(out, 0, count << 2);
}

/**
 * The step of each row of an ascending list: positions up to `ends[k]` (u32, ascending, not included) are in `steps[k]`;
 * those beyond the last one in none.
 */
export function readSteps(
  list: usize,
  count: usize,
  ends: usize,
  steps: usize,
  stepCount: usize,
  out: usize,
): void {
  let step: usize = 0;
  for (let index: usize = 0; index < count; index++) {
    const row = load<u32>(list + (index << 2));
    while (step < stepCount && row >= load<u32>(ends + (step << 2))) step++;
    store<u32>(out + (index << 2), step < stepCount ? load<u32>(steps + (step << 2)) : NONE);
  }
}

/** A number of 4 or 8 bytes. */
function numberAt(values: usize, width: i32, row: usize): f64 {
  return width == 8 ? load<f64>(values + (row << 3)) : <f64>load<f32>(values + (row << 2));
}

/**
 * The bin of each row: edges[i] ≤ value < edges[i + 1] (f64), the last bin its upper edge too; outside in none, and up
 * to 0 where `isLog`. `first` (u16) is the bin at which each stretch of float32 numbers (their upper 16 bits) begins.
 */
export function readBins(
  list: usize,
  count: usize,
  values: usize,
  width: i32,
  first: usize,
  edges: usize,
  bins: u32,
  isLog: u32,
  out: usize,
): void {
  const least = load<f64>(edges);
  const most = load<f64>(edges + ((<usize>bins) << 3));
  for (let index: usize = 0; index < count; index++) {
    const value = numberAt(values, width, <usize>load<u32>(list + (index << 2)));
    let group = NONE;
    if (value >= least && value <= most && (isLog == 0 || value > 0)) {
      const near = reinterpret<u32>(<f32>value);
      let bin = <usize>load<u16>(first + ((<usize>(near >> 16)) << 1));
      // A double may have been rounded up beyond an edge.
      while (bin > 0 && value < load<f64>(edges + (bin << 3))) bin--;
      while (bin + 1 < <usize>bins && value >= load<f64>(edges + ((bin + 1) << 3))) bin++;
      group = <u32>bin;
    }
    store<u32>(out + (index << 2), group);
  }
}

/** Mixes 64 bits into 32. */
function hash(key: u64): u32 {
  let mixed = key * 0x9e37_79b9_7f4a_7c15;
  mixed ^= mixed >> 32;
  mixed *= 0xd6e8_feb8_6659_fd93;
  return <u32>(mixed >> 32);
}

/**
 * The number of a key (u64) in an open hash table: `slots` (u32, `mask` + 1 of them, NONE where free) hold numbers, `keys`
 * their keys. A key that is not there gets `next`, or is NONE where that is NONE.
 */
function numberOf(key: u64, slots: usize, mask: u32, keys: usize, next: u32): u32 {
  let slot = hash(key) & mask;
  let place = slots + ((<usize>slot) << 2);
  let known = load<u32>(place);
  while (known != NONE && load<u64>(keys + ((<usize>known) << 3)) != key) {
    slot = (slot + 1) & mask;
    place = slots + ((<usize>slot) << 2);
    known = load<u32>(place);
  }
  if (known != NONE || next == NONE) return known;
  store<u32>(place, next);
  store<u64>(keys + ((<usize>next) << 3), key);
  return next;
}

/** Stands for every NaN: as many rows are without a number as with one, so that to ask for each row would be a guess. */
const NAN: u64 = 0x7ff8_0000_0000_0000;

/**
 * Gives each different number of the rows [from, count) of a list a number of its own, which `used` (u32) counts; "absent"
 * is one of them. Stops before the row for which `room` is full, and returns where. Without `isOpen` a new one gets NONE.
 */
export function internNumbers(
  list: usize,
  from: usize,
  count: usize,
  values: usize,
  width: i32,
  slots: usize,
  mask: u32,
  keys: usize,
  used: usize,
  room: u32,
  isOpen: u32,
  out: usize,
): usize {
  let next = load<u32>(used);
  for (let index = from; index < count; index++) {
    if (next == room && isOpen != 0) {
      store<u32>(used, next);
      return index;
    }
    // Adding 0 turns -0 into 0, which are equal.
    const value = numberAt(values, width, <usize>load<u32>(list + (index << 2))) + 0;
    const key = select<u64>(reinterpret<u64>(value), NAN, value == value);
    // Where it is first looked for, it mostly is.
    let group = load<u32>(slots + ((<usize>(hash(key) & mask)) << 2));
    if (group == NONE || load<u64>(keys + ((<usize>group) << 3)) != key) {
      group = numberOf(key, slots, mask, keys, isOpen != 0 ? next : NONE);
      next += <u32>(isOpen != 0 && group == next);
    }
    store<u32>(out + (index << 2), group);
  }
  store<u32>(used, next);
  return count;
}

/** The same for pairs of a group so far and the code of a further key; NONE in either makes NONE. Into `groups`. */
export function internPairs(
  groups: usize,
  codes: usize,
  from: usize,
  count: usize,
  slots: usize,
  mask: u32,
  keys: usize,
  used: usize,
  room: u32,
  isOpen: u32,
): usize {
  let next = load<u32>(used);
  for (let index = from; index < count; index++) {
    const place = groups + (index << 2);
    const group = load<u32>(place);
    const code = load<u32>(codes + (index << 2));
    if (group == NONE || code == NONE) {
      store<u32>(place, NONE);
      continue;
    }
    if (next == room && isOpen != 0) {
      store<u32>(used, next);
      return index;
    }
    const pair = ((<u64>group) << 32) | (<u64>code);
    const own = numberOf(pair, slots, mask, keys, isOpen != 0 ? next : NONE);
    next += <u32>(isOpen != 0 && own == next);
    store<u32>(place, own);
  }
  store<u32>(used, next);
  return count;
}

/** Puts `count` known keys into an empty hash table. */
export function rehash(slots: usize, mask: u32, keys: usize, count: u32): void {
  for (let own: u32 = 0; own < count; own++) {
    let slot = hash(load<u64>(keys + ((<usize>own) << 3))) & mask;
    while (load<u32>(slots + ((<usize>slot) << 2)) != NONE) slot = (slot + 1) & mask;
    store<u32>(slots + ((<usize>slot) << 2), own);
  }
}

/** groups[i] = groups[i] × `width` + codes[i]; NONE in either makes NONE. */
export function joinCodes(groups: usize, codes: usize, count: usize, width: u32): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    const code = load<u32>(codes + (index << 2));
    store<u32>(groups + (index << 2), group == NONE || code == NONE ? NONE : group * width + code);
  }
}

/** groups[i] = map[groups[i]]; what is not below `size` gets NONE. */
export function mapGroups(groups: usize, count: usize, map: usize, size: u32): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    store<u32>(groups + (index << 2), group < size ? load<u32>(map + ((<usize>group) << 2)) : NONE);
  }
}

/** Keeps the numbers of rows' groups in `width` bytes (2 or 4) each; NONE is the largest number. */
export function keepGroups(groups: usize, count: usize, width: i32, out: usize): void {
  if (width == 4) memory.copy(out, groups, count << 2);
  else
    for (let index: usize = 0; index < count; index++)
      store<u16>(out + (index << 1), load<u32>(groups + (index << 2)));
}

/** out[i] = map[what was kept]; what is not below `size` gets NONE. */
export function mapKept(kept: usize, count: usize, width: i32, map: usize, size: u32, out: usize): void {
  if (width == 4) {
    memory.copy(out, kept, count << 2);
    mapGroups(out, count, map, size);
    return;
  }
  for (let index: usize = 0; index < count; index++) {
    const group = <u32>load<u16>(kept + (index << 1));
    store<u32>(out + (index << 2), group < size ? load<u32>(map + ((<usize>group) << 2)) : NONE);
  }
}

/** Counts the rows of each group. */
export function tally(groups: usize, count: usize, counts: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    if (group == NONE) continue;
    const place = counts + ((<usize>group) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
}

/** Writes the smallest and the largest number (f64) of the rows of a list, on a log scale of those above 0, to `out`. */
export function widen(list: usize, count: usize, values: usize, width: i32, isLog: u32, out: usize): void {
  let least = load<f64>(out);
  let most = load<f64>(out, 8);
  for (let index: usize = 0; index < count; index++) {
    const value = numberAt(values, width, <usize>load<u32>(list + (index << 2)));
    if (isLog != 0 && !(value > 0)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  store<f64>(out, least);
  store<f64>(out, most, 8);
}

/**
 * Writes those rows of a list that may come first: with a number of at least `least` and at most `most`, or, where
 * `takesAbsent`, without one. Returns how many.
 */
export function rowsBetween(
  list: usize,
  count: usize,
  values: usize,
  width: i32,
  least: f64,
  most: f64,
  takesAbsent: u32,
  out: usize,
): u32 {
  let to = out;
  for (let index: usize = 0; index < count; index++) {
    const row = load<u32>(list + (index << 2));
    const value = numberAt(values, width, <usize>row);
    store<u32>(to, row);
    to += (<usize>((value >= least && value <= most) || (takesAbsent != 0 && value != value))) << 2;
  }
  return <u32>((to - out) >> 2);
}
