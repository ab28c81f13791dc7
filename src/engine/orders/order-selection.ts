import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';
import type { OrderFilters, Stretch } from './order-filter.ts';
import { PlaceBitmap } from './place-bitmap.ts';
import type { Residual } from './residual.ts';

/** Places that are looked at in one block, in a millisecond or two. */
const BLOCK = 2 ** 21;

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
      if (last?.to === leaf.at && last.to - last.from < BLOCK) {
        last.to = leaf.at + leaf.room;
        last.leaves.push(leaf);
      } else stretches.push({ from: leaf.at, to: leaf.at + leaf.room, leaves: [leaf] });
    }
  }
  return byFilter;
}

/** Selects the rows of some groups in a range that pass what is left of the filter in their group, in blocks. */
export function* selectPlaces(
  table: Table,
  order: Order,
  filters: OrderFilters,
  range: Range,
  groups: readonly number[],
  residualOf: (group: number) => Residual,
): Steps<OrderSelection> {
  const selection = new OrderSelection(table, order);
  const { at } = selection;
  const window = filters.windowOf(order, range);
  let isWhole = false;
  try {
    for (const [filter, stretches] of stretchesOf(order, groups, residualOf)) {
      yield* filters.prepare(order, filter);
      for (const block of blocksOf(stretches)) {
        filters.select(order, filter, block, range, window, at);
        yield;
      }
    }
    isWhole = true;
    return selection;
  } finally {
    if (!isWhole) selection.release();
  }
}

/** Cuts a list of stretches into those that are looked at in one block. */
function* blocksOf(stretches: readonly Stretch[]): Generator<readonly Stretch[]> {
  let block: Stretch[] = [];
  let places = 0;
  for (const stretch of stretches) {
    block.push(stretch);
    places += stretch.to - stretch.from;
    if (places < BLOCK) continue;
    yield block;
    block = [];
    places = 0;
  }
  if (block.length > 0) yield block;
}
