import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';
import type { OrderFilters, Stretch } from './order-filter.ts';
import { PlaceBitmap } from './place-bitmap.ts';
import type { Residual } from './residual.ts';

/** The places of an order whose rows a question is about, as a bitmap. */
export class OrderSelection {
  readonly order: Order;
  readonly #bitmap: PlaceBitmap;

  constructor(table: Table, order: Order) {
    this.order = order;
    this.#bitmap = new PlaceBitmap(table.heap, order.places);
  }

  /** Where the bitmap is; only the places of the groups that were asked for are written. */
  get at(): Address {
    return this.#bitmap.at;
  }

  /** Gives its memory back, once. */
  release(): void {
    this.#bitmap.release();
  }
}

/** Neighbouring places of the same filter, filter by filter. */
function stretchesOf(
  order: Order,
  groups: readonly number[],
  residualOf: (group: number) => Residual,
): Map<Filter | true, Stretch[]> {
  const byFilter = new Map<Filter | true, Stretch[]>();
  for (const group of groups) {
    const filter = residualOf(group);
    if (filter === false) continue;
    let stretches = byFilter.get(filter);
    if (stretches === undefined) byFilter.set(filter, (stretches = []));
    const leaves = order.leaves[group];
    for (let index = 0; index < (leaves?.length ?? 0); index++) {
      const leaf = leaves![index]!;
      const last = stretches[stretches.length - 1];
      if (last?.to === leaf.at) {
        last.to = leaf.at + leaf.room;
        last.leaves.push(leaf);
      } else stretches.push({ from: leaf.at, to: leaf.at + leaf.room, leaves: [leaf] });
    }
  }
  return byFilter;
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
  const { at } = selection;
  for (const [filter, stretches] of stretchesOf(order, groups, residualOf)) {
    filters.select(order, filter, stretches, range, at);
  }
  return selection;
}
