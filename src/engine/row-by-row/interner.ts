import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';

/** Keys that there is room for at first. */
const ROOM = 1024;

/** Numbers what is different: numbers of a column, or pairs of a group and a code. A hash table on the heap. */
export class Interner {
  readonly #heap: Heap;
  /** The number of the first key. */
  readonly #first: number;
  readonly #state: Address;
  #room = ROOM;
  #keys: Address;
  #slots: Address;

  constructor(heap: Heap, first: number) {
    this.#heap = heap;
    this.#first = first;
    this.#state = heap.allocateZeros(4);
    heap.u32(this.#state, 1)[0] = first;
    this.#keys = heap.allocateZeros(ROOM * 8);
    this.#slots = this.#emptySlots();
  }

  /** One more than the largest number that was given. */
  get used(): number {
    return this.#heap.u32(this.#state, 1)[0]!;
  }

  /** Writes the numbers of the values of a list's rows; "absent" has the number 0. Unless `isOpen`, new ones get none. */
  numbers(list: Address, count: number, values: Address, width: number, isOpen: boolean, out: Address): void {
    this.#each(count, (from) =>
      this.#heap.kernels.internNumbers(
        list,
        from,
        count,
        values,
        width,
        this.#slots,
        this.#mask,
        this.#keys,
        this.#state,
        this.#room,
        isOpen ? 1 : 0,
        out,
      ),
    );
  }

  /** Writes the numbers of pairs of a group and a code over the groups. Unless `isOpen`, new pairs get none. */
  pairs(groups: Address, codes: Address, count: number, isOpen: boolean): void {
    this.#each(count, (from) =>
      this.#heap.kernels.internPairs(
        groups,
        codes,
        from,
        count,
        this.#slots,
        this.#mask,
        this.#keys,
        this.#state,
        this.#room,
        isOpen ? 1 : 0,
      ),
    );
  }

  /** The value of each number that was given. */
  values(): Float64Array {
    const values = this.#heap.f64(this.#keys, this.used).slice();
    values.fill(Number.NaN, 0, this.#first);
    return values;
  }

  /** Group and code of each pair, one after the other: the code first. */
  parts(): Uint32Array {
    return this.#heap.u32(this.#keys, this.used * 2).slice();
  }

  /** Gives the memory back. */
  release(): void {
    this.#heap.free(this.#state, 4);
    this.#heap.free(this.#keys, this.#room * 8);
    this.#heap.free(this.#slots, this.#room * 8);
  }

  get #mask(): number {
    return this.#room * 2 - 1;
  }

  #each(count: number, intern: (from: number) => number): void {
    for (let done = intern(0) >>> 0; done < count; done = intern(done) >>> 0) this.#grow();
  }

  #grow(): void {
    const had = this.#room;
    const keys = this.#heap.allocateZeros(had * 4 * 8);
    this.#heap.u8(keys, had * 8).set(this.#heap.u8(this.#keys, had * 8));
    this.#heap.free(this.#keys, had * 8);
    this.#heap.free(this.#slots, had * 8);
    this.#room = had * 4;
    this.#keys = keys;
    this.#slots = this.#emptySlots();
    this.#heap.kernels.rehash(this.#slots, this.#mask, keys, this.#first, this.used);
  }

  #emptySlots(): Address {
    const at = this.#heap.allocate(this.#room * 8);
    this.#heap.u8(at, this.#room * 8).fill(255);
    return at;
  }
}
