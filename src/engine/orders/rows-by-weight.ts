import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';
import { PlaceBitmap } from './place-bitmap.ts';

/** What the rows of a question are counted by: a weight, and the bitmap of the rows that have it. */
export interface WeightClass {
  readonly weight: number;
  readonly at: Address;
}

/** The selected places (at `at`) of some groups of order A by the weight of their rows, and the bitmaps made for it. In blocks. */
export function* rowsByWeight(
  { heap }: Table,
  order: Order,
  { groups, at }: { readonly groups: readonly number[]; readonly at: Address },
): Steps<{ readonly classes: WeightClass[]; readonly bitmaps: readonly PlaceBitmap[] }> {
  const { weights } = order.weightClasses;
  if (weights.length === 1) return { classes: [{ weight: 1, at }], bitmaps: [] };
  const bitmaps = weights.map(() => new PlaceBitmap(heap, order.places));
  let isWhole = false;
  try {
    for (const [code, { at: own }] of bitmaps.entries()) {
      const set = heap.u8(heap.scratch.at, 32).fill(0);
      set[code >>> 3] = 1 << (code & 7);
      for (const group of groups) {
        for (const leaf of order.leaves[group] ?? []) {
          heap.kernels.inBytes(order.weights.at, heap.scratch.at, own, leaf.at, leaf.at + leaf.room);
          heap.kernels.andWords(own, at, leaf.at / 64, (leaf.at + leaf.room) / 64);
        }
      }
      yield;
    }
    isWhole = true;
  } finally {
    if (!isWhole) for (const bitmap of bitmaps) bitmap.release();
  }
  return { classes: bitmaps.map((bitmap, code) => ({ weight: weights[code]!, at: bitmap.at })), bitmaps };
}
