import type { NumberColumn } from '../../../src/model/column.ts';
import type { MetricName, Show } from '../../../src/model/metric.ts';
import { isFailure } from '../../../src/model/status.ts';
import type { Dictionaries } from '../bench-data.ts';
import { doubleSql } from './key-sql.ts';
import { storedAs } from './layout.ts';

/** What is gathered of each group before readings are derived; `variance` is of the duration, for Welch's t. */
export interface Measure {
  readonly metric: MetricName | 'variance';
  readonly of: NumberColumn;
}

const QUANTILES: ReadonlyMap<string, number> = new Map([
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
]);

/** The q of a percentile; null for every other metric. */
export function quantileOf({ metric }: Measure): number | null {
  return QUANTILES.get(metric) ?? null;
}

/** A name that equal measures share. */
export function measureName({ metric, of }: Measure): string {
  return `${metric}_${of}`;
}

/** The measures that these metrics need, each once. */
export function measuresOf(shows: readonly Show[]): Measure[] {
  const all = shows.flatMap(({ metric, of = 'duration', read }): Measure[] =>
    read === 't'
      ? [
          { metric, of },
          { metric: 'sampled_count', of: 'duration' },
          { metric: 'variance', of: 'duration' },
        ]
      : [{ metric, of }],
  );
  return [...new Map(all.map((measure) => [measureName(measure), measure])).values()];
}

/** Whether it takes the users of a group, which are gathered by a statement of their own. */
export function isOfUsers({ metric }: Measure): boolean {
  return metric === 'users' || metric === 'miserable_users';
}

/** Whether it takes the thresholds of the transactions, `t`. */
export function isOfThreshold({ metric }: Measure): boolean {
  return metric === 'apdex' || metric === 'miserable_users';
}

/** A measure as an aggregate; users as one writes them, not as is fastest. Percentiles are not in here. */
export function measureSql({ metric, of }: Measure, weighted: boolean, dictionaries: Dictionaries): string {
  const column = storedAs(of).name;
  const double = doubleSql(of);
  const countIf = (condition: string): string =>
    weighted ? `coalesce(sum(weight) FILTER (${condition}), 0)` : `count(*) FILTER (${condition})`;
  switch (metric) {
    case 'count':
      return weighted ? 'sum(weight)' : 'count(*)';
    case 'sampled_count':
      return 'count(*)';
    case 'failed': {
      const codes = dictionaries.status.flatMap((word, code) => (isFailure(word) ? [code] : []));
      return countIf(`status IN (${codes.join(', ')})`);
    }
    case 'apdex':
      return `(${countIf('dur <= t')} + ${countIf('dur > t AND dur <= 4 * t')} / 2) / ${countIf('dur >= 0')}`;
    case 'p100':
      return `max(${column})`;
    case 'min':
      return `min(${column})`;
    case 'sum':
      return weighted ? `sum(${double} * weight)` : `sum(${column})`;
    case 'avg':
      return weighted
        ? `sum(${double} * weight) / sum(weight) FILTER (${column} IS NOT NULL)`
        : `avg(${column})`;
    case 'variance':
      return `var_samp(dur)`;
    case 'users':
      return 'count(DISTINCT usr)';
    case 'miserable_users':
      return 'count(DISTINCT usr) FILTER (dur > 4 * t)';
    case 'last_seen':
      return 'max(ts)';
    default:
      throw new Error(`The bench does not ask a peer for ${metric}.`);
  }
}
