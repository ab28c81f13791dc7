import { SLOT } from './slots.ts';
import type { Table } from './table.ts';
import type { TextColumn } from './text-column.ts';

/** Dictionaries of fewer values are left alone. */
const MANY = 1024;
/** A dictionary is looked through again when it has grown by this since the last time. */
const GROWTH = 1.25;
/** Codes that are freed at a step. */
const STEP = 8192;

/** Columns whose codes number groups and thresholds keep theirs. */
const KEPT: ReadonlySet<string> = new Set(['transaction', 'project']);

/**
 * Takes texts out of dictionaries that are in no row any longer, so that what expires does not stay in them, and lets their
 * codes be given out again; and has tags keep no more than the most frequent of their values. In steps: a slot of one column,
 * or some codes.
 */
export class TextSweep {
  readonly #table: Table;
  /** Values that each column had after it was looked through last. */
  readonly #sizes = new Map<TextColumn, number>();
  #freed = new Set<string>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** The columns of which codes were freed since this was asked last. */
  takeFreed(): ReadonlySet<string> {
    const freed = this.#freed;
    if (freed.size > 0) this.#freed = new Set();
    return freed;
  }

  /** Steps that leave the most frequent values of a tag that has more than it keeps; null where none has. */
  shorten(): Generator<void> | null {
    for (const [name, column] of this.#table.texts) {
      if (column.isOverLimit(1)) return this.#shorten(name, column);
    }
    return null;
  }

  *#shorten(name: string, column: TextColumn): Generator<void> {
    if (yield* column.keepMostFrequent(this.#table.slots)) this.#freed.add(name);
  }

  /** The steps, where there is a dictionary that may have shrunk. */
  *steps(): Generator<void> {
    for (const [name, column] of this.#table.texts) {
      const before = this.#sizes.get(column) ?? 0;
      if (KEPT.has(name) || column.size <= Math.max(MANY, before * GROWTH)) continue;
      yield* this.#sweep(name, column);
      this.#sizes.set(column, column.size);
    }
  }

  *#sweep(name: string, column: TextColumn): Generator<void> {
    column.beginSweep();
    for (const { index, used } of this.#table.slots.all) {
      column.lookAt(index * SLOT, index * SLOT + used);
      yield;
    }
    for (let code = 0; code < column.values.length; code += STEP) {
      if (column.freeUnseen(code, code + STEP) > 0) this.#freed.add(name);
      yield;
    }
    column.endSweep();
  }
}
