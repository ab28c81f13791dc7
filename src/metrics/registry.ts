import type { MetricName, NamedMetric } from '../model/metric.ts';
import { PERCENTILE_RULE, percentOf } from '../model/percentile.ts';
import type { Metric } from './metric.ts';
import { max, min, p50, p75, p90, p95, p99, percentile } from './percentiles.ts';
import { score, unscored } from './page-score.ts';
import { failed, failureRate } from './reliability.ts';
import { apdex, miserableUsers, userMisery, users } from './satisfaction.ts';
import { avg, sum } from './totals.ts';
import { count, lastSeen, sampledCount, throughput } from './volume.ts';

/** Every metric that has a name of its own, for menus; `metricOf` knows the other percentiles too. */
export const REGISTRY: Readonly<Record<NamedMetric, Metric>> = {
  count,
  sampled_count: sampledCount,
  throughput,
  failed,
  failure_rate: failureRate,
  apdex,
  users,
  miserable_users: miserableUsers,
  user_misery: userMisery,
  p50,
  p75,
  p90,
  p95,
  p99,
  p100: max,
  min,
  avg,
  sum,
  last_seen: lastSeen,
  score,
  unscored,
};

/**
 * What a metric is: the one place that table heads, sources and formulas ask. Throws a RangeError for what is no metric.
 */
export function metricOf(name: MetricName): Metric {
  if (Object.hasOwn(REGISTRY, name)) return REGISTRY[name as NamedMetric];
  const percent = percentOf(name);
  if (percent === null) throw new RangeError(`There is no metric “${name}”. ${PERCENTILE_RULE}`);
  return percentile(percent);
}
