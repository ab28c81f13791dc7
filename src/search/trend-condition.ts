import { unitOfShow } from '../metrics/derive.ts';
import { metricOf } from '../metrics/registry.ts';
import type { Comparison } from '../model/filter.ts';
import { METRICS, isMetricName } from '../model/metric.ts';
import type { MetricName, Show } from '../model/metric.ts';
import type { Having } from '../model/query.ts';
import { showOf } from './metric-function.ts';
import { READERS, comparedMetric, orderingOf, readMetricValue } from './metric-operand.ts';
import type { ValueReader } from './metric-operand.ts';
import { parsePercentage } from './number.ts';
import type { Operand } from './operand.ts';
import type { ConditionPiece, ItemPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';
import { mostSimilar } from './similar.ts';
import type { TrendFunction } from './trend-function.ts';
import { parseGrowth } from './trend-growth.ts';

const GROWTH: ValueReader = { read: parseGrowth, what: 'a change, as in >5% or <-10%' };

const SHARE: ValueReader = { read: parsePercentage, what: 'a ratio, as in >0.25 or <400%' };

function readerOf({ name, read }: TrendFunction, show: Show): ValueReader {
  if (read === 'ratio') return name === 'trend_percentage' ? GROWTH : SHARE;
  return READERS[unitOfShow(show)];
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
};

/** `trend_percentage():>5%`: a condition on what became of a transaction between the two halves of the time. */
export function trendCondition(
  { key, isNegated }: ConditionPiece,
  trend: TrendFunction,
  args: readonly ItemPiece[],
  operand: Operand,
): Having {
  const show = toTrend(trend, args, key);
  const value = readMetricValue(operand, readerOf(trend, show));
  const ordering = orderingOf(operand, isNegated);
  if (trend.name !== 'confidence') return comparedMetric(show, ordering, value);
  // The distance from 0: beyond a bound on either side, or within both.
  const { is } = ordering;
  const either: Having = {
    kind: is === '<' || is === '<=' ? 'and' : 'or',
    of: [
      { kind: 'metric', show, is, value },
      { kind: 'metric', show, is: MIRRORED[is], value: -value },
    ],
  };
  return ordering.is === '=' && ordering.isRuledOut ? { kind: 'not', of: either } : either;
}

/** What a comparison with arguments stands for. Throws where it can be of no such thing. */
function toTrend(trend: TrendFunction, args: readonly ItemPiece[], place: Place): Show {
  const { name, read, takes, metric } = trend;
  if (args.some(({ isMissing }) => isMissing)) {
    throw new SearchProblem(
      `An argument of ${name}() is empty.`,
      place,
      'Remove the comma that has nothing at its side, or write what is missing.',
    );
  }
  const [named, column] = takes === 'metric' ? args : [undefined, args[0]];
  const most = { metric: 2, column: 1, nothing: 0 }[takes];
  if (args.length > most) refuseArguments(trend, place);
  const of = named === undefined ? metric : metricIn(named, trend);
  if (column === undefined) return { metric: of, read };
  if (metricOf(of).columns.length === 0) {
    throw new SearchProblem(
      `${of} is of whole transactions and takes no column.`,
      column,
      `Write ${name}(${of}).`,
    );
  }
  return { ...showOf(of, column), read };
}

function metricIn({ text, start, end }: ItemPiece, { name }: TrendFunction): MetricName {
  if (isMetricName(text)) return text;
  const similar = mostSimilar(METRICS, text);
  throw new SearchProblem(
    `There is no metric ${text}.`,
    { start, end },
    `${similar === null ? '' : `Did you mean ${similar}? `}Write for instance ${name}(p95) or ${name}(avg,lcp).`,
  );
}

function refuseArguments({ name, takes }: TrendFunction, place: Place): never {
  const [what, example] = {
    metric: ['a metric and its column at most', `${name}(p95,lcp)`],
    column: ['one column', `${name}(lcp)`],
    nothing: ['nothing in its parentheses', `${name}()`],
  }[takes];
  throw new SearchProblem(`${name}() takes ${what ?? ''}.`, place, `Write for instance ${example ?? ''}.`);
}
