import type { MetricName, Reading } from '../model/metric.ts';

/** A comparison of the later half of the time with the earlier one, as a search writes it. */
export interface TrendFunction {
  /** Without parentheses. */
  readonly name: string;
  readonly read: Exclude<Reading, 'value' | 'versus'>;
  /** What stands in the parentheses: a metric and its column, a column alone, or nothing. */
  readonly takes: 'metric' | 'column' | 'nothing';
  /** The metric where none is named, or none can be. */
  readonly metric: MetricName;
  /** What it says, in one or two sentences. */
  readonly meaning: string;
}

/** Every comparison of halves by the names of Sentry's trends, whose median of the duration is what they are of. */
export const TREND_FUNCTIONS: readonly TrendFunction[] = [
  {
    name: 'trend_percentage',
    read: 'ratio',
    takes: 'metric',
    metric: 'p50',
    meaning:
      'How much slower the later half of the time is than the earlier: >5% is more than 1.05 times. Of the median, or as in trend_percentage(p95,lcp).',
  },
  {
    name: 'trend_difference',
    read: 'difference',
    takes: 'metric',
    metric: 'p50',
    meaning:
      'The later half of the time minus the earlier: >100ms is slower by more than that. Of the median, or as in trend_difference(p95).',
  },
  {
    name: 'count_percentage',
    read: 'ratio',
    takes: 'nothing',
    metric: 'count',
    meaning:
      'How many transactions the later half of the time has for each of the earlier: >0.25 and <4 keep what can be compared.',
  },
  {
    name: 't_test',
    read: 't',
    takes: 'column',
    metric: 'avg',
    meaning:
      'Welch’s t of the averages of the two halves of the time: above 0 it got faster, below 0 slower.',
  },
  {
    name: 'confidence',
    read: 't',
    takes: 'column',
    metric: 'avg',
    meaning:
      'How far apart the averages of the two halves of the time are, as Welch’s |t|: >6 is hardly chance.',
  },
];

/** The comparison of this name; undefined where there is none. */
export function trendFunction(name: string): TrendFunction | undefined {
  return TREND_FUNCTIONS.find((known) => known.name === name);
}
