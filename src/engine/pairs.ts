import { PositionIndex } from './position-index.ts';

/** Up to this many possible pairs a plain array holds their ids; above it a hash table. */
const DENSE = 2 ** 22;

/**
 * Gives every pair (group so far, code of the next key) that occurs an id from 0. With several keys, one of these
 * a key brings them down to one group id without a text ever being joined.
 */
export class Pairs {
  readonly #codes: number;
  readonly #dense: Int32Array | null;
  readonly #index = new PositionIndex();
  #keys = new Float64Array(64);
  #count = 0;

  constructor(groups: number, codes: number) {
    this.#codes = codes;
    this.#dense = groups * codes <= DENSE ? new Int32Array(groups * codes).fill(-1) : null;
  }

  get count(): number {
    return this.#count;
  }

  /** The group so far of a pair. */
  groupOf(id: number): number {
    return Math.floor(this.#keys[id]! / this.#codes);
  }

  /** The code of a pair. */
  codeOf(id: number): number {
    return this.#keys[id]! % this.#codes;
  }

  /** The ids of pairs; `add` makes those that are new, else they are −1. A part of −1 makes the pair −1. */
  assign(groups: Int32Array, codes: Int32Array, add: boolean): Int32Array {
    const ids = new Int32Array(groups.length);
    const dense = this.#dense;
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index]!;
      const code = codes[index]!;
      if (group < 0 || code < 0) {
        ids[index] = -1;
        continue;
      }
      const key = group * this.#codes + code;
      const known = dense === null ? this.#index.find(this.#keys, key) : dense[key]!;
      ids[index] = known >= 0 || !add ? known : this.#add(key);
    }
    return ids;
  }

  #add(key: number): number {
    if (this.#count === this.#keys.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#keys);
      this.#keys = wider;
    }
    const id = this.#count;
    this.#keys[id] = key;
    this.#count += 1;
    if (this.#dense === null) this.#index.point(this.#keys, id);
    else this.#dense[key] = id;
    return id;
  }
}
