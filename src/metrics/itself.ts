import type { Metric } from './metric.ts';

/** The formula of a metric that is one statistic itself; NaN where there is no data. */
export const itself: Metric['derive'] = ([value = Number.NaN]) => value;
