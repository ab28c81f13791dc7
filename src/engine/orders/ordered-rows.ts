import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Extent } from '../row-by-row/extent.ts';
import { finish } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { GroupRows } from './group-rows.ts';
import { countBins, weighBins } from './bin-counts.ts';
import type { BinCounts } from './bin-counts.ts';
import { LeafStatistics } from './leaf-statistics.ts';
import { LeafWeights } from './leaf-weights.ts';
import { quantilesOf } from './ordered-quantiles.ts';
import { OrderedUsers, usersAbove } from './ordered-users.ts';
import type { OrderFilters } from './order-filter.ts';
import { selectPlaces } from './order-selection.ts';
import type { OrderSelection } from './order-selection.ts';
import type { Orders } from './orders.ts';
import { PlaceBitmap } from './place-bitmap.ts';
import type { Residuals } from './residual.ts';
import { sortKey } from './sort-key.ts';
import { selectYoung } from './young-selection.ts';
import type { YoungSelection } from './young-selection.ts';

/** What the orders and the parts of a question have in common. */
export interface OrderedContext {
  readonly table: Table;
  readonly orders: Orders;
  readonly filters: FilterBitmaps;
  readonly filtersByDuration: OrderFilters;
  readonly filtersByUser: OrderFilters;
}

/** The rows of a range that pass a filter, in the orders, for all questions that are about them. */
export class OrderedRows {
  readonly context: OrderedContext;
  /** The groups that the filter does not rule out as a whole, ascending. */
  readonly candidates: readonly number[];
  readonly #range: Range;
  readonly #where: Filter;
  readonly #residuals: Residuals;
  readonly #bitmaps: PlaceBitmap[] = [];
  #userMarks: PlaceBitmap | null = null;
  #holders = 0;
  #selection: OrderSelection | null = null;
  #userSelection: OrderSelection | null = null;
  #young: YoungSelection | null = null;
  #youngUsers: YoungSelection | null = null;
  #youngDurations: Float32Array | null = null;
  #lengths: Float64Array | null = null;
  #present: Uint32Array | null = null;
  readonly #groupRows: GroupRows[] = [];
  #statistics: LeafStatistics | null = null;
  #weighted: LeafWeights | null = null;
  #users: OrderedUsers | null = null;
  #usersAbove: OrderedUsers | null = null;
  #bins: BinCounts | null = null;
  #binWeights: { readonly of: BinCounts; readonly weights: Float64Array } | null = null;

  constructor(context: OrderedContext, range: Range, where: Filter, residuals: Residuals) {
    const { orders } = context;
    this.context = context;
    this.#range = range;
    this.#where = where;
    this.#residuals = residuals;
    this.candidates = Array.from({ length: orders.groups.count }, (_, group) => group).filter(
      (group) => this.#residuals.of(group) !== false,
    );
  }

