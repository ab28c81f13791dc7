import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';

/** Keys that there is room for at first. */
const ROOM = 1024;

/** Bytes before the keys: how many there are, and no more, so that keys begin with a cache line. */
const STATE = 64;

/**
 * Numbers what is different: numbers of a column, or pairs of a group and a code. A hash table on the heap, in one block: how many
 * keys there are, the keys by their numbers, and the table itself, twice as long.
 */
export class Interner {
  readonly #heap: Heap;
  #room = ROOM;
  #state: Address;

  /** `known`: numbers that are there from the beginning, numbered from 0 on. */
  constructor(heap: Heap, known: readonly number[]) {
    this.#heap = heap;
    this.#state = newTable(heap, ROOM);
    heap.u32(this.#state, 1)[0] = known.length;
    heap.f64(this.#keys, known.length).set(known);
    this.#rehash();
  }

  /** One more than the largest number that was given. */
  get used(): number {
    return this.#heap.u32(this.#state, 1)[0]!;
  }

  /** Writes the numbers of the values of a list's rows; "absent" is NaN. Unless `isOpen`, new ones get none. */
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
    return this.#heap.f64(this.#keys, this.used).slice();
  }

  /** Group and code of each pair, one after the other: the code first. */
  parts(): Uint32Array {
    return this.#heap.u32(this.#keys, this.used * 2).slice();
  }

  /** Gives the memory back. */
  release(): void {
    this.#heap.free(this.#state, bytesOf(this.#room));
  }

  get #keys(): Address {
    return this.#state + STATE;
  }

  get #slots(): Address {
    return this.#keys + this.#room * 8;
  }

  get #mask(): number {
    return this.#room * 2 - 1;
  }

  #each(count: number, intern: (from: number) => number): void {
    for (let done = intern(0) >>> 0; done < count; done = intern(done) >>> 0) this.#grow();
  }

  #grow(): void {
    const heap = this.#heap;
    const [had, before] = [this.#room, this.#state];
    // Where there is no memory left, all stays as it is.
    this.#state = newTable(heap, had * 4);
    this.#room = had * 4;
    const kept = STATE + had * 8;
    heap.u8(this.#state, kept).set(heap.u8(before, kept));
    heap.free(before, bytesOf(had));
    this.#rehash();
  }

  /** Puts the keys into the table, which is empty. */
  #rehash(): void {
    this.#heap.kernels.rehash(this.#slots, this.#mask, this.#keys, this.used);
  }
}

function bytesOf(room: number): number {
  return STATE + room * 16;
}

/** A table with room for so many keys, none of which is there yet. */
function newTable(heap: Heap, room: number): Address {
  const at = heap.allocate(bytesOf(room));
  const keys = STATE + room * 8;
  heap.u8(at, keys).fill(0);
  heap.u8(at + keys, room * 8).fill(255);
  return at;
}
