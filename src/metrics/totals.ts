import { MEASURABLE_COLUMNS, unitOf } from './measurable.ts';
import { itself } from './itself.ts';
import type { Metric } from './metric.ts';

/** Σ weight·x ÷ Σ weight of the rows that have a value. */
export const avg: Metric = {
  label: 'Average',
  short: 'avg',
  unit: unitOf,
  help: 'The arithmetic mean. A few slow transactions move it a lot; the median is steadier.',
  direction: 'lower',
  columns: MEASURABLE_COLUMNS,
  needs: (of) => [
    { kind: 'sum', of },
    { kind: 'present', of },
  ],
  derive: ([total = Number.NaN, present = Number.NaN]) => (present > 0 ? total / present : Number.NaN),
};

/** Σ weight·x of the rows that have a value. */
export const sum: Metric = {
  label: 'Total',
  short: 'total',
  unit: unitOf,
  help: 'The sum of all values: of durations, the time that all transactions took together.',
  direction: 'none',
  columns: MEASURABLE_COLUMNS,
  needs: (of) => [{ kind: 'sum', of }],
  derive: itself,
};
