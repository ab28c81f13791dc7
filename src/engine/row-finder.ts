import { hasBit } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { RowNumbers } from './row-numbers.ts';
import type { RowSet } from './row-set.ts';
import { SLOT } from './slots.ts';
import type { Slot, Slots } from './slots.ts';

/** Positions of which the least and the largest row are known. */
const STRETCH = 1024;
const STRETCHES = SLOT / STRETCH;

/**
 * From rows to their positions, many at a time. Rows are numbered as they come and stand in the order of time, so
 * neighbours have neighbouring numbers: where a row can be, the least and the largest number of each stretch of
 * positions tell, and these are looked through. That takes no memory for a row, as an index would.
 */
export class RowFinder {
  readonly #rows: RowNumbers;
  readonly #slots: Slots;
  /** By stretch, those of rows that are gone among them. */
  #least = new Float64Array(0);
  #most = new Float64Array(0);

  constructor(rows: RowNumbers, slots: Slots) {
    this.#rows = rows;
    this.#slots = slots;
  }

  /** Learns the rows of a slot from a position on. */
  note({ index, used }: Slot, from: number): void {
    const { values, base } = this.#rows;
    const first = index * SLOT;
    if (values === null) return;
    this.#widen((index + 1) * STRETCHES);
    for (let stretch = Math.floor(from / STRETCH); stretch * STRETCH < first + used; stretch++) {
      const end = Math.min((stretch + 1) * STRETCH, first + used);
      let least = Infinity;
      let most = -Infinity;
      for (let position = stretch * STRETCH; position < end; position++) {
        const row = values[position]!;
        if (row < least) least = row;
        if (row > most) most = row;
      }
      this.#least[stretch] = least + base;
      this.#most[stretch] = most + base;
    }
  }

  /** The positions of those of some rows that are there, in no order. */
  find(set: RowSet, live: Bitmap): number[] {
    const found: number[] = [];
    const { values, base } = this.#rows;
    if (values === null) return found;
    for (const { index, used, alive } of this.#slots.all) {
      if (alive === 0) continue;
      const end = index * SLOT + used;
      for (let stretch = index * STRETCHES; stretch * STRETCH < end; stretch++) {
        if (!set.mayHave(this.#least[stretch]!, this.#most[stretch]!)) continue;
        const last = Math.min((stretch + 1) * STRETCH, end);
        for (let position = stretch * STRETCH; position < last; position++) {
          if (set.has(values[position]! + base) && hasBit(live, position)) found.push(position);
        }
      }
    }
    return found;
  }

  #widen(stretches: number): void {
    if (stretches <= this.#least.length) return;
    const [least, most] = [this.#least, this.#most];
    const room = Math.ceil((stretches * 1.25) / STRETCHES) * STRETCHES;
    this.#least = new Float64Array(room);
    this.#most = new Float64Array(room);
    this.#least.set(least);
    this.#most.set(most);
  }
}
