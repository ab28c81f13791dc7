import type { Leaf } from './orders/order.ts';
import type { OrderedRows } from './orders/ordered-rows.ts';
import { inOrder } from './first-rows.ts';
import { finish } from './steps.ts';
import type { Table } from './table.ts';

/** The slowest of all rows that were looked at so far, and what a row takes at least to be one of them. */
class Slowest {
  readonly #table: Table;
  readonly #limit: number;
  #positions: Uint32Array = new Uint32Array(0);
  #pool: number[] = [];
  atLeast = -Infinity;

  constructor(table: Table, limit: number) {
    this.#table = table;
    this.#limit = limit;
  }

  add(positions: Iterable<number>): void {
    for (const position of positions) this.#pool.push(position);
    if (this.#pool.length > 8 * this.#limit) this.take();
  }

  take(): Uint32Array {
    const all = Uint32Array.from([...this.#positions, ...this.#pool]);
    this.#pool = [];
    this.#positions = finish(inOrder(this.#table, all, 'duration', true, this.#limit));
    const last = this.#positions.at(-1);
    if (this.#positions.length === this.#limit && last !== undefined) {
      this.atLeast = this.#table.values('duration')![last]!;
    }
    return this.#positions;
  }
}

/** What is read of the places of order A. Detached when the heap grows. */
interface Places {
  readonly selected: Uint32Array;
  readonly durations: Float32Array;
  readonly positions: Uint32Array;
}

/** The slowest rows of a group, leaf by leaf from its end: `limit` of them, where there are so many, and all that tie. */
function slowestOf(
  { selected, durations, positions }: Places,
  leaves: readonly Leaf[],
  limit: number,
  atLeast: number,
): number[] {
  const found: number[] = [];
  let least = atLeast;
  for (const { at, rows } of leaves.toReversed()) {
    for (let word = (at + rows - 1) >>> 5; word >= at >>> 5; word--) {
      for (let bits = selected[word]!; bits !== 0;) {
        const bit = 31 - Math.clz32(bits);
        bits ^= 1 << bit;
        const place = word * 32 + bit;
        if (durations[place]! < least) return found;
        found.push(positions[place]!);
        if (found.length === limit) least = durations[place]!;
      }
    }
  }
  return found;
}

/**
 * The positions of the slowest rows, in order: from the ends of the groups of order A, of which few are looked at, and the
 * young rows. Ties go by `row`.
 */
export function slowestRows(rows: OrderedRows, limit: number): Uint32Array {
  if (limit === 0) return new Uint32Array(0);
  const { table, orders } = rows.context;
  const { byDuration: order } = orders;
  const slowest = new Slowest(table, limit);
  const { young, selection } = rows;
  slowest.add(young.positions);
  const places: Places = {
    selected: table.heap.u32(selection.at, order.places / 32),
    durations: table.heap.f32(order.durations.at, order.places),
    positions: table.heap.u32(order.positions.at, order.places),
  };
  for (const group of rows.candidates) {
    slowest.add(slowestOf(places, order.leaves[group] ?? [], limit, slowest.atLeast));
  }
  return slowest.take();
}
