/**
 * What the plot above the widgets draws: how often each duration occurs over time, percentiles alone, time by kind of work,
 * or the numbers as a table; or nothing, for who works from the table of transactions.
 */
export const PLOTS = ['heatmap', 'percentiles', 'work', 'table', 'hidden'] as const;
export type PlotKind = (typeof PLOTS)[number];
