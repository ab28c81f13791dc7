import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** The users of selected rows, or of those among them with a duration above a limit of their group. */
export class OrderedUsers {
  /** By candidate; null: all rows count. */
  readonly limits: Float64Array | null;
  /** Over the places of order B, the rows that count; 0 for all. */
  readonly marks: Address;
  /** Of the marks that are kept for all questions, when they were read (`LongRows`). */
  readonly generation: number;
  readonly #rows: OrderedRows;
  #counts: Float64Array | null = null;
  #ofAll: number | null = null;

  constructor(rows: OrderedRows, limits: Float64Array | null, marks: Address, generation: number) {
    this.#rows = rows;
    this.limits = limits;
    this.marks = marks;
    this.generation = generation;
  }

  /** How many different ones the leaves of each candidate have. */
  get counts(): Float64Array {
    this.#counts ??= this.#rows.statistics.countUsers(this.marks);
    return this.#counts;
  }

  /** How many different ones all candidates have together, their young rows included. */
  get ofAll(): number {
    this.#ofAll ??= this.#countAll();
    return this.#ofAll;
  }

  #countAll(): number {
    const { table } = this.#rows.context;
    const { heap } = table;
    const user = table.text('user');
    if (user === undefined || user.width === 0) return 0;
    const bytes = Math.ceil(user.values.length / 8) * 8;
    const flags = heap.allocateZeros(bytes);
    try {
      this.#counts = this.#rows.statistics.noteUsers(this.marks, flags);
      this.#noteYoung(flags, bytes);
      return heap.kernels.countWords(flags, bytes / 8) >>> 0;
    } finally {
      heap.free(flags, bytes);
    }
  }

  #noteYoung(at: Address, bytes: number): void {
    // Selecting these may take memory: no view is taken before.
    const { candidates, context, youngUsers } = this.#rows;
    const { keys, positions, spans } = youngUsers;
    if (positions.length === 0) return;
    const flags = context.table.heap.u8(at, bytes);
    const durations = context.table.values('duration')!;
    for (const [index, group] of candidates.entries()) {
      const span = spans.get(group);
      if (span === undefined) continue;
      const limit = this.limits === null ? -Infinity : this.limits[index]!;
      for (let at = span.from; at < span.to; at++) {
        if (this.limits === null || durations[positions[at]!]! > limit) flags[keys[at]!] = 1;
      }
    }
  }
}

/** The users of rows with a duration above a limit of their candidate, in blocks; `known` where that says the same. */
export function* usersAbove(
  rows: OrderedRows,
  limits: Float64Array,
  known: OrderedUsers | null,
): Steps<OrderedUsers> {
  const { longRows } = rows.context.orders;
  const isSame = known?.limits?.every((limit, index) => limit === limits[index]) === true;
  if (isSame && known.generation === longRows.generation) return known;
  yield* rows.prepareUsers();
  const kept = yield* longRows.marksOf(rows.candidates, limits);
  const marks = kept ?? rows.userMarks;
  if (kept === null) {
    rows.statistics.markAbove(limits, marks);
    // Counting their users is another block.
    yield;
  }
  return new OrderedUsers(rows, limits, marks, longRows.generation);
}
