import type { NumberColumn, Unit } from '../model/column.ts';
import type { Reading, Show } from '../model/metric.ts';
import { itself } from './itself.ts';
import type { Metric } from './metric.ts';
import { metricOf } from './registry.ts';
import { statName } from './stat.ts';
import type { Stat } from './stat.ts';

/** The statistics of one side of a question, by `statName`: one value a group. */
export type Gathered = ReadonlyMap<string, Float64Array>;

/** Of `avg`, Welch's t needs these besides: n counts rows and the variance is always the duration's. */
const T_NEEDS: readonly Stat[] = [{ kind: 'rows' }, { kind: 'variance', of: 'duration' }];

/** The column a `show` is of. */
export function columnOf(show: Show): NumberColumn {
  return show.of ?? 'duration';
}

/** The reading of a `show`. */
export function readingOf(show: Show): Reading {
  return show.read ?? 'value';
}

/** The column's name in a Result: `p95`, `p95(lcp)`, `avg:ratio`. */
export function showName(show: Show): string {
  const takesColumn = metricOf(show.metric).columns.length > 0;
  const of = takesColumn && show.of !== undefined && show.of !== 'duration' ? `(${show.of})` : '';
  const read = readingOf(show);
  return `${show.metric}${of}${read === 'value' ? '' : `:${read}`}`;
}

/** The unit of a `show`: a ratio has its own, a difference of two moments is a length of time, t has none. */
export function unitOfShow(show: Show): Unit {
  const unit = metricOf(show.metric).unit(columnOf(show));
  switch (readingOf(show)) {
    case 'value':
    case 'versus':
      return unit;
    case 'difference':
      return unit === 'epoch' ? 'ms' : unit;
    case 'ratio':
      return 'ratio';
    case 't':
      return 'none';
  }
}

/** The statistics that these metrics need, each once. */
export function statsFor(shows: readonly Show[]): Stat[] {
  const stats = new Map<string, Stat>();
  for (const show of shows) {
    const needs = metricOf(show.metric).needs(columnOf(show));
    for (const stat of readingOf(show) === 't' ? [...needs, ...T_NEEDS] : needs) {
      stats.set(statName(stat), stat);
    }
  }
  return [...stats.values()];
}

/** Those that one side has to bring: a reading of the other side alone needs none of it. */
export function statsOfSide(shows: readonly Show[], side: 'value' | 'versus'): Stat[] {
  const other = side === 'value' ? 'versus' : 'value';
  return statsFor(shows.filter((show) => readingOf(show) !== other));
}

function valueOf(gathered: Gathered, name: string, group: number): number {
  const values = gathered.get(name);
  if (values === undefined) throw new Error(`The statistic ${name} was not gathered.`);
  return values[group] ?? Number.NaN;
}

/** The metric itself, for every group of one side. */
function deriveSide(metric: Metric, of: NumberColumn, gathered: Gathered, groups: number): Float64Array {
  const needs = metric.needs(of).map((stat) => {
    const values = gathered.get(statName(stat));
    if (values === undefined) throw new Error(`The statistic ${statName(stat)} was not gathered.`);
    return values;
  });
  const [first] = needs;
  // Most are: then nothing has to be called for each group.
  if (metric.derive === itself && first !== undefined && first.length >= groups)
    return first.slice(0, groups);
  const stats: number[] = needs.map(() => Number.NaN);
  const values = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    for (let index = 0; index < needs.length; index++) stats[index] = needs[index]![group] ?? Number.NaN;
    values[group] = metric.derive(stats);
  }
  return values;
}

/** The squared standard error of an average: variance of the duration ÷ rows. NaN below two rows. */
function squaredError(gathered: Gathered, group: number): number {
  return valueOf(gathered, 'variance(duration)', group) / valueOf(gathered, 'rows', group);
}

/** NaN, not an infinity, where there is nothing to divide by. */
function divide(a: number, b: number): number {
  return b === 0 ? Number.NaN : a / b;
}

/**
 * The values of a `show`, one a group. `versus` is the other side of a comparison, null where there is none; then
 * every reading but `value` is NaN.
 *
 * Welch's t is (avg_versus − avg_value) ÷ √(var_versus/n_versus + var_value/n_value), positive when it got faster
 * (B. L. Welch, 1947; as Sentry's trends): NaN where a side has fewer than two rows or nothing varies.
 */
export function derive(show: Show, value: Gathered, versus: Gathered | null, groups: number): Float64Array {
  const read = readingOf(show);
  const metric = metricOf(show.metric);
  const of = columnOf(show);
  if (read === 'value') return deriveSide(metric, of, value, groups);
  if (versus === null) return new Float64Array(groups).fill(Number.NaN);
  const other = deriveSide(metric, of, versus, groups);
  if (read === 'versus') return other;
  const own = deriveSide(metric, of, value, groups);
  return own.map((one, group) => {
    const two = other[group] ?? Number.NaN;
    if (read === 'difference') return one - two;
    if (read === 'ratio') return divide(one, two);
    return divide(two - one, Math.sqrt(squaredError(versus, group) + squaredError(value, group)));
  });
}
