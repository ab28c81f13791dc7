import type { Having, List, Query, Scope } from '../model/query.ts';
import type { Show } from '../model/metric.ts';
import type { Range } from '../model/time.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import { readingOf } from '../metrics/derive.ts';
import { isMetricName } from '../model/metric.ts';
import { PERCENTILE_RULE } from '../model/percentile.ts';
import { showsOf } from './having.ts';
import { refuse } from './refuse.ts';

function checkShow(show: Show, hasVersus: boolean): void {
  if (!isMetricName(show.metric)) {
    refuse(
      `There is no metric "${show.metric as string}".`,
      `Choose one of the list of metrics. ${PERCENTILE_RULE}`,
    );
  }
  const read = readingOf(show);
  if (read !== 'value' && !hasVersus) {
    refuse(
      `"${show.metric}" asks for "${read}" where nothing is compared.`,
      'Compare with another range or filter.',
    );
  }
  if (read === 't' && show.metric !== 'avg') {
    refuse(`Welch's t is of the average, not of "${show.metric}".`, 'Ask for the average.');
  }
}

function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    refuse(`The limit ${limit} is not a number of rows.`, 'Use a whole number from 0.');
  }
}

function checkHaving(having: Having, { start, end }: Range): void {
  for (const show of showsOf(having)) {
    const read = readingOf(show);
    if (read === 'versus') {
      refuse(
        `A condition on "${show.metric}" asks for the earlier half of the time alone.`,
        'Ask for the ratio or the difference of the two halves.',
      );
    }
    if (read !== 'value' && !Number.isFinite(end - start)) {
      refuse(
        `A condition compares the halves of "${show.metric}" in a time without a start or an end.`,
        'Choose a range with both.',
      );
    }
    checkShow(show, true);
  }
}

/** Refuses a scope that no rows can be picked by, in words. */
export function checkScope(scope: Scope): void {
  const ranges = scope.havingOver === undefined ? [scope.range] : [scope.range, scope.havingOver.range];
  for (const bound of ranges.flatMap(({ start, end }) => [start, end])) {
    if (Number.isNaN(bound)) refuse('The time range has a bound that is no time.', 'Choose the range again.');
  }
  if (scope.having !== undefined) checkHaving(scope.having, (scope.havingOver ?? scope).range);
}

/** Refuses a query that has no answer, in words. */
export function checkQuery(query: Query): void {
  checkScope(query);
  checkLimit(query.limit);
  for (const show of query.show) checkShow(show, query.versus !== undefined);
  for (const { show } of query.order ?? []) {
    if (query.show[show] === undefined) {
      refuse(`The order names metric ${show} of ${query.show.length}.`, 'Order by a metric that is shown.');
    }
  }
  if (query.by.filter(isTimeKey).length > 1 || query.by.filter(isBinKey).length > 1) {
    refuse('A query can group by time once and by bins once.', 'Leave one of them out.');
  }
}

/** Refuses a list that has no answer, in words. */
export function checkList(list: List): void {
  checkScope(list);
  checkLimit(list.limit);
  if (list.upTo !== undefined && !(list.upTo.q >= 0 && list.upTo.q <= 1)) {
    refuse(`There is no quantile ${list.upTo.q}.`, 'Use a number from 0 to 1.');
  }
}
