import { metricOf } from '../metrics/registry.ts';
import type { NumberColumn } from '../model/column.ts';
import { isMetricName } from '../model/metric.ts';
import type { MetricName, Show } from '../model/metric.ts';
import { PERCENTILE_RULE, percentileName } from '../model/percentile.ts';
import { KNOWN_NAMES, toKey } from './key-lookup.ts';
import type { ItemPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';
import { mostSimilar } from './similar.ts';
import { TREND_FUNCTIONS, trendFunction } from './trend-function.ts';

/** A metric as a search writes it: for its parser, and for whoever completes what is typed. */
export interface SearchFunction {
  /** Without parentheses. */
  readonly name: string;
  readonly metric: MetricName;
  /** What stands in the parentheses: nothing, a column (duration where it is left out), or the word `user`. */
  readonly takes: 'nothing' | 'column' | 'user';
  /** Per how many minutes it counts, where that is not the metric's own minute. */
  readonly minutes: number;
}

function named(metric: MetricName, ...names: string[]): SearchFunction[] {
  const takes = metricOf(metric).columns.length > 0 ? 'column' : 'nothing';
  return [metric, ...names].map((name) => ({ name, metric, takes, minutes: 1 }));
}

const PER_SECOND = 1 / 60;

/** Every metric by our name and by those of Sentry's search. */
export const SEARCH_FUNCTIONS: readonly SearchFunction[] = [
  ...named('p50'),
  ...named('p75'),
  ...named('p90'),
  ...named('p95'),
  ...named('p99'),
  ...named('p100', 'max'),
  ...named('min'),
  ...named('avg'),
  ...named('sum'),
  ...named('count'),
  ...named('sampled_count'),
  ...named('throughput', 'tpm', 'epm'),
  { name: 'tps', metric: 'throughput', takes: 'nothing', minutes: PER_SECOND },
  { name: 'eps', metric: 'throughput', takes: 'nothing', minutes: PER_SECOND },
  ...named('failure_rate'),
  ...named('failed', 'failure_count'),
  ...named('apdex'),
  ...named('users'),
  { name: 'count_unique', metric: 'users', takes: 'user', minutes: 1 },
  ...named('user_misery'),
  ...named('miserable_users'),
  { name: 'count_miserable', metric: 'miserable_users', takes: 'user', minutes: 1 },
  ...named('score'),
  ...named('unscored'),
  ...named('last_seen'),
];

/** The function of this name: one of the list, or any percentile, such as `p99.9`; undefined where there is none. */
export function metricFunction(name: string): SearchFunction | undefined {
  const known = SEARCH_FUNCTIONS.find((each) => each.name === name);
  return known ?? (isMetricName(name) ? { name, metric: name, takes: 'column', minutes: 1 } : undefined);
}

/** A function with its arguments, as a metric. */
export interface MetricCall {
  readonly show: Show;
  readonly minutes: number;
}

/** What a function with arguments stands for. Throws where there is none such. */
export function toMetric(name: string, args: readonly ItemPiece[], place: Place): MetricCall {
  if (args.some(({ isMissing }) => isMissing)) {
    throw new SearchProblem(
      `An argument of ${name}() is empty.`,
      place,
      'Remove the comma that has nothing at its side, or write what is missing.',
    );
  }
  if (name === 'percentile') return toPercentile(args, place);
  const known = metricFunction(name);
  if (known === undefined) return refuseName(name, place);
  const { metric, takes, minutes } = known;
  const [first, second] = args;
  if (takes === 'column') {
    if (second !== undefined) refuseArguments(name, 'takes one column', `${name}(lcp)`, place);
    return { show: first === undefined ? { metric } : showOf(metric, first), minutes };
  }
  if (takes === 'user') {
    if (first?.text === 'user' && second === undefined) return { show: { metric }, minutes };
    return refuseArguments(
      name,
      'is counted of users, with the thresholds of the settings',
      `${name}(user)`,
      place,
    );
  }
  if (first === undefined) return { show: { metric }, minutes };
  const isThreshold = metric === 'apdex' || metric === 'user_misery';
  const why = isThreshold ? 'takes its threshold from the settings' : 'takes nothing in its parentheses';
  return refuseArguments(name, why, `${name}()`, place);
}

/** A metric of the column that an argument names. Throws where it is of no such thing. */
export function showOf(metric: MetricName, argument: ItemPiece): Show {
  const of = columnOf(metric, argument);
  return of === 'duration' ? { metric } : { metric, of };
}

function columnOf(metric: MetricName, { text, start, end }: ItemPiece): NumberColumn {
  const key = toKey(text);
  const { columns } = metricOf(metric);
  if (key.kind === 'known' && key.reading.kind === 'number' && columns.includes(key.reading.field)) {
    return key.reading.field;
  }
  const others = KNOWN_NAMES.filter((name) => name !== text);
  const similar = mostSimilar(others, text);
  throw new SearchProblem(
    `“${text}” is nothing that ${metric}() can be of.`,
    { start, end },
    `${similar === null ? '' : `Did you mean ${similar}? `}It is of ${columns.slice(0, 8).join(', ')} and the like.`,
  );
}

function toPercentile(args: readonly ItemPiece[], place: Place): MetricCall {
  const [column, level] = args;
  // By text, so that 0.29 is p29 and not p28.999999999999996.
  const metric = percentileName(Number((Number(level?.text) * 100).toPrecision(12)));
  if (column === undefined || metric === null || args.length !== 2) {
    return refuseArguments(
      'percentile',
      'takes a column and a number greater than 0 and at most 1, with at most five decimals',
      'percentile(duration,0.95)',
      place,
    );
  }
  return { show: showOf(metric, column), minutes: 1 };
}

function refuseArguments(name: string, why: string, example: string, place: Place): never {
  throw new SearchProblem(`${name}() ${why}.`, place, `Write for instance ${example}.`);
}

function refuseName(name: string, place: Place): never {
  if (/^p[\d.]+$/.test(name)) {
    const advice = `${PERCENTILE_RULE} Write for instance p95() or p99.9().`;
    throw new SearchProblem(`There is no percentile ${name}().`, place, advice);
  }
  const similar = mostSimilar(
    [...SEARCH_FUNCTIONS, ...TREND_FUNCTIONS].map((known) => known.name),
    name,
  );
  const isOfUser = SEARCH_FUNCTIONS.some((known) => known.name === similar && known.takes === 'user');
  throw new SearchProblem(
    `There is no metric ${name}().`,
    place,
    similar === null
      ? 'There are for instance p95(), failure_rate(), apdex(), throughput() and count_unique(user). Text with parentheses goes in quotes.'
      : `Did you mean ${similar}(${isOfUser ? 'user' : ''})?`,
  );
}

/** Whether a word is the name of a metric, so that a condition on it may have been meant. */
export function isFunctionName(name: string): boolean {
  return metricFunction(name) !== undefined || trendFunction(name) !== undefined;
}
