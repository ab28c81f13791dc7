/** Mixes the 64 bits of a double into 32, so that whole numbers in a row and fractions alike spread evenly. */
const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);

function hash(key: number): number {
  // Adding 0 turns −0 into 0: equal keys, equal bits.
  DOUBLE[0] = key + 0;
  let mixed = Math.imul(WORDS[0]!, 0x9e3779b1) ^ Math.imul(WORDS[1]!, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/**
 * From a number to the position where an array holds it: a hash table with open addressing that stores positions
 * only, 4 bytes a slot, and compares with the array itself. Keys are never removed; NaN cannot be a key.
 */
export class PositionIndex {
  #slots = new Int32Array(64).fill(-1);
  #used = 0;

  /** The position of `key` in `keys`, −1 where it has none. */
  find(keys: Float64Array, key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
      const position = slots[slot]!;
      if (position < 0 || keys[position] === key) return position;
    }
  }

  /** Points the key that `keys` holds at `position` there; returns where it pointed before, −1 if nowhere. */
  point(keys: Float64Array, position: number): number {
    if ((this.#used + 1) * 2 > this.#slots.length) this.reserve(this.#used * 2, keys);
    const key = keys[position]!;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
      const before = slots[slot]!;
      if (before < 0) {
        slots[slot] = position;
        this.#used += 1;
        return -1;
      }
      if (keys[before] === key) {
        slots[slot] = position;
        return before;
      }
    }
  }

  /** Makes room for `count` keys, so that they come in without growing step by step. */
  reserve(count: number, keys: Float64Array): void {
    let size = this.#slots.length;
    while (size < count * 2 + 2) size *= 2;
    if (size === this.#slots.length) return;
    const old = this.#slots;
    const slots = new Int32Array(size).fill(-1);
    const mask = size - 1;
    for (const position of old) {
      if (position < 0) continue;
      let slot = hash(keys[position]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = position;
    }
    this.#slots = slots;
  }
}
