import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import type { TrendSettings } from '../../../model/trend-settings.ts';
import { readTrends, surestOf, trendQuery } from '../../../trends/classic-question.ts';
import type { TrendQuestion } from '../../../trends/classic-question.ts';
import { classicTrends } from '../../../trends/classic.ts';
import type { Direction, TrendRow } from '../../../trends/classic.ts';
import { isIgnored } from '../../../trends/ignored.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { withoutVersus } from '../../../view/compare.ts';
import type { TransactionId } from '../../../view/view.ts';

/** A transaction whose average is different in the second half of the range. */
export interface PanelTrend extends TrendRow {
  readonly id: TransactionId;
}

/** Transactions looked through at most: those that moved most surely. */
const MOST = 5_000;

function questionOf(scope: ComparedScope): TrendQuestion {
  return { scope: withoutVersus(scope), of: 'duration', by: 'avg' };
}

/** The averages of both halves of the range. */
export function panelQuery(scope: ComparedScope, direction: Direction): Query {
  return surestOf(trendQuery(questionOf(scope)), direction, MOST);
}

/**
 * The transactions that moved, the largest change first, by the rules of the trends page but for those ignored there.
 * `asked`: what the Result answers, a `panelQuery`.
 */
export function toPanelTrends(
  asked: Query,
  result: Result,
  direction: Direction,
  { classic, ignored }: TrendSettings,
  limit: number,
): PanelTrend[] {
  const range = { start: (asked.versus?.range ?? asked.range).start, end: asked.range.end };
  const question = questionOf({ range, where: asked.where });
  return classicTrends(readTrends(result, question), direction, classic)
    .map((row) => ({
      ...row,
      id: { project: row.project ?? '', transaction: row.transaction ?? '' },
    }))
    .filter(({ id }) => !isIgnored(id, null, ignored))
    .slice(0, limit);
}
