import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';
import type { OrderFilters } from './order-filter.ts';
import type { Residual } from './residual.ts';

/** The places of an order whose rows a question is about, as a bitmap. */
export class OrderSelection {
  readonly block: Block;
  readonly order: Order;

  constructor(table: Table, order: Order) {
    this.order = order;
    this.block = new Block(table.heap, bitmapBytes);
  }

  /** Where the bitmap is; only the places of the groups that were asked for are written. */
  get at(): Address {
    return this.block.at;
  }
}

/** Neighbouring places of which the same is asked. */
interface Stretch {
  readonly from: number;
  to: number;
  readonly filter: Filter | true;
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
    for (const { at, room } of order.leaves[group] ?? []) {
      const last = stretches.at(-1);
      if (last?.to === at && last.filter === filter) last.to = at + room;
      else stretches.push({ from: at, to: at + room, filter });
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
  const { heap } = table;
  const low = order.coarseTime(range.start);
  const high = order.coarseTime(range.end);
  for (const { from, to, filter } of stretchesOf(order, groups, residualOf)) {
    heap.kernels.timesBetween(
      order.times.at,
      order.positions.at,
      table.numbers.get('timestamp')!.at,
      order.live.at,
      at,
      from,
      to,
      range.start,
      range.end,
      low,
      high,
    );
    if (filter !== true) filters.keep(order, filter, at, from, to);
  }
  return selection;
}
