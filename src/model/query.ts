import type { Field, IdColumn, NumberColumn } from './column.ts';
import type { Comparison, Filter } from './filter.ts';
import type { Show, Thresholds } from './metric.ts';
import type { Milliseconds, Range } from './time.ts';

/**
 * What a query groups by: a field's values; the time of the transaction's end, in buckets of a width aligned to
 * UTC; or the bins of a number.
 */
export type Key = Field | TimeKey | BinKey;

export interface TimeKey {
  readonly time: Milliseconds;
}

/**
 * Bins of a number column. With `edges`, bin i holds edges[i] ≤ x < edges[i+1], the last one its upper edge too, and
 * values outside are in no bin. With `count`, edges are made from the smallest to the largest matching value (of
 * the value side), evenly on the scale, and returned in the Result; log bins take only values above 0.
 */
export interface BinKey {
  readonly bin: NumberColumn;
  readonly scale: 'linear' | 'log';
  readonly count?: number;
  readonly edges?: readonly number[];
}

export function isTimeKey(key: Key): key is TimeKey {
  return typeof key === 'object' && 'time' in key;
}

export function isBinKey(key: Key): key is BinKey {
  return typeof key === 'object' && 'bin' in key;
}

/**
 * A condition on a transaction's metrics. A metric with no value fulfils no comparison.
 *
 * The readings `ratio`, `difference` and `t` compare the later half of the time that the condition is evaluated over
 * with its earlier half (`halvesOf`), each half measured by itself; a transaction is looked at when it has a row in
 * either. `versus` is no condition.
 */
export type Having =
  | { readonly kind: 'and'; readonly of: readonly Having[] }
  | { readonly kind: 'or'; readonly of: readonly Having[] }
  | { readonly kind: 'not'; readonly of: Having }
  | { readonly kind: 'metric'; readonly show: Show; readonly is: Comparison; readonly value: number };

/** Which rows a question is about; shared by queries and lists. */
export interface Scope {
  /** Rows whose end lies in it. */
  readonly range: Range;
  readonly where: Filter;
  /**
   * Selects transactions: evaluated once, grouped by project and transaction, over `havingOver` alone;
   * only rows of the selected transactions count, on both sides of a comparison.
   */
  readonly having?: Having;
  /**
   * What `having` is evaluated over; `range` and `where` where it is left out. So a question about a part of a page's
   * rows, or about another time, is about the transactions that the page selects.
   */
  readonly havingOver?: { readonly range: Range; readonly where: Filter };
  /** `DEFAULT_THRESHOLDS` where it is left out. */
  readonly thresholds?: Thresholds;
  /** Whether rows count by their sampling weight; true where it is left out. Users never do: sets don't scale. */
  readonly weighted?: boolean;
}

/**
 * A question about statistics: plain JSON and, with the tick, the cache key.
 *
 * Groups by a field leave out no one: rows without a value form the group null. Groups by `time` alone hold every
 * bucket that touches the range, also empty ones; with further keys only the buckets that have rows.
 */
export interface Query extends Scope {
  readonly of: 'transactions';
  /** The other side of a comparison: its own range or filter, the query's where left out. */
  readonly versus?: { readonly range?: Range; readonly where?: Filter };
  readonly by: readonly Key[];
  readonly show: readonly Show[];
  /** By the index of a `show`; groups without a value come last; ties go by the keys, ascending. */
  readonly order?: readonly { readonly show: number; readonly desc: boolean }[];
  /** How many groups to return at most; the Result says how many there are. */
  readonly limit?: number;
}

/** A question for rows: the slowest, the most recent. */
export interface List extends Scope {
  readonly of: 'transactions';
  readonly fields: readonly (Field | IdColumn)[];
  /** Ties go by `row`, ascending; rows without a value come last. */
  readonly order: { readonly field: NumberColumn; readonly desc: boolean };
  readonly limit: number;
  /** Keeps rows whose value is at most this quantile of the same rows: "slow (p95)" is `{of: 'duration', q: 0.95}`. */
  readonly upTo?: { readonly of: NumberColumn; readonly q: number };
}

/** The times whose rows an answer is made from. */
export function rangesOf(question: Scope & Pick<Query, 'versus'>): Range[] {
  const over = question.having === undefined ? undefined : question.havingOver?.range;
  return [question.range, question.versus?.range, over].filter((range) => range !== undefined);
}
