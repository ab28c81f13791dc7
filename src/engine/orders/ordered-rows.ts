import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { Block } from '../block.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { GroupRows } from './group-rows.ts';
import { LeafStatistics } from './leaf-statistics.ts';
import { placeBytes } from './order-column.ts';
import type { OrderFilters } from './order-filter.ts';
import { selectPlaces } from './order-selection.ts';
import type { OrderSelection } from './order-selection.ts';
import type { Orders } from './orders.ts';
import { Residuals } from './residual.ts';
import { selectYoung } from './young-selection.ts';
import type { YoungSelection } from './young-selection.ts';

/** What the rows of a question are counted by: a weight, and the bitmap of the rows that have it. */
export interface WeightClass {
  readonly weight: number;
  readonly at: Address;
}

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
  readonly #blocks: Block[] = [];
  #holders = 0;
  #selection: OrderSelection | null = null;
  #userSelection: OrderSelection | null = null;
  #young: YoungSelection | null = null;
  #youngUsers: YoungSelection | null = null;
  #classes: WeightClass[] | null = null;
  #groups: ReadonlyMap<number, GroupRows> | null = null;
  #statistics: LeafStatistics | null = null;

  constructor(context: OrderedContext, range: Range, where: Filter) {
    const { orders, table } = context;
    this.context = context;
    this.#range = range;
    this.#where = where;
    this.#residuals = new Residuals(table, orders.groups, where);
    this.candidates = Array.from({ length: orders.groups.count }, (_, group) => group).filter(
      (group) => this.#residuals.of(group) !== false,
    );
  }

  /** The places of order A. */
  get selection(): OrderSelection {
    const { orders, filtersByDuration } = this.context;
    this.#selection ??= this.#select(orders.byDuration, filtersByDuration);
    return this.#selection;
  }

  /** The places of order B. */
  get userSelection(): OrderSelection {
    const { orders, filtersByUser } = this.context;
    this.#userSelection ??= this.#select(orders.byUser, filtersByUser);
    return this.#userSelection;
  }

  get young(): YoungSelection {
    const { table, orders, filters } = this.context;
    const { rows } = orders.youngByDuration;
    this.#young ??= selectYoung(table, filters, this.#range, this.#where, rows);
    return this.#young;
  }

  get youngUsers(): YoungSelection {
    const { table, orders, filters } = this.context;
    const { rows } = orders.youngByUser;
    this.#youngUsers ??= selectYoung(table, filters, this.#range, this.#where, rows);
    return this.#youngUsers;
  }

  /** The groups that have rows. */
  get groups(): ReadonlyMap<number, GroupRows> {
    if (this.#groups === null) {
      // Both are made before views are taken.
      const { young, selection } = this;
      const all = this.candidates.map((group, index) => new GroupRows(this, selection, young, group, index));
      this.#groups = new Map(all.filter(({ length }) => length > 0).map((rows) => [rows.group, rows]));
    }
    return this.#groups;
  }

  /** What the leaves say of the candidates, all rows counted as one. */
  get statistics(): LeafStatistics {
    this.#statistics ??= new LeafStatistics(this);
    return this.#statistics;
  }

  /** The selected places of order A by the weight of their rows. */
  get classes(): readonly WeightClass[] {
    this.#classes ??= this.#classify();
    return this.#classes;
  }

  /** A bitmap over the places of an order, which lives as long as these rows do. */
  spare(places: number): Address {
    const block = new Block(this.context.table.heap, placeBytes);
    block.grow(places);
    this.#blocks.push(block);
    return block.at;
  }

  /** Says that one more needs these rows. */
  hold(): void {
    this.#holders += 1;
  }

  /** Says that one who held these rows does not need them any more; the last one gives the memory back. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#selection?.block.clear();
    this.#userSelection?.block.clear();
    this.#statistics?.clear();
    for (const block of this.#blocks) block.clear();
  }

  #select(order: Orders['byDuration'], filters: OrderFilters): OrderSelection {
    return selectPlaces(this.context.table, order, filters, this.#range, this.candidates, (group) =>
      this.#residuals.of(group),
    );
  }

  #classify(): WeightClass[] {
    const { table, orders } = this.context;
    const { byDuration: order } = orders;
    const { weights } = order.weightClasses;
    const { at } = this.selection;
    if (weights.length === 1) return [{ weight: 1, at }];
    const { heap } = table;
    const classes = weights.map((weight) => ({ weight, at: this.spare(order.places) }));
    for (const [code, { at: own }] of classes.entries()) {
      const set = heap.u8(heap.scratch.at, 32).fill(0);
      set[code >>> 3] = 1 << (code & 7);
      for (const group of this.candidates) {
        for (const leaf of order.leaves[group] ?? []) {
          heap.kernels.inBytes(order.weights.at, heap.scratch.at, own, leaf.at, leaf.at + leaf.room);
          heap.kernels.andWords(own, at, leaf.at / 64, (leaf.at + leaf.room) / 64);
        }
      }
    }
    return classes;
  }
}
