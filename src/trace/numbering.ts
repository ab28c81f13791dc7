/**
 * Gives every distinct triple of 32-bit integers a number, from 0 in the order in which they come. An open hash table:
 * a million ids as texts in a Map would take many times as long, and no choice of keys makes it slow.
 */
export class Numbering {
  #keys: Int32Array;
  #slots: Int32Array;
  #mask: number;
  #count = 0;

  /** Room for so many different triples to begin with; it grows where there are more. */
  constructor(room: number) {
    const slots = slotsFor(room);
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#keys = new Int32Array((slots / 2) * 3);
  }

  get count(): number {
    return this.#count;
  }

  /** The slot that holds a triple, or the free one where it would go. */
  #slotOf(a: number, b: number, c: number): number {
    let hash = Math.imul(a ^ SEED, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35) ^ Math.imul(c, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
    let slot = (hash ^ (hash >>> 16)) & this.#mask;
    for (;;) {
      const at = (this.#slots[slot] ?? 0) - 1;
      if (at < 0) return slot;
      if (this.#keys[at * 3] === a && this.#keys[at * 3 + 1] === b && this.#keys[at * 3 + 2] === c)
        return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Twice the room; all triples go into new slots and keep their numbers. */
  #grow(): void {
    const keys = new Int32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#mask = this.#slots.length - 1;
    for (let at = 0; at < this.#count; at++) {
      const slot = this.#slotOf(keys[at * 3] ?? 0, keys[at * 3 + 1] ?? 0, keys[at * 3 + 2] ?? 0);
      this.#slots[slot] = at + 1;
    }
  }

  /** The number of a triple, a new one where it has none. */
  add(a: number, b: number, c: number): number {
    let slot = this.#slotOf(a | 0, b | 0, c | 0);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    const at = this.#count;
    if (at * 3 === this.#keys.length) {
      this.#grow();
      slot = this.#slotOf(a | 0, b | 0, c | 0);
    }
    this.#count += 1;
    this.#keys[at * 3] = a;
    this.#keys[at * 3 + 1] = b;
    this.#keys[at * 3 + 2] = c;
    this.#slots[slot] = at + 1;
    return at;
  }

  /** The number of a triple, -1 where it has none. */
  find(a: number, b: number, c: number): number {
    return (this.#slots[this.#slotOf(a | 0, b | 0, c | 0)] ?? 0) - 1;
  }
}

/** A power of two, at least twice the room: half of the slots stay free. */
function slotsFor(room: number): number {
  let slots = 16;
  while (slots < room * 2) slots *= 2;
  return slots;
}

/** Different in every process, so that nobody can send ids that all fall into one slot. */
const SEED = Math.trunc(Math.random() * 0x7fffffff);
