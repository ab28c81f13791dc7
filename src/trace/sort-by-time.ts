/** Digits of a double, 16 bits each. */
const PASSES = 4;
const VALUES = 1 << 16;

/**
 * Puts the numbers of `order` into the ascending order of their `keys`, which hold no NaN; equal ones stay as they
 * were. A radix sort: its time is that of its length, whatever the keys.
 */
function sortBy(keys: Float64Array, order: Uint32Array): Uint32Array {
  const bits = new Uint32Array(keys.slice().buffer);
  for (let at = 0; at < keys.length; at++) {
    const low = bits[at * 2] ?? 0;
    const high = bits[at * 2 + 1] ?? 0;
    // So that the bits of negative numbers, read as a whole number, lie below those of positive ones, and in order.
    const flip = high >>> 31 === 1 ? 0xffffffff : 0;
    bits[at * 2] = low ^ flip;
    bits[at * 2 + 1] = high ^ (flip === 0 ? 0x80000000 : flip);
  }
  let from = order;
  let to: Uint32Array = new Uint32Array(order.length);
  const counts = new Uint32Array(VALUES);
  for (let pass = 0; pass < PASSES; pass++) {
    const word = pass >> 1;
    const shift = (pass & 1) * 16;
    counts.fill(0);
    for (const node of from) {
      const digit = ((bits[node * 2 + word] ?? 0) >>> shift) & 0xffff;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let sum = 0;
    let isOne = false;
    for (let digit = 0; digit < VALUES; digit++) {
      const count = counts[digit] ?? 0;
      if (count === order.length) isOne = true;
      counts[digit] = sum;
      sum += count;
    }
    if (isOne) continue;
    for (const node of from) {
      const digit = ((bits[node * 2 + word] ?? 0) >>> shift) & 0xffff;
      const at = counts[digit] ?? 0;
      to[at] = node;
      counts[digit] = at + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Below this a plain sort is done before the counts of a radix sort are cleared. */
const FEW = 5_000;

/** Numbers in ascending order by their ends. */
function longRun(run: Uint32Array, end: Float64Array): Uint32Array {
  const places = sortBy(
    Float64Array.from(run, (at) => end[at] ?? 0),
    Uint32Array.from(run, (_, place) => place),
  );
  return places.map((place) => run[place] ?? 0);
}

/** Whether numbers stand in order already, as what was sent in order does. */
function isSorted(order: Uint32Array, compare: (a: number, b: number) => number): boolean {
  for (let at = 1; at < order.length; at++) {
    if (compare(order[at - 1] ?? 0, order[at] ?? 0) > 0) return false;
  }
  return true;
}

/** The numbers 0 to n − 1 by start, then end, then number. Times hold no NaN. */
export function sortByTime(start: Float64Array, end: Float64Array): Uint32Array {
  const byEnd = (a: number, b: number): number => (end[a] ?? 0) - (end[b] ?? 0) || a - b;
  const byStart = (a: number, b: number): number => (start[a] ?? 0) - (start[b] ?? 0) || byEnd(a, b);
  const order = Uint32Array.from(start, (_, at) => at);
  if (isSorted(order, byStart)) return order;
  if (order.length < FEW) return order.sort(byStart);
  const sorted = sortBy(start, order);
  // Few begin at the same moment, as a rule: only those are put in order by their ends.
  for (let from = 0, to = 1; from < sorted.length; from = to, to += 1) {
    const time = start[sorted[from] ?? 0];
    while (to < sorted.length && start[sorted[to] ?? 0] === time) to += 1;
    if (to - from < 2) continue;
    const run = sorted.subarray(from, to);
    if (run.length < FEW) run.sort(byEnd);
    else run.set(longRun(run, end));
  }
  return sorted;
}
