import type { Address } from '../kernels.ts';
import { finish } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { LeafStatistics } from './leaf-statistics.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Room that the sums of leaves take for masks. */
const LANES = 8192;
/** Leaves that are added up in one block. */
const LEAVES = 64;

/** How kernels tell the weights of places. */
export interface WeightCodes {
  readonly slices: Address;
  readonly bits: number;
  readonly weights: Address;
}

/**
 * What the leaves of all candidate groups of a question say, each row counted by its weight: by the groups' places among
 * the candidates, without young rows. Rows are counted code by code, so that weights are multiplied by whole numbers.
 */
export class LeafWeights {
  readonly #rows: OrderedRows;
  readonly #statistics: LeafStatistics;
  /** By code. */
  readonly #weights: readonly number[];
  readonly #bits: number;
  #counts: Uint32Array | null = null;
  #totals: Float64Array | null = null;
  #failed: Float64Array | null = null;
  #sums: Float64Array | null = null;

  constructor(rows: OrderedRows) {
    const { weightClasses, weights } = rows.context.orders.byDuration;
    this.#rows = rows;
    this.#statistics = rows.statistics;
    this.#bits = weights.bits;
    // Codes that no row has are read, too.
    this.#weights = Array.from({ length: 2 ** weights.bits }, (_, code) => weightClasses.weights[code] ?? 0);
  }

  /** What the selected rows weigh. */
  get totals(): Float64Array {
    this.#totals ??= this.#sum(this.#countsOfLeaves);
    return this.#totals;
  }

  /** What those of them weigh that failed. */
  get failed(): Float64Array {
    this.#failed ??= this.#sum(this.#countClasses(this.#rows.context.orders.byDuration.marks.at));
    return this.#failed;
  }

