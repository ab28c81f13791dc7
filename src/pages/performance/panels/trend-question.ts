import { both } from '../../../model/filter.ts';
import type { Filter } from '../../../model/filter.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { MINUTE } from '../../../model/time.ts';
import type { Milliseconds } from '../../../model/time.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { withoutVersus } from '../../../view/compare.ts';
import { readShow, textsOf } from '../../../view/read-result.ts';
import type { TransactionId } from '../../../view/view.ts';

/** Which way a transaction moved. */
export type TrendKind = 'regressed' | 'improved';

/** A transaction whose average is different in the second half of the range. */
export interface TrendRow {
  readonly id: TransactionId;
  /** Averages of the first and of the second half. */
  readonly before: Milliseconds;
  readonly after: Milliseconds;
  /** after ÷ before. */
  readonly ratio: number;
  /** Welch's t of the two averages, positive when it got faster. */
  readonly t: number;
  /** Transactions of each half, estimated where clients sample. */
  readonly countBefore: number;
  readonly countAfter: number;
}

/** Sentry's defaults of its trends page: at least so sure, so often, and of halves not too different in size. */
export const LEAST_CONFIDENCE = 6;
const LEAST_PER_MINUTE = 0.01;
const COUNT_RATIO = { above: 0.25, below: 4 } as const;

/** Longer ones are left hanging rather than slow, and would move any average. */
const PLAUSIBLE: Filter = both(
  { kind: 'compare', field: 'duration', is: '>', value: 0 },
  { kind: 'compare', field: 'duration', is: '<', value: 15 * MINUTE },
);

/** Transactions looked through at most: those that moved most surely. */
const MOST = 5_000;

/** The averages of both halves of the range, those that moved most surely first. A row at the middle is of the second. */
export function trendQuery(scope: ComparedScope, kind: TrendKind): Query {
  const rows = withoutVersus(scope);
  const { start, end } = rows.range;
  const middle = start + (end - start) / 2;
  return {
    ...rows,
    where: both(rows.where, PLAUSIBLE),
    of: 'transactions',
    range: { start: middle, end },
    versus: { range: { start, end: middle } },
    by: ['project', 'transaction'],
    show: [
      { metric: 'avg', read: 't' },
      { metric: 'avg' },
      { metric: 'avg', read: 'versus' },
      { metric: 'avg', read: 'ratio' },
      { metric: 'count' },
      { metric: 'count', read: 'versus' },
    ],
    order: [{ show: 0, desc: kind === 'improved' }],
    limit: MOST,
  };
}

function isTrend(row: TrendRow, kind: TrendKind, minutes: number): boolean {
  const { ratio, t, countBefore, countAfter } = row;
  const moved = kind === 'regressed' ? ratio > 1 && t < -LEAST_CONFIDENCE : ratio < 1 && t > LEAST_CONFIDENCE;
  const counts = countAfter / countBefore;
  return (
    moved &&
    counts > COUNT_RATIO.above &&
    counts < COUNT_RATIO.below &&
    (countBefore + countAfter) / minutes > LEAST_PER_MINUTE
  );
}

/**
 * The transactions that moved, the largest change first, as Sentry's trend widgets choose them: |t| above 6, between a
 * quarter and four times as many in the second half, more than 0.01 a minute. `asked`: what the Result answers.
 */
export function toTrends(asked: Query, result: Result, kind: TrendKind, limit: number): TrendRow[] {
  const projects = textsOf(result, 'project');
  const minutes = (asked.range.end - (asked.versus?.range ?? asked.range).start) / MINUTE;
  return textsOf(result, 'transaction')
    .map((transaction, group): TrendRow => {
      const read = (metric: 'avg' | 'count', read?: 'versus' | 'ratio' | 't'): number =>
        readShow(result, read === undefined ? { metric } : { metric, read }, group);
      return {
        id: { project: projects[group] ?? '', transaction: transaction ?? '' },
        before: read('avg', 'versus'),
        after: read('avg'),
        ratio: read('avg', 'ratio'),
        t: read('avg', 't'),
        countBefore: read('count', 'versus'),
        countAfter: read('count'),
      };
    })
    .filter((row) => isTrend(row, kind, minutes))
    .sort((one, two) => (kind === 'regressed' ? two.ratio - one.ratio : one.ratio - two.ratio))
    .slice(0, limit);
}