  /** Selects places of order A, and counts them, in blocks: what is asked of the candidates finds them then. */
  *prepare(): Steps<void> {
    const { orders, filtersByDuration } = this.context;
    if (this.#lengths !== null) return;
    this.#selection ??= yield* this.#select(orders.byDuration, filtersByDuration);
    yield;
    void this.lengths;
  }

  /** Selects places of order B in blocks. */
  *prepareUsers(): Steps<void> {
    const { orders, filtersByUser } = this.context;
    this.#userSelection ??= yield* this.#select(orders.byUser, filtersByUser);
  }

  /** The places of order A. */
  get selection(): OrderSelection {
    const { orders, filtersByDuration } = this.context;
    this.#selection ??= finish(this.#select(orders.byDuration, filtersByDuration));
    return this.#selection;
  }

  /** The places of order B. */
  get userSelection(): OrderSelection {
    const { orders, filtersByUser } = this.context;
    this.#userSelection ??= finish(this.#select(orders.byUser, filtersByUser));
    return this.#userSelection;
  }

  get young(): YoungSelection {
    const { table, orders, filters } = this.context;
    const { rows } = orders.youngByDuration;
    this.#young ??= selectYoung(table, filters, this.#range, this.#where, rows);
    return this.#young;
  }

  /** The durations of the young rows. */
  get youngDurations(): Float32Array {
    if (this.#youngDurations === null) {
      const { positions } = this.young;
      const durations = this.context.table.values('duration');
      const values = new Float32Array(positions.length);
      for (let at = 0; at < values.length; at++) values[at] = durations![positions[at]!]!;
      this.#youngDurations = values;
    }
    return this.#youngDurations;
  }

  get youngUsers(): YoungSelection {
    const { table, orders, filters } = this.context;
    const { rows } = orders.youngByUser;
    this.#youngUsers ??= selectYoung(table, filters, this.#range, this.#where, rows);
    return this.#youngUsers;
  }

  /** How many selected rows each candidate has. */
  get lengths(): Float64Array {
    if (this.#lengths === null) {
      const { spans } = this.young;
      const { counts } = this.statistics;
      this.#lengths = spans.size === 0 ? counts : counts.slice();
      for (const [index, group] of spans.size === 0 ? [] : this.candidates.entries()) {
        const span = spans.get(group);
        if (span !== undefined) this.#lengths[index]! += span.to - span.from;
      }
    }
    return this.#lengths;
  }

  /** The candidates that have rows, by their places. */
  get present(): Uint32Array {
    if (this.#present === null) {
      const { lengths } = this;
      const present = new Uint32Array(lengths.length);
      let count = 0;
      for (let index = 0; index < lengths.length; index++) if (lengths[index]! > 0) present[count++] = index;
      this.#present = present.slice(0, count);
    }
    return this.#present;
  }

  /** Whether a candidate has young rows, of which the leaves say nothing. */
  hasYoung(index: number): boolean {
    const { spans } = this.young;
    return spans.size > 0 && spans.has(this.candidates[index]!);
  }

  /** The rows of a candidate, by its place. */
  rowsOf(index: number): GroupRows {
    // Both are made before views are taken.
    const { young, selection } = this;
    this.#groupRows[index] ??= new GroupRows(this, selection, young, this.candidates[index]!, index);
    return this.#groupRows[index];
  }

  /** How many rows some candidates have together. */
  lengthOf(indices: Uint32Array): number {
    let length = 0;
    const { lengths } = this;
    for (let at = 0; at < indices.length; at++) length += lengths[indices[at]!]!;
    return length;
  }

  /** The extent of the durations of some candidates; null without a row. */
  extent(indices = this.present): Extent | null {
    if (indices.length === 0) return null;
    const [least, most] = quantilesOf(this, Int32Array.from(indices), [{ q: 0 }, { q: 1 }]);
    const min = least!.reduce((one, two) => Math.min(one, two), Infinity);
    return { min, max: most!.reduce((one, two) => Math.max(one, two), -Infinity) };
  }

  /** Whether a row of some candidates weighs more than 1. */
  areSampled(indices: Uint32Array): boolean {
    return this.context.table.hasWeights && indices.some((index) => this.#isSampled(index));
  }

  /** Whether all durations are above a bound; or up to it, where that is included. Those that are not selected count, too. */
  areAbove(bound: number, isIncluded: boolean): boolean {
    const { table, orders } = this.context;
    const key = sortKey(bound);
    const passes = (least: number): boolean => (isIncluded ? least >= key : least > key);
    const { present, candidates } = this;
    const { leaves } = orders.byDuration;
    for (let place = 0; place < present.length; place++) {
      const first = leaves[candidates[present[place]!]!]?.[0];
      if (first !== undefined && !passes(first.firstKey)) return false;
    }
    const durations = table.values('duration')!;
    return this.young.positions.every((position) => passes(sortKey(durations[position]!)));
  }

  /** What the leaves say of the candidates, all rows counted as one. */
  get statistics(): LeafStatistics {
    this.#statistics ??= new LeafStatistics(this);
    return this.#statistics;
  }

  /** The same, each row counted by its weight. */
  get weighted(): LeafWeights {
    this.#weighted ??= new LeafWeights(this);
    return this.#weighted;
  }

  /** The users of the rows. `prepareUsers` makes what they are read from in blocks. */
  get users(): OrderedUsers {
    this.#users ??= new OrderedUsers(this, null, 0, 0);
    return this.#users;
  }

  /** Those of rows with a duration above a limit of their candidate, found in blocks for questions with the same limits. */
  *usersAbove(limits: Float64Array): Steps<OrderedUsers> {
    this.#usersAbove = yield* usersAbove(this, limits, this.#usersAbove);
    return this.#usersAbove;
  }

  /** How many rows each candidate has in bins, of which `bounds` are the largest float32 before each and in the last. */
  *binCounts(bounds: Float32Array): Steps<BinCounts> {
    const known = this.#bins?.bounds;
    const isKnown = known?.length === bounds.length && known.every((bound, index) => bound === bounds[index]);
    if (this.#bins === null || !isKnown) this.#bins = yield* countBins(this, bounds);
    return this.#bins;
  }

  /** What the rows of each of their cells weigh. */
  *binWeights(counts: BinCounts): Steps<Float64Array> {
    if (this.#binWeights?.of !== counts) {
      this.#binWeights = { of: counts, weights: yield* weighBins(this, counts) };
    }
    return this.#binWeights.weights;
  }

  /** Room for a bitmap over the places of order B: what is in it is of the statistic that was read last. */
  get userMarks(): Address {
    if (this.#userMarks === null) {
      this.#userMarks = new PlaceBitmap(this.context.table.heap, this.context.orders.byUser.places);
      this.#bitmaps.push(this.#userMarks);
    }
    return this.#userMarks.at;
  }

  /** Says that one more needs these rows. */
  hold(): void {
    this.#holders += 1;
  }

  /** Says that one who held these rows does not need them any more; the last one gives the memory back. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#selection?.release();
    this.#userSelection?.release();
    this.#selection = null;
    this.#userSelection = null;
    this.#statistics?.clear();
    for (const bitmap of this.#bitmaps) bitmap.release();
    this.#bitmaps.length = 0;
    this.#userMarks = null;
    this.#usersAbove = null;
  }

  #isSampled(index: number): boolean {
    if (this.weighted.isSampled(index)) return true;
    return (
      this.hasYoung(index) &&
      this.rowsOf(index)
        .youngWeights()
        .some((weight) => weight > 1)
    );
  }

  #select(order: Orders['byDuration'], filters: OrderFilters): Steps<OrderSelection> {
    return selectPlaces(this.context.table, order, filters, this.#range, this.candidates, (group) =>
      this.#residuals.of(group),
    );
  }
}
