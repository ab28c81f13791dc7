import { select } from './select.ts';

/** Buckets are the sign, exponent and first 4 bits of a value's float32: 16 to each doubling. */
const SHIFT = 19;
const BUCKETS = 2 ** (32 - SHIFT);

/** Of fewer values the buckets cost more than they save. */
export const WORTH_BUCKETS = 4 * BUCKETS;

/**
 * The bucket of each value. Rounding to float32 keeps the order, so every value of a bucket is at most as large as
 * those of the next, whatever the precision of the values.
 */
function bucketsOf(values: Float64Array, from: number, to: number): Uint16Array {
  const rounded = new Float32Array(values.subarray(from, to));
  const bits = new Int32Array(rounded.buffer);
  const buckets = new Uint16Array(bits.length);
  for (let index = 0; index < bits.length; index++) {
    const word = bits[index]!;
    // Negative numbers ascend as their bits descend: turn those round and put them below the others.
    buckets[index] = (word ^ ((word >> 31) | 0x8000_0000)) >>> SHIFT;
  }
  return buckets;
}

/**
 * The values of some ranks among values[from] to values[to - 1]: one pass counts the buckets, a second one takes out
 * the few values that share a bucket with a rank. `ranks` ascend and count from 0.
 */
export function selectByBuckets(
  values: Float64Array,
  from: number,
  to: number,
  ranks: readonly number[],
): number[] {
  const buckets = bucketsOf(values, from, to);
  const counts = new Uint32Array(BUCKETS);
  for (let index = 0; index < buckets.length; index++) counts[buckets[index]!]! += 1;

  // Where the values of each wanted bucket go, and how many values are in the buckets before it.
  const parts: { bucket: number; before: number; at: number }[] = [];
  const next = new Int32Array(BUCKETS).fill(-1);
  let before = 0;
  let taken = 0;
  let bucket = 0;
  const partOf = ranks.map((rank) => {
    while (before + counts[bucket]! <= rank) {
      before += counts[bucket]!;
      bucket += 1;
    }
    if (next[bucket]! < 0) {
      parts.push({ bucket, before, at: taken });
      next[bucket] = taken;
      taken += counts[bucket]!;
    }
    return parts.at(-1);
  });
  const wanted = new Float64Array(taken);
  for (let index = 0; index < buckets.length; index++) {
    const at = next[buckets[index]!]!;
    if (at < 0) continue;
    wanted[at] = values[from + index]!;
    next[buckets[index]!] = at + 1;
  }
  return ranks.map((rank, index) => {
    const { bucket: own, before: smaller, at } = partOf[index]!;
    return select(wanted, at, at + counts[own]! - 1, at + rank - smaller);
  });
}
