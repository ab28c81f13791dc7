import type { NumberColumn } from '../../../model/column.ts';
import type { Show } from '../../../model/metric.ts';
import type { PanelKind } from '../../../view/view.ts';

/** The list widgets that put transactions in an order. */
export type RankKind = Exclude<PanelKind, 'regressed' | 'improved' | 'errors' | 'durations'>;

/** What a list widget ranks transactions by. */
export interface RankSpec {
  readonly label: string;
  /** What its two numbers are, over them. */
  readonly head: string;
  readonly help: string;
  /** Only rows that have something of it. */
  readonly has: { readonly field: NumberColumn; readonly above: number };
  /** What is ranked by, the largest first. */
  readonly show: Show;
  /** What stands beside it. */
  readonly beside: Show;
  readonly isRare: boolean;
}

function work(name: 'http' | 'db' | 'resource' | 'browser', label: string): RankSpec {
  const field = `spans.${name}` as const;
  return {
    label: `Slowest ${label}`,
    head: `p75 of ${name} time, events`,
    help: `Transactions by the p75 of their time in ${name} spans, where they have any.`,
    has: { field, above: 0 },
    show: { metric: 'p75', of: field },
    beside: { metric: 'count' },
    isRare: true,
  };
}

/** Poor above: getsentry/sentry `VITAL_THRESHOLDS` for LCP and CLS, web.dev for INP. */
function worst(field: 'lcp' | 'inp' | 'cls', poor: number): RankSpec {
  const name = field.toUpperCase();
  return {
    label: `Worst ${name}`,
    head: `poor, p75 of those`,
    help: `Transactions by how many of their page loads have a poor ${name}.`,
    has: { field, above: poor },
    show: { metric: 'count' },
    beside: { metric: 'p75', of: field },
    isRare: false,
  };
}

export const RANKS: Readonly<Record<RankKind, RankSpec>> = {
  http: work('http', 'HTTP'),
  db: work('db', 'DB'),
  resource: work('resource', 'resources'),
  browser: work('browser', 'browser work'),
  lcp: worst('lcp', 4_000),
  inp: worst('inp', 500),
  cls: worst('cls', 0.25),
};
