import type { MetricName } from '../model/metric.ts';
import type { Metric } from './metric.ts';
import { max, min, p50, p75, p90, p95, p99 } from './percentiles.ts';
import { score, unscored } from './page-score.ts';
import { failed, failureRate } from './reliability.ts';
import { apdex, miserableUsers, userMisery, users } from './satisfaction.ts';
import { avg, sum } from './totals.ts';
import { count, lastSeen, sampledCount, throughput } from './volume.ts';

/** Every metric by its name: the one place that menus, table heads, sources and formulas ask. */
export const REGISTRY: Readonly<Record<MetricName, Metric>> = {
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