  /** Sums of the durations, each times its weight. `prepareSums` makes them in blocks. */
  get sums(): Float64Array {
    if (this.#sums === null) finish(this.prepareSums());
    return this.#sums!;
  }

  *prepareSums(): Steps<void> {
    if (this.#sums !== null) return;
    const { leaves } = this.#statistics.leaves;
    const ofLeaves = new Float64Array(leaves);
    for (let first = 0; first < leaves; first += LEAVES) {
      if (first > 0) yield;
      ofLeaves.set(this.#sumsOf(first, Math.min(LEAVES, leaves - first)), first);
    }
    this.#sums = this.#addUp(ofLeaves);
  }

  /** What rows weigh with a duration up to a bound of their group. */
  upTo(bounds: Float64Array): Float64Array {
    const { context, selection } = this.#rows;
    const { heap } = context.table;
    const { leaves } = this.#statistics;
    const counts = this.#countsOfLeaves;
    const length = leaves.groups << this.#bits;
    return this.take((counts.length + leaves.groups + length) * 4, (known, { slices, bits }) => {
      const own = known + counts.length * 4;
      const out = own + leaves.groups * 4;
      heap.u32(known, counts.length).set(counts);
      heap.f32(own, leaves.groups).set(bounds);
      heap.kernels.countClassesUpTo(
        selection.at,
        context.orders.byDuration.durations.at,
        slices,
        bits,
        leaves.at,
        known,
        leaves.startsAt,
        leaves.groups,
        own,
        out,
      );
      return this.#weigh(heap.u32(out, length));
    });
  }

  /** Writes the selected rows of one weight after the other to a bitmap over the places of order A; how many each leaf has. */
  *eachClass(out: Address): Generator<{ readonly weight: number; readonly counts: Uint32Array }> {
    const { context, selection } = this.#rows;
    const { kernels } = context.table.heap;
    const { at, leaves } = this.#statistics.leaves;
    const all = this.#countsOfLeaves;
    const classes = this.#weights.length;
    for (const [code, weight] of this.#weights.entries()) {
      const counts = new Uint32Array(leaves);
      let rows = 0;
      for (let leaf = 0; leaf < leaves; leaf++) {
        counts[leaf] = all[leaf * classes + code]!;
        rows += counts[leaf]!;
      }
      if (rows === 0) continue;
      this.take(0, (_, { slices, bits }) =>
        kernels.takeClass(selection.at, slices, bits, code, at, leaves, out),
      );
      yield { weight, counts };
    }
  }

  /** What the selected rows of each leaf weigh. */
  get ofLeaves(): Float64Array {
    return this.#weigh(this.#countsOfLeaves);
  }

  /**
   * Room for as long as `act` takes, with what kernels know weights by: the addresses of the bits of codes, how many bits
   * these are, and the weights (f64). It has to copy what it returns.
   */
  take<T>(bytes: number, act: (at: Address, codes: WeightCodes) => T): T {
    const { heap } = this.#rows.context.table;
    const own = Math.ceil(bytes / 8) * 8;
    const all = own + this.#weights.length * 8 + 64;
    const at = heap.allocate(all);
    const weights = at + own;
    heap.f64(weights, this.#weights.length).set(this.#weights);
    const slices = this.#rows.context.orders.byDuration.weights.writeAddresses(
      weights + this.#weights.length * 8,
    );
    const result = act(at, { slices, bits: this.#bits, weights });
    heap.free(at, all);
    return result;
  }

  /** Whether a row of a group weighs more than 1, as far as it takes to find one. */
  isSampled(index: number): boolean {
    const { starts } = this.#statistics.leaves;
    const isIn = (counts: Uint32Array, first: number): boolean =>
      this.#weights.some((weight, code) => weight > 1 && counts[first + code]! > 0);
    for (let leaf = starts[index]!; leaf < starts[index + 1]!; leaf++) {
      if (this.#counts !== null ? isIn(this.#counts, leaf << this.#bits) : isIn(this.#countsIn(leaf), 0)) {
        return true;
      }
    }
    return false;
  }

  /** How many selected rows of each leaf have each code. */
  get #countsOfLeaves(): Uint32Array {
    this.#counts ??= this.#countClasses(0);
    return this.#counts;
  }

  #countsIn(leaf: number): Uint32Array {
    return this.#countClasses(0, leaf, 1);
  }

  #countClasses(other: Address, first = 0, count = this.#statistics.leaves.leaves): Uint32Array {
    const { context, selection } = this.#rows;
    const { heap } = context.table;
    const { at } = this.#statistics.leaves;
    const length = count << this.#bits;
    return this.take(length * 4, (out, { slices, bits }) => {
      heap.kernels.countClasses(selection.at, other, slices, bits, at + first * 8, count, out);
      return heap.u32(out, length).slice();
    });
  }

  /** Counts by code as weights. */
  #weigh(counts: Uint32Array): Float64Array {
    const classes = this.#weights.length;
    const weights = new Float64Array(counts.length / classes);
    for (let index = 0; index < weights.length; index++) {
      for (let code = 0; code < classes; code++) {
        weights[index]! += this.#weights[code]! * counts[index * classes + code]!;
      }
    }
    return weights;
  }

  /** Counts of leaves by code as weights of groups. */
  #sum(ofLeaves: Uint32Array): Float64Array {
    const { groups, starts } = this.#statistics.leaves;
    const counts = new Uint32Array(groups << this.#bits);
    const classes = this.#weights.length;
    for (let group = 0; group < groups; group++) {
      for (let at = starts[group]! * classes; at < starts[group + 1]! * classes; at++) {
        counts[group * classes + (at % classes)]! += ofLeaves[at]!;
      }
    }
    return this.#weigh(counts);
  }

  #sumsOf(first: number, count: number): Float64Array {
    const { context, selection } = this.#rows;
    const { heap } = context.table;
    const at = this.#statistics.leaves.at + first * 8;
    return this.take(LANES + count * 8, (lanes, { slices, bits, weights }) => {
      const { durations, keys } = context.orders.byDuration;
      const { offsets, bases } = keys;
      const out = lanes + LANES;
      const { kernels } = heap;
      kernels.sumWeighted(
        selection.at,
        durations.at,
        offsets,
        bases,
        lanes,
        slices,
        bits,
        weights,
        at,
        count,
        out,
      );
      return heap.f64(out, count).slice();
    });
  }

  #addUp(ofLeaves: Float64Array): Float64Array {
    const { groups, starts } = this.#statistics.leaves;
    const sums = new Float64Array(groups);
    for (let group = 0; group < groups; group++) {
      for (let leaf = starts[group]!; leaf < starts[group + 1]!; leaf++) sums[group]! += ofLeaves[leaf]!;
    }
    return sums;
  }
}
