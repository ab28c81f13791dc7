import { ID_COLUMNS } from '../model/column.ts';
import type { IdColumn as IdName } from '../model/column.ts';
import { EventIds } from './event-ids.ts';
import type { Heap } from './heap.ts';
import { IdColumn } from './id-column.ts';
import type { Ids } from './id-column.ts';
import type { Movable } from './slot-order.ts';

/** The ids of each position. */
export class RowIds {
  readonly #traces: IdColumn;
  readonly #spans: IdColumn;
  readonly #events: EventIds;

  constructor(heap: Heap) {
    this.#traces = new IdColumn(heap, ID_COLUMNS.trace);
    this.#spans = new IdColumn(heap, ID_COLUMNS.span);
    this.#events = new EventIds(heap, this.#traces, this.#spans);
  }

  get(name: IdName): Ids {
    return { event: this.#events, trace: this.#traces, span: this.#spans }[name];
  }

  /** Bytes that a row takes, on average over so many slots. */
  bytesPerRow(slots: number): number {
    const all: readonly Ids[] = [this.#events, this.#traces, this.#spans];
    return all.reduce((sum, ids) => sum + ids.bytesPerRow(slots), 0);
  }

  /** What moves with the rows of a slot. */
  movable(slot: number): Movable[] {
    return [this.#events, this.#traces, this.#spans].flatMap((ids) => ids.movable(slot) ?? []);
  }

  /** Writes the rows [from, to) of a batch at `base`, within a slot. */
  write(base: number, batch: ReadonlyMap<string, Uint8Array>, from: number, to: number): void {
    this.#events.write(base, batch, from, to);
    this.#traces.write(base, batch.get('trace'), from, to);
    this.#spans.write(base, batch.get('span'), from, to);
  }
}
