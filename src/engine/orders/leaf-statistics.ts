import type { Address } from '../kernels.ts';
import type { BinCells } from './bin-counts.ts';
import { LeafList } from './leaf-list.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Room that the sums of leaves take for masks. */
const LANES = 8192;

/**
 * What the leaves of all candidate groups of a question say, each statistic by one call: by the groups' places among
 * the candidates, without young rows. Every row counts as one.
 */
export class LeafStatistics {
  readonly #rows: OrderedRows;
  readonly #leaves: LeafList;
  readonly #counts: Uint32Array;
  #userLeaves: LeafList | null = null;
  #rowCounts: Float64Array | null = null;
  #failed: Float64Array | null = null;
  #sums: Float64Array | null = null;

  constructor(rows: OrderedRows) {
    const { table, orders } = rows.context;
    this.#rows = rows;
    this.#leaves = new LeafList(table.heap, orders.byDuration, rows.candidates);
    try {
      this.#counts = this.#countLeaves(0);
    } catch (error) {
      this.#leaves.clear();
      throw error;
    }
  }

  /** Gives its memory back. */
  clear(): void {
    this.#leaves.clear();
    this.#userLeaves?.clear();
  }

  /** The leaves of the candidates in order A. */
  get leaves(): LeafList {
    return this.#leaves;
  }

  /** Selected rows of each leaf. */
  get countsOfLeaves(): Uint32Array {
    return this.#counts;
  }

  /** Selected rows of each leaf of a group. */
  countsOf(index: number): Uint32Array {
    const { starts } = this.#leaves;
    return this.#counts.subarray(starts[index], starts[index + 1]);
  }

  /** Selected rows. */
  get counts(): Float64Array {
    this.#rowCounts ??= this.#sum(this.#counts);
    return this.#rowCounts;
  }

  /** Rows that failed. */
  get failed(): Float64Array {
    this.#failed ??= this.#sum(this.#countLeaves(this.#rows.context.orders.byDuration.marks.at));
    return this.#failed;
  }

