import { ID_COLUMNS } from '../model/column.ts';
import type { Heap } from './heap.ts';
import { IdColumn, readId } from './id-column.ts';
import type { Ids, Piece } from './id-column.ts';
import type { Movable } from './slot-order.ts';
import { SLOT, slotOf } from './slots.ts';

const { event: WIDTH, trace: TRACE, span: SPAN } = ID_COLUMNS;
/** Bytes of a trace id that an event id made of it begins with; the span id follows. */
const SHARED = WIDTH - SPAN;

/** Whether the event ids of some rows are made of their trace and span ids. */
function areMade(
  events: Uint8Array | undefined,
  traces: Uint8Array | undefined,
  spans: Uint8Array | undefined,
  from: number,
  to: number,
): boolean {
  for (let row = from; row < to; row++) {
    for (let index = 0; index < WIDTH; index++) {
      const made = index < SHARED ? traces?.[row * TRACE + index] : spans?.[row * SPAN + index - SHARED];
      if ((events?.[row * WIDTH + index] ?? 0) !== (made ?? 0)) return false;
    }
  }
  return true;
}

/**
 * The ids of events. Where a sender gave none they were made of the ids of trace and span (`model/transaction.ts`), and a slot
 * all of whose rows are such takes no memory for them.
 */
export class EventIds implements Ids {
  readonly width = WIDTH;
  readonly #own: IdColumn;
  readonly #traces: IdColumn;
  readonly #spans: IdColumn;

  constructor(heap: Heap, traces: IdColumn, spans: IdColumn) {
    this.#own = new IdColumn(heap, WIDTH);
    this.#traces = traces;
    this.#spans = spans;
  }

  bytesPerRow(slots: number): number {
    return this.#own.bytesPerRow(slots);
  }

  pieces(slot: number): readonly Piece[] {
    if (this.#own.isIn(slot)) return this.#own.pieces(slot);
    return [
      { bytes: this.#traces.bytes(slot), stride: TRACE, length: SHARED },
      { bytes: this.#spans.bytes(slot), stride: SPAN, length: SPAN },
    ];
  }

  hexAt(position: number): string | null {
    return readId(this, position);
  }

  movable(slot: number): Movable | null {
    return this.#own.movable(slot);
  }

  /** Writes the rows [from, to) of a batch at `base`, within a slot; the ids of their traces and spans are written before or after. */
  write(base: number, batch: ReadonlyMap<string, Uint8Array>, from: number, to: number): void {
    const slot = slotOf(base);
    const [events, traces, spans] = [batch.get('event'), batch.get('trace'), batch.get('span')];
    if (!this.#own.isIn(slot)) {
      if (areMade(events, traces, spans, from, to)) return;
      this.#writeOut(slot, base % SLOT);
    }
    this.#own.write(base, events, from, to);
  }

  /** Gives the first rows of a slot ids of their own, as they were made. */
  #writeOut(slot: number, rows: number): void {
    const out = this.#own.make(slot);
    const [traces, spans] = [this.#traces.bytes(slot), this.#spans.bytes(slot)];
    for (let row = 0; row < rows; row++) {
      const at = row * WIDTH;
      if (traces !== null) out.set(traces.subarray(row * TRACE, row * TRACE + SHARED), at);
      if (spans !== null) out.set(spans.subarray(row * SPAN, (row + 1) * SPAN), at + SHARED);
    }
  }
}
