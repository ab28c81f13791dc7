import { metricOf } from '../metrics/registry.ts';
import type { NumberColumn } from '../model/column.ts';
import type { Widget } from './view.ts';

const VITALS: Readonly<Partial<Record<NumberColumn, string>>> = {
  lcp: 'LCP',
  fcp: 'FCP',
  fp: 'FP',
  cls: 'CLS',
  inp: 'INP',
  fid: 'FID',
  ttfb: 'TTFB',
};

/** A column in words: `duration`, `LCP`, `db time`. */
export function columnWords(column: NumberColumn): string {
  return VITALS[column] ?? (column.startsWith('spans.') ? `${column.slice('spans.'.length)} time` : column);
}

/** What a widget is called: `Throughput`, `p95 duration`, `p75 LCP`. */
export function widgetWords({ metric, of = 'duration' }: Widget): string {
  const { label, columns } = metricOf(metric);
  return columns.length === 0 ? label : `${label} ${columnWords(of)}`;
}

/** What a widget's number says. */
export function widgetHelp({ metric }: Widget): string {
  return metricOf(metric).help;
}