  /** Sums of the durations. */
  get sums(): Float64Array {
    if (this.#sums !== null) return this.#sums;
    const { table, orders } = this.#rows.context;
    const { at: selected } = this.#rows.selection;
    const { leaves, at } = this.#leaves;
    const { heap } = table;
    const sums = this.#take(LANES + leaves * 8, (out) => {
      const { durations, keys } = orders.byDuration;
      const { offsets, bases } = keys;
      heap.kernels.sumLeaves(selected, durations.at, offsets, bases, out, at, leaves, out + LANES);
      return heap.f64(out + LANES, leaves).slice();
    });
    this.#sums = this.#sum(sums);
    return this.#sums;
  }

  /** Rows with a duration up to a bound of their group. */
  upTo(bounds: Float64Array): Float64Array {
    const { at: selected } = this.#rows.selection;
    const { leaves, groups, at, startsAt } = this.#leaves;
    const { heap } = this.#rows.context.table;
    return this.#take(leaves * 4 + groups * 8, (counts) => {
      const own = counts + leaves * 4;
      const out = own + groups * 4;
      heap.u32(counts, leaves).set(this.#counts);
      heap.f32(own, groups).set(bounds);
      const values = this.#rows.context.orders.byDuration.durations.at;
      heap.kernels.countUpTo(selected, values, at, counts, startsAt, groups, own, out);
      return Float64Array.from(heap.u32(out, groups));
    });
  }

  /**
   * Of the candidates [first, end), how many rows have a duration between neighbours of ascending bounds. `add` may add
   * what leaves do not know to the rows up to each bound, group by group.
   */
  cellsBetween(
    bounds: Float32Array,
    first: number,
    end: number,
    add: ((upTo: Uint32Array) => void) | null,
  ): BinCells {
    const { heap } = this.#rows.context.table;
    const { length } = bounds;
    const groups = end - first;
    const found = groups * length;
    const counted = this.upToEach(this.#rows.selection.at, this.#counts, bounds, first, end);
    add?.(counted);
    return this.#take(found * 16, (upTo) => {
      const out = upTo + found * 4;
      heap.u32(upTo, found).set(counted);
      const cells = heap.kernels.listCells(upTo, groups, length, first, found, out) >>> 0;
      return {
        indices: heap.u32(out, cells).slice(),
        bins: heap.u32(out + found * 4, cells).slice(),
        counts: heap.u32(out + found * 8, cells).slice(),
      };
    });
  }

  /**
   * Of the rows of a bitmap over the places of order A, of which each leaf has `counts`, how many have a duration up to
   * each of ascending bounds, for the candidates [first, end): group by group.
   */
  upToEach(
    rows: Address,
    counts: Uint32Array,
    bounds: Float32Array,
    first: number,
    end: number,
  ): Uint32Array {
    const { leaves, at, startsAt } = this.#leaves;
    const { heap } = this.#rows.context.table;
    const { length } = bounds;
    const found = (end - first) * length;
    return this.#take((leaves + length + found) * 4, (known) => {
      const own = known + leaves * 4;
      const upTo = own + length * 4;
      heap.u32(known, leaves).set(counts);
      heap.f32(own, length).set(bounds);
      const values = this.#rows.context.orders.byDuration.durations.at;
      const starts = startsAt + first * 4;
      heap.kernels.countUpToEach(rows, values, at, known, starts, end - first, own, length, upTo);
      return heap.u32(upTo, found).slice();
    });
  }

  /** For each group the durations of `each` ranks. */
  atRanks(ranks: Uint32Array, each: number): Float32Array {
    const { at: selected } = this.#rows.selection;
    const { leaves, groups, at, startsAt } = this.#leaves;
    const { heap } = this.#rows.context.table;
    return this.#take(leaves * 4 + ranks.length * 8, (counts) => {
      const own = counts + leaves * 4;
      const out = own + ranks.length * 4;
      heap.u32(counts, leaves).set(this.#counts);
      heap.u32(own, ranks.length).set(ranks);
      const values = this.#rows.context.orders.byDuration.durations.at;
      heap.kernels.valuesAtRanks(selected, values, at, counts, startsAt, groups, own, each, out);
      return heap.f32(out, ranks.length).slice();
    });
  }

  /** Marks, over the places of order B, the selected rows with a duration above a limit of their group. */
  markAbove(limits: Float64Array, marks: Address): void {
    const { table, orders } = this.#rows.context;
    const { byUser: order } = orders;
    const { heap } = table;
    const { at: selected } = this.#rows.userSelection;
    const { groups, at, startsAt } = this.#ofUsers;
    this.#take(groups * 8 + 64, (own) => {
      heap.f64(own, groups).set(limits);
      const slices = order.durationBits.writeAddresses(own + groups * 8);
      const durations = table.numbers.get('duration')!.at;
      const { positions } = order;
      heap.kernels.aboveLimits(selected, slices, positions.at, durations, at, startsAt, groups, own, marks);
    });
  }

  /** Different users of each group; where `marks`, over order B, is not 0, of its rows alone. */
  countUsers(marks: Address): Float64Array {
    const { at: selected } = this.#rows.userSelection;
    const { groups, at, startsAt } = this.#ofUsers;
    const { heap } = this.#rows.context.table;
    const ends = this.#rows.context.orders.byUser.marks.at;
    return this.#take(groups * 4, (out) => {
      heap.kernels.countUsers(selected, marks, ends, at, startsAt, groups, out);
      return Float64Array.from(heap.u32(out, groups));
    });
  }

  /** The same, and flags them: one byte a code. */
  noteUsers(marks: Address, flags: Address): Float64Array {
    const { at: selected } = this.#rows.userSelection;
    const { groups, at, startsAt } = this.#ofUsers;
    const { table, orders } = this.#rows.context;
    const { marks: ends, positions, keys } = orders.byUser;
    const codes = table.text('user')!;
    const { heap } = table;
    return this.#take(groups * 4, (out) => {
      heap.kernels.noteUsers(
        selected,
        marks,
        ends.at,
        at,
        startsAt,
        groups,
        keys.offsets,
        keys.bases,
        positions.at,
        codes.at,
        codes.width,
        flags,
        out,
      );
      return Float64Array.from(heap.u32(out, groups));
    });
  }

  get #ofUsers(): LeafList {
    const { table, orders } = this.#rows.context;
    this.#userLeaves ??= new LeafList(table.heap, orders.byUser, this.#rows.candidates);
    return this.#userLeaves;
  }

  #countLeaves(other: Address): Uint32Array {
    const { at: selected } = this.#rows.selection;
    const { leaves, at } = this.#leaves;
    const { heap } = this.#rows.context.table;
    return this.#take(leaves * 4, (out) => {
      heap.kernels.countLeaves(selected, other, at, leaves, out);
      return heap.u32(out, leaves).slice();
    });
  }

  /** Adds up what leaves say by their groups. */
  #sum(ofLeaves: Uint32Array | Float64Array): Float64Array {
    const { groups, starts } = this.#leaves;
    const sums = new Float64Array(groups);
    for (let group = 0; group < groups; group++) {
      for (let leaf = starts[group]!; leaf < starts[group + 1]!; leaf++) sums[group]! += ofLeaves[leaf]!;
    }
    return sums;
  }

  /** Room for as long as `act` takes; it has to copy what it returns. */
  #take<T>(bytes: number, act: (at: Address) => T): T {
    const { heap } = this.#rows.context.table;
    const at = heap.allocate(bytes + 64);
    const result = act(at);
    heap.free(at, bytes + 64);
    return result;
  }
}
