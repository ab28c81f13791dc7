/**
 * Charts that can be shown as tables, by the names an address calls them; the three widgets of the Performance page, whose
 * metrics change, are numbered instead (`tableWidgets`). Two charts of one page never have the same name.
 */
export const CHART_NAMES = [
  'distribution',
  'time',
  'throughput',
  'failures',
  'percentiles',
  'heatmap',
  'trend',
  'strip',
  'work',
  'together',
  'vital',
  'vital-distribution',
  'course',
  'sides',
  'rule',
] as const;
export type ChartName = (typeof CHART_NAMES)[number];
