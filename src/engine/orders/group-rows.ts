import { isFailure } from '../../model/status.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { firstFrom } from '../time-parts.ts';
import { weightOf } from '../weights.ts';
import type { Leaf, Order } from './order.ts';
import type { OrderSelection } from './order-selection.ts';
import type { OrderedRows } from './ordered-rows.ts';
import type { YoungSelection } from './young-selection.ts';

const NO_SPAN = { from: 0, to: 0 };
const NO_LEAVES: readonly Leaf[] = [];

/**
 * The selected rows of one group in the order of their durations: those in leaves and the young ones. What there is of each
 * is read from the lists of all groups, so that hundreds of groups are not thousands of small arrays.
 */
export class GroupRows {
  readonly group: number;
  /** The group's place among the candidates. */
  readonly index: number;
  /** Selected rows. */
  readonly length: number;
  readonly #rows: OrderedRows;
  readonly #order: Order;
  readonly #selected: Address;
  readonly #heap: Heap;
  readonly #leaves: readonly Leaf[];
  /** Selected rows of the leaves of all candidates, and where those of this one begin. */
  readonly #counts: Uint32Array;
  readonly #first: number;
  /** The durations of the young rows of all candidates, those of each ascending, and where those of this one are. */
  readonly #young: Float32Array;
  readonly #from: number;
  readonly #to: number;
  #youngWeights: Float64Array | null = null;

  constructor(
    rows: OrderedRows,
    { order, at }: OrderSelection,
    young: YoungSelection,
    group: number,
    index: number,
  ) {
    const { statistics } = rows;
    this.group = group;
    this.index = index;
    this.#rows = rows;
    this.#order = order;
    this.#selected = at;
    this.#heap = rows.context.table.heap;
    this.#leaves = order.leaves[group] ?? NO_LEAVES;
    this.#counts = statistics.countsOfLeaves;
    this.#first = statistics.leaves.starts[index]!;
    const { from, to } = young.spans.get(group) ?? NO_SPAN;
    this.#young = rows.youngDurations;
    this.#from = from;
    this.#to = to;
    this.length = statistics.counts[index]! + to - from;
  }

  /** The durations of the young rows, ascending. */
  get youngValues(): Float32Array {
    return this.#young.subarray(this.#from, this.#to);
  }

  /** The value of a rank from 0. */
  valueAt(rank: number): number {
    const young = this.#young;
    const from = this.#from;
    const count = this.#to - from;
    const old = this.length - count;
    // How many of the values before it are young.
    let low = Math.max(0, rank - old);
    let high = Math.min(rank, count);
    if (low < high) {
      // Between the values that stand next to it in the leaves there are few young ones.
      const least = this.#oldValueAt(rank - high);
      const most = this.#oldValueAt(rank - low - 1);
      const first = firstFrom(young, from + low, from + high, least);
      high = firstFrom(young, first, from + high, most) - from;
      low = first - from;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#oldValueAt(rank - middle - 1) > young[from + middle]!) low = middle + 1;
      else high = middle;
    }
    const ownYoung = low < count ? young[from + low]! : Infinity;
    return rank - low < old ? Math.min(this.#oldValueAt(rank - low), ownYoung) : ownYoung;
  }

  /** What young rows with a value up to a float32 bound weigh. */
  youngUpTo(bound: number, isWeighted: boolean): number {
    const values = this.#young;
    let end = this.#from;
    while (end < this.#to && values[end]! <= bound) end += 1;
    const count = end - this.#from;
    if (!isWeighted || count === 0) return count;
    const weights = this.youngWeights();
    let sum = 0;
    for (let index = 0; index < count; index++) sum += weights[index]!;
    return sum;
  }

  /** What all rows weigh. */
  weight(isWeighted: boolean): number {
    if (!isWeighted) return this.length;
    return this.#rows.weighted.totals[this.index]! + this.youngUpTo(Infinity, true);
  }

  /** What rows weigh that failed. */
  failed(isWeighted: boolean): number {
    const { statistics, weighted } = this.#rows;
    const old = (isWeighted ? weighted : statistics).failed[this.index]!;
    const status = this.#rows.context.table.text('status');
    const codes = status?.codes ?? null;
    if (codes === null || this.#from === this.#to) return old;
    const { positions } = this.#rows.young;
    const weights = isWeighted ? this.youngWeights() : null;
    let failed = old;
    for (let at = this.#from; at < this.#to; at++) {
      if (!isFailure(status!.valueOf(codes[positions[at]!]!))) continue;
      failed += weights === null ? 1 : weights[at - this.#from]!;
    }
    return failed;
  }

  /** The sum of the values, each times its weight. */
  sum(isWeighted: boolean): number {
    const { statistics, weighted } = this.#rows;
    let sum = (isWeighted ? weighted : statistics).sums[this.index]!;
    const weights = isWeighted ? this.youngWeights() : null;
    for (let at = this.#from; at < this.#to; at++) {
      sum += this.#young[at]! * (weights === null ? 1 : weights[at - this.#from]!);
    }
    return sum;
  }

  /** The sample variance of the values, unweighted; NaN below two. */
  variance(): number {
    const { length } = this;
    if (length < 2) return Number.NaN;
    if (this.valueAt(0) === this.valueAt(length - 1)) return 0;
    const mean = this.sum(false) / length;
    let sum = this.youngValues.reduce((squares, value) => squares + (value - mean) ** 2, 0);
    for (const leaf of this.#leaves) {
      const end = (leaf.at + leaf.room) / 64;
      sum += this.#heap.kernels.sumSquares(this.#selected, this.#order.durations.at, leaf.at / 64, end, mean);
    }
    return sum / (length - 1);
  }

  /** The latest time. */
  latest(): number {
    const { table } = this.#rows.context;
    const times = table.values('timestamp')!;
    const at = table.numbers.get('timestamp')!.at;
    let latest = -Infinity;
    const { positions: young } = this.#rows.young;
    for (let index = this.#from; index < this.#to; index++) latest = Math.max(latest, times[young[index]!]!);
    for (const [index, leaf] of this.#leaves.entries()) {
      if (this.#counts[this.#first + index] === 0) continue;
      const { times: codes, positions } = this.#order;
      const end = (leaf.at + leaf.room) / 64;
      latest = Math.max(
        latest,
        this.#heap.kernels.latestTime(this.#selected, codes.at, positions.at, at, leaf.at / 64, end),
      );
    }
    return latest;
  }

  /** The weights of the young rows. Read once, in a loop: `from` with a function takes ten times as long. */
  youngWeights(): Float64Array {
    if (this.#youngWeights !== null) return this.#youngWeights;
    const { table } = this.#rows.context;
    const column = table.hasWeights ? table.values('weight') : null;
    const { positions } = this.#rows.young;
    const weights = new Float64Array(this.#to - this.#from).fill(1);
    if (column !== null) {
      for (let at = 0; at < weights.length; at++)
        weights[at] = weightOf(column[positions[this.#from + at]!]!);
    }
    this.#youngWeights = weights;
    return weights;
  }

  #oldValueAt(rank: number): number {
    let left = rank;
    for (let index = 0; index < this.#leaves.length; index++) {
      const count = this.#counts[this.#first + index]!;
      if (left < count) {
        const first = this.#leaves[index]!.at / 64;
        return this.#heap.kernels.valueAtRank(this.#selected, this.#order.durations.at, first, left);
      }
      left -= count;
    }
    return Number.NaN;
  }
}
