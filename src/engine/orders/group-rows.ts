import { isFailure } from '../../model/status.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { boundsOf } from '../number-bounds.ts';
import { firstFrom } from '../time-parts.ts';
import { weightOf } from '../weights.ts';
import type { Leaf, Order } from './order.ts';
import type { OrderSelection } from './order-selection.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { sortKey } from './sort-key.ts';
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

  /** How much rows with a value up to `limit` weigh; below it, where it is not included. */
  weightUpTo(limit: number, isIncluded: boolean, isWeighted: boolean): number {
    const bound = boundsOf(isIncluded ? '<=' : '<', limit, 'float32')?.high ?? -Infinity;
    const place = this.placeAfter(bound);
    let sum = this.#youngWeight(isWeighted, (value) => value <= bound);
    for (const { weight, at } of this.#classesOf(isWeighted)) {
      let count = 0;
      for (let index = 0; index <= place.leaf && index < this.leaves.length; index++) {
        const { leaf, count: all } = this.leaves[index]!;
        const isWhole = index < place.leaf;
        if (isWhole && !isWeighted) count += all;
        else count += this.#countBits(at, leaf.at, isWhole ? leaf.at + leaf.rows : place.at);
      }
      sum += weight * count;
    }
    return sum;
  }

  /** How many young rows have a value up to a float32 bound. */
  youngUpTo(bound: number): number {
    const { youngValues } = this;
    let count = 0;
    while (count < youngValues.length && youngValues[count]! <= bound) count += 1;
    return count;
  }

  /** Where the rows end whose value is at most a float32: the leaf and the place. */
  placeAfter(bound: number): { readonly leaf: number; readonly at: number } {
    const key = sortKey(bound);
    let index = 0;
    while (index < this.leaves.length && this.leaves[index]!.leaf.lastKey <= key) index += 1;
    const leaf = this.leaves[index]?.leaf;
    if (leaf === undefined) return { leaf: index, at: 0 };
    const { kernels } = this.#heap;
    const end = leaf.at + leaf.rows;
    return { leaf: index, at: kernels.placeAfter(this.#order.durations.at, leaf.at, end, bound) >>> 0 };
  }

  /** What all rows weigh. */
  weight(isWeighted: boolean): number {
    if (!isWeighted) return this.length;
    return (
      this.#sumLeaves(true, (at, { leaf }) => this.#countBits(at, leaf.at, leaf.at + leaf.rows)) +
      this.#youngWeight(true, () => true)
    );
  }

  /** What rows weigh that failed. */
  failed(isWeighted: boolean): number {
    const { kernels } = this.#heap;
    const marks = this.#order.marks.at;
    const old = isWeighted
      ? this.#sumLeaves(
          true,
          (at, { leaf }) => kernels.countBoth(at, marks, leaf.at / 64, (leaf.at + leaf.room) / 64) >>> 0,
        )
      : this.#rows.statistics.failed[this.index]!;
    const status = this.#rows.context.table.text('status');
    const codes = status?.codes ?? null;
    if (codes === null) return old;
    return (
      old + this.#youngWeight(isWeighted, (_value, position) => isFailure(status!.valueOf(codes[position]!)))
    );
  }

  /** The sum of the values, each times its weight. */
  sum(isWeighted: boolean): number {
    const { kernels } = this.#heap;
    let sum = isWeighted
      ? this.#sumLeaves(true, (at, { leaf, count }) =>
          count === 0
            ? 0
            : kernels.sumAscending(at, this.#order.durations.at, leaf.at / 64, (leaf.at + leaf.room) / 64),
        )
      : this.#rows.statistics.sums[this.index]!;
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

  #classesOf(isWeighted: boolean): readonly { readonly weight: number; readonly at: Address }[] {
    return isWeighted ? this.#rows.classes : [{ weight: 1, at: this.#selected }];
  }

  #sumLeaves(isWeighted: boolean, of: (at: Address, leaf: CountedLeaf) => number): number {
    let sum = 0;
    for (const { weight, at } of this.#classesOf(isWeighted)) {
      for (const leaf of this.leaves) sum += weight * of(at, leaf);
    }
    return sum;
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

  #countBits(bitmap: Address, from: number, to: number): number {
    return this.#heap.kernels.countBits(bitmap, from, to) >>> 0;
  }
}
