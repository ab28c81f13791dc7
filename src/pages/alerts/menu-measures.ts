import { ALERT_METRICS } from '../../model/alert-rule.ts';
import type { Measure } from '../../model/alert-rule.ts';
import { percentOf } from '../../model/percentile.ts';
import { VITALS } from '../../model/transaction.ts';
import { printWidget } from '../../view/widget-text.ts';

/** What a rule can measure, as the menu offers it: metrics of the duration, then of each vital. */
export const MENU_MEASURES: readonly Measure[] = [
  ...ALERT_METRICS.map((metric): Measure => ({ metric })),
  ...VITALS.map((of): Measure => ({ metric: 'p75', of })),
  ...VITALS.map((of): Measure => ({ metric: 'p95', of })),
];

export function isInMenu(measure: Measure): boolean {
  return MENU_MEASURES.some((listed) => printWidget(listed) === printWidget(measure));
}

/** The percentile of a measure that the menu does not have, as it is typed: `99.9`; null of every other. */
export function percentBesideMenu(measure: Measure): string | null {
  const percent = isInMenu(measure) ? null : percentOf(measure.metric);
  return percent === null ? null : String(percent);
}
