import type { Range } from '../../model/time.ts';
import { Block } from '../block.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';
import { placeBytes } from './order-column.ts';
import type { OrderFilters, Stretch } from './order-filter.ts';
import type { Residual } from './residual.ts';

/** The places of an order whose rows a question is about, as a bitmap. */
export class OrderSelection {
  readonly block: Block;
  readonly order: Order;

  constructor(table: Table, order: Order) {
    this.order = order;
    this.block = new Block(table.heap, placeBytes);
  }

  /** Where the bitmap is; only the places of the groups that were asked for are written. */
  get at(): Address {
    return this.block.at;
  }
}

function stretchesOf(
  order: Order,
  groups: readonly number[],
  residualOf: (group: number) => Residual,
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const group of groups) {
    const filter = residualOf(group);
    if (filter === false) continue;
    for (const leaf of order.leaves[group] ?? []) {
      const { at, room } = leaf;
      const last = stretches.at(-1);
      if (last?.to === at && last.filter === filter) {
        last.to = at + room;
        last.leaves.push(leaf);
      } else stretches.push({ from: at, to: at + room, leaves: [leaf], filter });
    }
  }
  return stretches;
}

/** Selects the rows of some groups in a range that pass what is left of the filter in their group. */
export function selectPlaces(
  table: Table,
  order: Order,
  filters: OrderFilters,
  range: Range,
  groups: readonly number[],
  residualOf: (group: number) => Residual,
): OrderSelection {
  const selection = new OrderSelection(table, order);
  selection.block.grow(order.places);
  const { at } = selection;
  for (const stretch of stretchesOf(order, groups, residualOf)) filters.select(order, stretch, range, at);
  return selection;
}
