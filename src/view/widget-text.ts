import { isNumberColumn } from '../model/column.ts';
import { METRICS } from '../model/metric.ts';
import type { Widget } from './view.ts';

/** Writes what a widget shows: `p95`, or `p75.spans.db` of a column that is not the duration. */
export function printWidget({ metric, of }: Widget): string {
  return of === undefined ? metric : `${metric}.${of}`;
}

/** Reads `p95` or `p75.spans.db`; null for what is no widget. No metric has a dot in its name. */
export function parseWidget(text: string): Widget | null {
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  const metric = METRICS.find((metric) => metric === name);
  if (metric === undefined) return null;
  if (dot < 0) return { metric };
  const of = text.slice(dot + 1);
  return isNumberColumn(of) ? { metric, of } : null;
}
