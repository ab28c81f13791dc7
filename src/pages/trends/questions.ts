import { both } from '../../model/filter.ts';
import type { Query, Scope } from '../../model/query.ts';
import { HOUR, MINUTE } from '../../model/time.ts';
import type { EpochMs, Range } from '../../model/time.ts';
import type { TrendColumn, TrendLook } from '../../view/trend-look.ts';
import type { TransactionId } from '../../view/view.ts';
import { evenEdges } from '../../trends/arrivals.ts';
import { arrivalsQuery, trendStep } from '../../trends/arrivals-question.ts';
import { trendQuery } from '../../trends/classic-question.ts';
import type { TrendQuestion } from '../../trends/classic-question.ts';

/** The question of the classic trends. */
export function classicQuestion(scope: Scope, { by, of }: TrendLook): TrendQuestion {
  return { scope, by, of };
}

/** What a rule set asks: one question for all transactions. */
export function foundQuery(scope: Scope, look: TrendLook): Query {
  return look.rules === 'classic' ? trendQuery(classicQuestion(scope, look)) : arrivalsQuery(scope, look.of);
}

/** One transaction's rows. */
export function ofTransaction(scope: Scope, { project, transaction }: TransactionId): Scope {
  const { range, where, thresholds, weighted } = scope;
  return {
    range,
    where: both(
      where,
      { kind: 'in', field: 'project', values: [project] },
      { kind: 'in', field: 'transaction', values: [transaction] },
    ),
    ...(thresholds === undefined ? {} : { thresholds }),
    ...(weighted === undefined ? {} : { weighted }),
  };
}

/** The statistic over time, of some transactions: one line each, in the buckets in which changes are looked for. */
export function coursesQuery(scope: Scope, ids: readonly TransactionId[], { by, of }: TrendLook): Query {
  const pairs = ids.map(({ project, transaction }) =>
    both(
      { kind: 'in', field: 'project', values: [project] },
      { kind: 'in', field: 'transaction', values: [transaction] },
    ),
  );
  return {
    range: scope.range,
    where: both(scope.where, { kind: 'or', of: pairs }),
    of: 'transactions',
    by: ['project', 'transaction', { time: trendStep(scope.range) }],
    show: [{ metric: by, of }],
  };
}

/** The statistic of one transaction over time, with how many events there were. */
export function courseQuery(scope: Scope, id: TransactionId, { by, of }: TrendLook): Query {
  return {
    ...ofTransaction(scope, id),
    of: 'transactions',
    by: [{ time: trendStep(scope.range) }],
    show: [{ metric: by, of }, { metric: 'sampled_count' }],
  };
}

/** Bins so wide, as a share of their value, show a shape and still the change of a few percent. */
const BIN_SHARE = 0.08;

/** Edges for the values of a column on both sides, far enough for either. */
function sideEdges(of: TrendColumn): readonly number[] {
  return of === 'cls' ? evenEdges(0.001, 10, BIN_SHARE) : evenEdges(0.1, 15 * MINUTE, BIN_SHARE);
}

/** How often each value occurs before and after a moment; the earlier side is `versus`. */
export function sidesQuery(scope: Scope, id: TransactionId, of: TrendColumn, at: EpochMs): Query {
  const [before, after] = sidesOf(scope.range, at);
  return {
    ...ofTransaction(scope, id),
    of: 'transactions',
    range: after,
    versus: { range: before },
    by: [{ bin: of, scale: 'log', edges: sideEdges(of) }],
    show: [{ metric: 'count' }, { metric: 'count', read: 'versus' }],
  };
}

/** The time before a moment and from it on. */
export function sidesOf({ start, end }: Range, at: EpochMs): readonly [Range, Range] {
  return [
    { start, end: at },
    { start: at, end },
  ];
}

/** In which hours each release of a transaction had events: its own first one may be days after that of others. */
export function releasesQuery(scope: Scope, id: TransactionId): Query {
  return {
    ...ofTransaction(scope, id),
    of: 'transactions',
    by: ['release', { time: HOUR }],
    show: [{ metric: 'sampled_count' }],
  };
}
