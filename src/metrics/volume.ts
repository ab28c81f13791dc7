import { itself } from './itself.ts';
import type { Metric } from './metric.ts';

/** Σ weight. Semantics: a sampled row stands for 1 ÷ sample rate transactions. */
export const count: Metric = {
  label: 'Count',
  short: 'count',
  unit: () => 'count',
  help: 'How many transactions there were. Where clients send a sample, each one counts for as many as it stands for.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'count' }],
  derive: itself,
};

export const sampledCount: Metric = {
  label: 'Sampled count',
  short: 'sampled',
  unit: () => 'count',
  help: 'How many transactions were received and are held, each counted once.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'rows' }],
  derive: itself,
};

/** count ÷ minutes, as Sentry's `tpm()`: the minutes of the whole range, in a series those of the bucket. */
export const throughput: Metric = {
  label: 'Throughput',
  short: 'tpm',
  unit: () => 'per-minute',
  help: 'Transactions per minute over the time shown; in a chart, over each bucket.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'count' }, { kind: 'minutes' }],
  derive: ([total = Number.NaN, minutes = Number.NaN]) => (minutes > 0 ? total / minutes : Number.NaN),
};

export const lastSeen: Metric = {
  label: 'Last seen',
  short: 'last seen',
  unit: () => 'epoch',
  help: 'When the latest transaction ended.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'max', of: 'timestamp' }],
  derive: itself,
};
