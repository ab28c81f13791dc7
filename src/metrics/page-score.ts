import type { Metric } from './metric.ts';

/** Σ weight·score ÷ Σ weight of the page views that have a score (`performance-score.ts`, semantics A6). */
export const score: Metric = {
  label: 'Performance score',
  short: 'score',
  unit: () => 'score',
  help: 'From 0 to 1: how good the web vitals of the page views are, on average. Page views without LCP, FCP, CLS or TTFB have no score.',
  direction: 'higher',
  columns: [],
  needs: () => [{ kind: 'score sum' }, { kind: 'scored' }],
  derive: ([sum = Number.NaN, scored = Number.NaN]) => (scored > 0 ? sum / scored : Number.NaN),
};

export const unscored: Metric = {
  label: 'Page views without a score',
  short: 'unscored',
  unit: () => 'count',
  help: 'Page views that carry a web vital, but not all of LCP, FCP, CLS and TTFB, so that they have no performance score.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'unscored' }],
  derive: ([value = Number.NaN]) => value,
};
