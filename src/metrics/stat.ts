import type { NumberColumn } from '../model/column.ts';

/**
 * A statistic that is gathered where the rows are. Metrics are arithmetic over these, so a source that can gather
 * them (the engine, a database) can show every metric.
 *
 * "Weighted" statistics count a row by its sampling weight, or by 1 where the question is unweighted. T is the
 * threshold of the row's transaction and x the value its metric names (the duration or LCP); a row without that
 * value is not measured.
 */
export type Stat =
  /** Rows, unweighted. */
  | { readonly kind: 'rows' }
  /** Rows, weighted. */
  | { readonly kind: 'count' }
  /** Rows whose status is a failure (`model/status`), weighted. */
  | { readonly kind: 'failed' }
  /** Rows with x ≥ 0, weighted. */
  | { readonly kind: 'measured' }
  /** Rows with x ≤ T, weighted. */
  | { readonly kind: 'satisfied' }
  /** Rows with T < x ≤ 4T, weighted. */
  | { readonly kind: 'tolerating' }
  /** Distinct users. */
  | { readonly kind: 'users' }
  /** Distinct users of rows with x > 0. */
  | { readonly kind: 'measured users' }
  /** Distinct users of rows with x > 4T. */
  | { readonly kind: 'miserable users' }
  /** Rows that have a value, weighted. */
  | { readonly kind: 'present'; readonly of: NumberColumn }
  /** Sum of the values, weighted, in double precision. NaN without a value. */
  | { readonly kind: 'sum'; readonly of: NumberColumn }
  /** The q-quantile of the values, weighted, interpolated as type 7. NaN without a value. */
  | { readonly kind: 'quantile'; readonly of: NumberColumn; readonly q: number }
  /** The smallest and the largest value, unweighted. NaN without a value. */
  | { readonly kind: 'min'; readonly of: NumberColumn }
  | { readonly kind: 'max'; readonly of: NumberColumn }
  /** Sample variance of the values (divided by n − 1), unweighted. NaN below two values. */
  | { readonly kind: 'variance'; readonly of: NumberColumn }
  /** Rows with a performance score (`metrics/performance-score`), weighted. */
  | { readonly kind: 'scored' }
  /** Rows with a web vital that plays a part in the score, but without one that it needs, weighted. */
  | { readonly kind: 'unscored' }
  /** Sum of the performance scores, weighted. NaN without a score. */
  | { readonly kind: 'score sum' }
  /** The length of time a group is about, in minutes: its bucket's, or the whole range's. */
  | { readonly kind: 'minutes' };

/** A name that equal statistics share. */
export function statName(stat: Stat): string {
  if (!('of' in stat)) return stat.kind;
  return stat.kind === 'quantile' ? `quantile(${stat.of},${stat.q})` : `${stat.kind}(${stat.of})`;
}
