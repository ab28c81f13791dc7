import type { Address } from '../kernels.ts';
import type { Bounds } from '../number-bounds.ts';
import type { Table } from '../table.ts';
import { Block } from '../block.ts';
import { placeBytes } from './order-column.ts';
import type { Leaf, Order } from './order.ts';

/** Of the selected places of some leaves keeps those whose duration lies within bounds; null: none. */
export function keepDurations(
  table: Table,
  order: Order,
  leaves: readonly Leaf[],
  bounds: Bounds | null,
  out: Address,
): void {
  const { kernels } = table.heap;
  if (bounds === null) {
    for (const { at, room } of leaves) kernels.clearBits(out, at, at + room);
  } else if (order.kind === 'duration') {
    const { at: durations } = order.durations;
    for (const { at, rows, room } of leaves) {
      const end = at + rows;
      // Nothing lies between a float32 and the next, so what is not below the lower bound begins after the one before.
      const first = kernels.placeNotBelow(durations, at, end, bounds.low) >>> 0;
      kernels.clearBits(out, at, first);
      kernels.clearBits(out, kernels.placeAfter(durations, first, end, bounds.high) >>> 0, at + room);
    }
  } else keepByBits(table, order, leaves, bounds, out);
}

function keepByBits(
  table: Table,
  order: Order,
  leaves: readonly Leaf[],
  { low, high }: Bounds,
  out: Address,
): void {
  const { heap } = table;
  const above = new Block(heap, placeBytes);
  above.grow(order.places);
  const scratch = heap.scratch.at;
  const slices = order.durationBits.writeAddresses(scratch);
  const durations = table.numbers.get('duration')!.at;
  for (const { at, room } of leaves) {
    const first = at / 64;
    const end = (at + room) / 64;
    if (high < Infinity) {
      heap.kernels.durationsAbove(out, slices, order.positions.at, durations, high, above.at, first, end);
      heap.kernels.notWords(above.at, first, end);
      heap.kernels.andWords(out, above.at, first, end);
    }
    if (low > -Infinity) {
      // Doubles lie between a float32 and the one below it.
      const limit = low - Math.max(Math.abs(low) * 2 ** -26, 2 ** -200);
      heap.kernels.durationsAbove(out, slices, order.positions.at, durations, limit, out, first, end);
    }
  }
  above.clear();
}
