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

/** A leaf with the number of its selected rows. */
interface CountedLeaf {
  readonly leaf: Leaf;
  readonly count: number;
}

/** The selected rows of one group in the order of their durations: those in leaves and the young ones. */
export class GroupRows {
  readonly group: number;
  /** The group's place among the candidates. */
  readonly index: number;
  /** Selected rows. */
  readonly length: number;
  readonly leaves: readonly CountedLeaf[];
  /** Positions of the young rows, their durations ascending. */
  readonly youngPositions: Uint32Array;
  readonly youngValues: Float32Array;
  readonly #rows: OrderedRows;
  readonly #order: Order;
  readonly #selected: Address;
  readonly #heap: Heap;
  #youngWeights: Float64Array | null = null;

  constructor(
    rows: OrderedRows,
    { order, at }: OrderSelection,
    young: YoungSelection,
    group: number,
    index: number,
  ) {
    const { table } = rows.context;
    this.group = group;
    this.index = index;
    this.#rows = rows;
    this.#order = order;
    this.#selected = at;
    this.#heap = table.heap;
    const counts = rows.statistics.countsOf(index);
    this.leaves = (order.leaves[group] ?? []).map((leaf, at) => ({ leaf, count: counts[at]! }));
    const { from, to } = young.spans.get(group) ?? NO_SPAN;
    this.youngPositions = young.positions.subarray(from, to);
    const durations = table.values('duration');
    const values = new Float32Array(to - from);
    for (let index = 0; index < values.length; index++) {
      values[index] = durations![young.positions[from + index]!]!;
    }
    this.youngValues = values;
    this.length = this.leaves.reduce((sum, { count }) => sum + count, 0) + to - from;
  }

  /** The value of a rank from 0. */
  valueAt(rank: number): number {
    const young = this.youngValues;
    const old = this.length - young.length;
    // How many of the values before it are young.
    let low = Math.max(0, rank - old);
    let high = Math.min(rank, young.length);
    if (low < high) {
      // Between the values that stand next to it in the leaves there are few young ones.
      const least = this.#oldValueAt(rank - high);
      const most = this.#oldValueAt(rank - low - 1);
      const first = firstFrom(young, low, high, least);
      high = firstFrom(young, first, high, most);
      low = first;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#oldValueAt(rank - middle - 1) > young[middle]!) low = middle + 1;
      else high = middle;
    }
    const ownYoung = low < young.length ? young[low]! : Infinity;
    return rank - low < old ? Math.min(this.#oldValueAt(rank - low), ownYoung) : ownYoung;
  }

  /** What young rows with a value up to a float32 bound weigh. */
  youngUpTo(bound: number, isWeighted: boolean): number {
    return this.#youngWeight(isWeighted, (value) => value <= bound);
  }

  /** What all rows weigh. */
  weight(isWeighted: boolean): number {
    if (!isWeighted) return this.length;
    return this.#rows.weighted.totals[this.index]! + this.#youngWeight(true, () => true);
  }

  /** What rows weigh that failed. */
  failed(isWeighted: boolean): number {
    const { statistics, weighted } = this.#rows;
    const old = (isWeighted ? weighted : statistics).failed[this.index]!;
    const status = this.#rows.context.table.text('status');
    const codes = status?.codes ?? null;
    if (codes === null) return old;
    return (
      old + this.#youngWeight(isWeighted, (_value, position) => isFailure(status!.valueOf(codes[position]!)))
    );
  }

  /** The sum of the values, each times its weight. */
  sum(isWeighted: boolean): number {
    const { statistics, weighted } = this.#rows;
    let sum = (isWeighted ? weighted : statistics).sums[this.index]!;
    const weights = isWeighted ? this.youngWeights() : null;
    for (let index = 0; index < this.youngValues.length; index++) {
      sum += this.youngValues[index]! * (weights === null ? 1 : weights[index]!);
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
    for (const { leaf } of this.leaves) {
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
    for (const position of this.youngPositions) latest = Math.max(latest, times[position]!);
    for (const { leaf, count } of this.leaves) {
      if (count === 0) continue;
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
    const weights = new Float64Array(this.youngPositions.length).fill(1);
    if (column !== null) {
      for (let at = 0; at < weights.length; at++) weights[at] = weightOf(column[this.youngPositions[at]!]!);
    }
    this.#youngWeights = weights;
    return weights;
  }

  #oldValueAt(rank: number): number {
    let left = rank;
    for (const { leaf, count } of this.leaves) {
      if (left < count) {
        return this.#heap.kernels.valueAtRank(this.#selected, this.#order.durations.at, leaf.at / 64, left);
      }
      left -= count;
    }
    return Number.NaN;
  }

  #youngWeight(isWeighted: boolean, passes: (value: number, position: number) => boolean): number {
    let sum = 0;
    const weights = isWeighted && this.youngValues.length > 0 ? this.youngWeights() : null;
    for (let index = 0; index < this.youngValues.length; index++) {
      if (!passes(this.youngValues[index]!, this.youngPositions[index]!)) continue;
      sum += weights === null ? 1 : weights[index]!;
    }
    return sum;
  }
}
