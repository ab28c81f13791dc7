import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import type { Filter } from '../model/filter.ts';
import type { Scope } from '../model/query.ts';
import type { Range } from '../model/time.ts';
import { FilterBitmaps } from './filter-bitmaps.ts';
import type { Gather } from './gather.ts';
import { selectTransactions } from './having.ts';
import type { SelectedTransactions } from './having.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import { scanRange } from './scan-range.ts';
import type { Table } from './table.ts';

/** Selections that are kept, 4 bytes a row each: both sides of what a page's widgets ask together. */
const KEPT = 6;

/** Which rows a question is about, kept for the widgets of a page, which all ask about the same ones. */
export class Selections {
  readonly #table: Table;
  readonly #gather: Gather;
  readonly filters: FilterBitmaps;
  readonly #rows = new Recent<Uint32Array>(KEPT);
  readonly #transactions = new Recent<SelectedTransactions>(KEPT);

  constructor(table: Table, gather: Gather) {
    this.#table = table;
    this.#gather = gather;
    this.filters = new FilterBitmaps(table);
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#rows.clear();
    this.#transactions.clear();
  }

  /** The positions of the rows that a scope is about, ascending. */
  value(scope: Scope): Uint32Array {
    return this.#select(scope, scope.range, scope.where);
  }

  /** Those of the other side: of its own range and filter, but of the transactions that the scope selects. */
  versus(scope: Scope, versus: { readonly range?: Range; readonly where?: Filter }): Uint32Array {
    return this.#select(scope, versus.range ?? scope.range, versus.where ?? scope.where);
  }

  #select(scope: Scope, range: Range, where: Filter): Uint32Array {
    const { having } = scope;
    if (having === undefined) return this.#match(range, where);
    const over = scope.havingOver ?? { range: scope.range, where: scope.where };
    const condition = {
      ...over,
      having,
      thresholds: scope.thresholds ?? DEFAULT_THRESHOLDS,
      weighted: scope.weighted ?? true,
    };
    return this.#rows.get(questionKey({ range, where, condition }), () => {
      const selected = this.#transactions.get(questionKey(condition), () =>
        selectTransactions(
          this.#table,
          this.#gather,
          { ...scope, ...over },
          having,
          this.#match(over.range, over.where),
        ),
      );
      return selected.keep(this.#match(range, where));
    });
  }

  #match(range: Range, where: Filter): Uint32Array {
    return this.#rows.get(questionKey({ range, where }), () =>
      scanRange(this.#table, range, this.filters, where),
    );
  }
}
