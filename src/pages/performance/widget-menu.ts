import { VITALS } from '../../model/transaction.ts';
import { WORK_COLUMNS } from '../../model/column.ts';
import type { MetricName } from '../../model/metric.ts';
import type { Widget } from '../../view/view.ts';

export interface WidgetGroup {
  readonly label: string;
  readonly widgets: readonly Widget[];
}

function each(...metrics: readonly MetricName[]): Widget[] {
  return metrics.map((metric) => ({ metric }));
}

/** Every metric that makes a curve, as the menu of a widget offers them. */
export const WIDGET_GROUPS: readonly WidgetGroup[] = [
  { label: 'Duration', widgets: each('p50', 'p75', 'p90', 'p95', 'p99', 'p100', 'avg', 'min', 'sum') },
  { label: 'Traffic', widgets: each('throughput', 'count', 'sampled_count', 'users') },
  {
    label: 'Health',
    widgets: each('failure_rate', 'failed', 'apdex', 'user_misery', 'miserable_users'),
  },
  {
    label: 'Web vitals',
    widgets: [...each('score', 'unscored'), ...VITALS.map((of): Widget => ({ metric: 'p75', of }))],
  },
  { label: 'Time by operation', widgets: WORK_COLUMNS.map((of) => ({ metric: 'p75', of })) },
];

export function isSameWidget(one: Widget, two: Widget): boolean {
  return one.metric === two.metric && (one.of ?? 'duration') === (two.of ?? 'duration');
}
