import { itself } from './itself.ts';
import { MEASURABLE_COLUMNS, unitOf } from './measurable.ts';
import type { Metric } from './metric.ts';

/** A percentile, greater than 0 and below 100, of any column that is measured. */
export function percentile(percent: number, help = helpOf(percent)): Metric {
  return {
    label: `p${percent}`,
    short: `p${percent}`,
    unit: unitOf,
    help,
    direction: 'lower',
    columns: MEASURABLE_COLUMNS,
    needs: (of) => [{ kind: 'quantile', of, q: percent / 100 }],
    derive: itself,
  };
}

function helpOf(percent: number): string {
  const rest = Number((100 - percent).toFixed(3));
  return `${percent} of 100 transactions took at most this long: what the slowest ${rest} % exceed.`;
}

export const p50 = percentile(50, 'The median: half of the transactions took less, half took more.');
export const p75 = percentile(75, 'Three quarters of the transactions took at most this long.');
export const p90 = percentile(90, 'Nine of ten transactions took at most this long.');
export const p95 = percentile(95);
export const p99 = percentile(99);

export const max: Metric = {
  label: 'Maximum',
  short: 'max',
  unit: unitOf,
  help: 'The largest value of all.',
  direction: 'lower',
  columns: MEASURABLE_COLUMNS,
  needs: (of) => [{ kind: 'max', of }],
  derive: itself,
};

export const min: Metric = {
  label: 'Minimum',
  short: 'min',
  unit: unitOf,
  help: 'The smallest value of all.',
  direction: 'lower',
  columns: MEASURABLE_COLUMNS,
  needs: (of) => [{ kind: 'min', of }],
  derive: itself,
};
