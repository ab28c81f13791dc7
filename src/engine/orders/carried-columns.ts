import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { SlicedColumn } from './sliced-column.ts';

/** Text columns of few values that the orders carry along, so that a filter on them need not look rows up. */
export const CARRIED = ['environment', 'op', 'status', 'release', 'http.method'] as const;
/** Bits of a code that is carried along at most. */
const MOST_BITS = 12;

/** The text columns that an order carries along, cut into as many bits as their codes have. */
export class CarriedColumns {
  readonly #table: Table;
  readonly #columns = new Map<string, SlicedColumn>();

  constructor(table: Table) {
    this.#table = table;
  }

  get columns(): readonly SlicedColumn[] {
    return [...this.#columns.values()];
  }

  /** The column of a name; null where there is none or its codes have more bits by now. */
  get(name: string): SlicedColumn | null {
    const column = this.#columns.get(name);
    return column !== undefined && this.#bitsOf(name) <= column.bits ? column : null;
  }

  /** Takes the columns that have few values now. */
  choose(): void {
    this.clear();
    for (const name of CARRIED) {
      const bits = this.#bitsOf(name);
      if (bits > 0 && bits <= MOST_BITS) this.#columns.set(name, new SlicedColumn(this.#table.heap, bits));
    }
  }

  clear(): void {
    this.#columns.clear();
  }

  /** Makes room for the codes that dictionaries have got since. */
  fit(places: number): void {
    for (const [name, column] of this.#columns) {
      const bits = this.#bitsOf(name);
      if (bits <= MOST_BITS) column.widen(bits, places);
    }
  }

  /** Writes the codes of the rows at some positions to places. `codes` has room for them as u16, zeros at first. */
  write(
    positions: Address,
    count: number,
    codes: Address,
    { at, places }: { readonly at: number; readonly places: number },
    scratch: Address,
  ): void {
    for (const [name, column] of this.#columns) {
      if (this.get(name) === null) continue;
      const { at: from, width } = this.#table.text(name)!;
      this.#table.heap.kernels.gatherShorts(positions, count, from, width, codes);
      column.write(codes, at, places, scratch);
    }
  }

  /** Bits that the codes of a text column take; 0 where all rows are without. */
  #bitsOf(name: string): number {
    const text = this.#table.text(name);
    return text === undefined || text.width === 0 ? 0 : 32 - Math.clz32(text.values.length - 1);
  }
}
