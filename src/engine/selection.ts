import type { Filter } from '../model/filter.ts';
import type { Query, Scope } from '../model/query.ts';
import type { Range } from '../model/time.ts';
import { FilterBitmaps } from './filter-bitmaps.ts';
import { selectTransactions } from './having.ts';
import type { Condition } from './having.ts';
import type { Groups } from './groups.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import { finish } from './steps.ts';
import type { Steps } from './steps.ts';
import { TimeRows } from './slices/time-rows.ts';
import type { Table } from './table.ts';
import { partsOf } from './time-parts.ts';
import type { Part } from './time-parts.ts';

/** Selections that are kept, an eighth of a byte a row each: both sides of what a page's widgets ask together. */
const KEPT = 6;

const HEAVY: Filter = { kind: 'compare', field: 'weight', is: '>', value: 1 };

/** What a scope asks of transactions; null: nothing. */
function conditionOf({ range, where, having, havingOver, thresholds, weighted }: Scope): Condition | null {
  if (having === undefined) return null;
  return {
    ...(havingOver ?? { range, where }),
    having,
    ...(thresholds !== undefined && { thresholds }),
    ...(weighted !== undefined && { weighted }),
  };
}

function keyOf(range: Range, where: Filter, condition: Condition | null): string {
  return questionKey({ range, where, condition });
}

/** Which rows a question is about, kept for the widgets of a page, which all ask about the same ones. */
export class Selections {
  readonly filters: FilterBitmaps;
  readonly #table: Table;
  readonly #evaluate: (query: Query) => Steps<Groups>;
  readonly #rows = new Recent<TimeRows>(KEPT, (rows) => rows.release());
  readonly #transactions = new Recent<Uint8Array>(KEPT);

  /** `evaluate` answers what `having` asks of the transactions. */
  constructor(table: Table, evaluate: (query: Query) => Steps<Groups>) {
    this.#table = table;
    this.#evaluate = evaluate;
    this.filters = new FilterBitmaps(table);
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#rows.clear();
    this.#transactions.clear();
  }

  /** The rows that a scope is about. They may be given back when others are asked for, unless they are held. */
  value(scope: Scope): TimeRows {
    return this.#select(scope, scope.range, scope.where);
  }

  /** Those of the other side: of its own range and filter, but of the transactions that the scope selects. */
  versus(scope: Scope, versus: { readonly range?: Range; readonly where?: Filter }): TimeRows {
    return this.#select(scope, versus.range ?? scope.range, versus.where ?? scope.where);
  }

  /** Tests in blocks what `value` and `versus` need, so that they have little left to do. */
  *prepare(scope: Scope, versus?: { readonly range?: Range; readonly where?: Filter }): Steps<void> {
    const condition = conditionOf(scope);
    for (const { range, where } of versus === undefined ? [scope] : [scope, { ...scope, ...versus }]) {
      const slots = partsOf(this.#table, range).map(({ slot }) => slot);
      yield* this.filters.steps(where, slots);
      if (this.#table.hasWeights) yield* this.filters.steps(HEAVY, slots);
      const key = keyOf(range, where, condition);
      if (condition === null || this.#rows.has(key)) continue;
      const rows = yield* this.#rowsOf(range, where, condition);
      this.#rows.get(key, () => rows);
    }
  }

  /** Whether a row stands for more than itself. */
  isSampled(rows: TimeRows): boolean {
    const { hasWeights, heap } = this.#table;
    if (!hasWeights || rows.length === 0) return false;
    const heavy = this.filters.of(
      HEAVY,
      rows.parts.map(({ slot }) => slot),
    );
    return rows.parts.some(
      ({ from, to }) =>
        heap.kernels.countBoth(rows.at, heavy, Math.floor(from / 64), Math.ceil(to / 64)) !== 0,
    );
  }

  #select(scope: Scope, range: Range, where: Filter): TimeRows {
    const condition = conditionOf(scope);
    return this.#rows.get(keyOf(range, where, condition), () =>
      finish(this.#rowsOf(range, where, condition)),
    );
  }

  *#rowsOf(range: Range, where: Filter, condition: Condition | null): Steps<TimeRows> {
    const selected = condition === null ? null : yield* this.#selectedBy(condition);
    // What finds the rows of its transactions is another block.
    if (selected !== null) yield;
    const keep = selected === null ? null : (at: number, part: Part): void => this.#keep(at, part, selected);
    const rows = yield* TimeRows.of(this.#table, this.filters, range, where, keep);
    rows.hold();
    return rows;
  }

  /** The transactions that a condition selects, as `selectTransactions` says it. */
  *#selectedBy(condition: Condition): Steps<Uint8Array> {
    const key = questionKey(condition);
    const known = this.#transactions.has(key)
      ? null
      : yield* selectTransactions(this.#table, this.#evaluate, condition);
    return this.#transactions.get(key, () => known!);
  }

  /** Leaves those rows of a part whose pair of transaction and project has a 1. */
  #keep(bitmap: number, { from, to }: Part, selected: Uint8Array): void {
    const { heap } = this.#table;
    const transaction = this.#table.text('transaction');
    const project = this.#table.text('project');
    const first = Math.floor(from / 64);
    const end = Math.ceil(to / 64);
    const bytes = (end - first) * 8 + selected.length;
    const passes = heap.allocate(bytes);
    const set = passes + (end - first) * 8;
    heap.u8(set, selected.length).set(selected);
    // The kernel numbers words from the first position on.
    const out = passes - first * 8;
    heap.kernels.pairsIn(
      transaction?.at ?? 0,
      transaction?.width ?? 0,
      project?.at ?? 0,
      project?.width ?? 0,
      project?.values.length ?? 1,
      set,
      out,
      first * 64,
      end * 64,
    );
    heap.kernels.andWords(bitmap, out, first, end);
    heap.free(passes, bytes);
  }
}
