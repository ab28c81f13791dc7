import { SLOT } from './slots.ts';
import type { Slots } from './slots.ts';
import type { Table } from './table.ts';

/** Bitmaps over all positions: slices of the duration, and which rows are there. */
const BITS = 12;
/** Bytes of a row in both orders, with what these have to spare. */
const ORDER_BYTES = 30;
/** Bytes of a text, its place in the dictionary and its code. */
const TEXT_BYTES = 120;

/** Positions that no row comes to any more: the rest of slots that were closed before they were full, and still have rows. */
function unusable({ all }: Slots): number {
  return all.reduce((sum, { isClosed, alive, used }) => sum + (isClosed && alive > 0 ? SLOT - used : 0), 0);
}

/** Bytes that a row of a table takes, about: columns, orders and texts, without what questions keep. */
export function rowBytes({ numbers, rows, ids, texts, slots, alive }: Table): number {
  const columns = [...numbers.values(), rows, ...texts.values()];
  const wide = columns.reduce((sum, { at, width }) => sum + (at === 0 ? 0 : width), 0);
  const values = [...texts.values()].reduce((sum, { size }) => sum + size, 0);
  const own = wide + ids.bytesPerRow(slots.all.length);
  const positions = 1 + unusable(slots) / Math.max(1, alive);
  return (own + BITS / 8) * positions + ORDER_BYTES + (values * TEXT_BYTES) / Math.max(1, alive);
}
