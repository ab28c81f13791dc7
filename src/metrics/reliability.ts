import { itself } from './itself.ts';
import type { Metric } from './metric.ts';

export const failed: Metric = {
  label: 'Failures',
  short: 'failed',
  unit: () => 'count',
  help: 'How many transactions ended with a status other than ok, cancelled or unknown.',
  direction: 'lower',
  columns: [],
  needs: () => [{ kind: 'failed' }],
  derive: itself,
};

/** failed ÷ count, as Sentry's `failure_rate()`. */
export const failureRate: Metric = {
  label: 'Failure rate',
  short: 'failure rate',
  unit: () => 'ratio',
  help: 'The share of transactions that ended with a status other than ok, cancelled or unknown.',
  direction: 'lower',
  columns: [],
  needs: () => [{ kind: 'failed' }, { kind: 'count' }],
  derive: ([failures = Number.NaN, total = Number.NaN]) => (total > 0 ? failures / total : Number.NaN),
};
