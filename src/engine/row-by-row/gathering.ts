import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import type { RowMarks } from '../slices/row-marks.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { Visit } from './row-groups.ts';

/** Statistics that are gathered in one pass over the rows. */
export interface Gathering {
  /** Takes rows; null where none has to be read. */
  readonly visit: Visit | null;
  /** What was found, one value a group, in the order in which it was asked for. */
  readonly done: () => Steps<Float64Array[]>;
  /** Gives the memory back, whether it was done or not. */
  readonly release: () => void;
}

/** What is known without reading rows, and takes no memory. */
export function gathered(...found: Float64Array[]): Gathering {
  return {
    visit: null,
    *done() {
      yield;
      return found;
    },
    release: () => undefined,
  };
}

/** Rows of the groups that are measured in one block, about. */
const BLOCK_ROWS = 2 ** 18;

/** Some groups that follow one another, and the number of the first of them. */
export interface Piece {
  readonly first: number;
  readonly groups: number;
  readonly starts: Address;
  readonly next: Address;
}

/** A stretch of memory for each group, as long as the group has rows; filled as they are read. */
export class Stretches {
  readonly groups: number;
  /** Rows in all, and of the largest group. */
  readonly total: number;
  readonly largest: number;
  readonly starts: Address;
  /** Where each stretch goes on; in the end where it ends. */
  readonly next: Address;
  readonly #heap: Heap;

  constructor(heap: Heap, counts: Uint32Array) {
    this.#heap = heap;
    this.groups = counts.length;
    this.starts = heap.allocate(counts.length * 8 + 8);
    this.next = this.starts + counts.length * 4;
    const starts = heap.u32(this.starts, counts.length * 2);
    let total = 0;
    let largest = 0;
    for (let group = 0; group < counts.length; group++) {
      const count = counts[group]!;
      starts[group] = total;
      starts[counts.length + group] = total;
      total += count;
      if (count > largest) largest = count;
    }
    this.total = total;
    this.largest = largest;
  }

  /** Whether what is done with all of them is done in blocks. */
  get isLarge(): boolean {
    return this.total >= BLOCK_ROWS;
  }

  /** The groups in pieces of some rows. */
  *pieces(): Generator<Piece, void, void> {
    const starts = this.#heap.u32(this.starts, this.groups).slice();
    let first = 0;
    for (let group = 1; group <= this.groups; group++) {
      if (group < this.groups && starts[group]! - starts[first]! < BLOCK_ROWS) continue;
      const shift = first * 4;
      yield { first, groups: group - first, starts: this.starts + shift, next: this.next + shift };
      first = group;
    }
  }

  /** Memory for what is brought to them. Where there is none left they are given back. */
  allocate(bytes: number): Address {
    try {
      return this.#heap.allocate(bytes);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  release(): void {
    this.#heap.free(this.starts, this.groups * 8 + 8);
  }
}

/** Numbers (f64) from the heap, every `width`-th of them from `at` on. */
export function numbersAt(heap: Heap, at: Address, count: number, width = 1): Float64Array {
  const all = heap.f64(at, count * width);
  if (width === 1) return all.slice();
  const some = new Float64Array(count);
  for (let index = 0; index < count; index++) some[index] = all[index * width]!;
  return some;
}

/** Adds up the weights (0: every row is 1) of rows that have a mark. */
export function gatherWeights(heap: Heap, groups: number, weights: Address, marks: RowMarks): Gathering {
  const sums = heap.allocateZeros(groups * 8 + 8);
  return {
    visit: (list, own, count) =>
      heap.kernels.weigh(list, own, count, weights, marks.inside, marks.outside, sums),
    *done() {
      yield;
      return [numbersAt(heap, sums, groups)];
    },
    release: () => heap.free(sums, groups * 8 + 8),
  };
}

/** The largest value of a float64 column. */
export function gatherLargest(heap: Heap, groups: number, values: Address): Gathering {
  const most = heap.allocate(groups * 8 + 8);
  heap.f64(most, groups).fill(-Infinity);
  return {
    visit(list, own, count) {
      if (values !== 0) heap.kernels.raise(list, own, count, values, most);
    },
    *done() {
      yield;
      const found = numbersAt(heap, most, groups);
      return [found.map((value) => (value === -Infinity ? Number.NaN : value))];
    },
    release: () => heap.free(most, groups * 8 + 8),
  };
}

/** How many different users the rows with a mark have. */
export function gatherUsers(table: Table, counts: Uint32Array, marks: RowMarks): Gathering {
  const { heap } = table;
  const user = table.text('user');
  const groups = counts.length;
  if (user === undefined || user.width === 0) return gathered(new Float64Array(groups));
  const stretches = new Stretches(heap, counts);
  const codes = stretches.allocate(stretches.total * 4 + 4);
  return {
    visit: (list, own, count) =>
      heap.kernels.spreadCodes(
        list,
        own,
        count,
        user.at,
        user.width,
        marks.inside,
        marks.outside,
        stretches.next,
        codes,
      ),
    *done() {
      const bytes = Math.ceil(user.values.length / 64) * 8;
      const seen = heap.allocateZeros(bytes + groups * 8 + 8);
      const out = seen + bytes;
      try {
        for (const { first, groups: own, starts, next } of stretches.pieces()) {
          if (stretches.isLarge) yield;
          heap.kernels.countDistinct(codes, starts, next, own, seen, out + first * 8);
        }
        return [numbersAt(heap, out, groups)];
      } finally {
        heap.free(seen, bytes + groups * 8 + 8);
      }
    },
    release() {
      heap.free(codes, stretches.total * 4 + 4);
      stretches.release();
    },
  };
}
