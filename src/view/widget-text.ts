import { isNumberColumn } from '../model/column.ts';
import { isMetricName } from '../model/metric.ts';
import type { Widget } from './view.ts';

/** Writes what a widget shows: `p95`, or `p75.spans.db` of a column that is not the duration. */
export function printWidget({ metric, of }: Widget): string {
  return of === undefined ? metric : `${metric}.${of}`;
}

/** Reads `p95` or `p99.9.spans.db`; null for what is no widget. A dot before a digit is a decimal point. */
export function parseWidget(text: string): Widget | null {
  const dot = text.search(/\.(?!\d)/);
  const metric = dot < 0 ? text : text.slice(0, dot);
  if (!isMetricName(metric)) return null;
  if (dot < 0) return { metric };
  const of = text.slice(dot + 1);
  return isNumberColumn(of) ? { metric, of } : null;
}
