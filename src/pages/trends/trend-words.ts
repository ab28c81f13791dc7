import { unitOf } from '../../metrics/measurable.ts';
import type { Unit } from '../../model/column.ts';
import { formatDuration, formatPercent, formatPlain } from '../../ui/format.ts';
import type { TrendColumn, TrendLook } from '../../view/trend-look.ts';
import { columnWords } from '../../view/metric-words.ts';
import type { FoundTrend } from './found.ts';

const MINUS = '\u2212';

/** The unit of what a trend is about. */
export function trendUnit(of: TrendColumn): Unit {
  return unitOf(of);
}

export function formatTrendValue(of: TrendColumn, value: number): string {
  return trendUnit(of) === 'ms' ? formatDuration(value) : formatPlain(value);
}

/** What sums leave of a rounding is nothing: a billionth of a second is none of a trend. */
const LEAST = 1e-6;

/** `+412 ms`, `−0.04`. */
export function formatSigned(of: TrendColumn, change: number): string {
  if (Math.abs(change) < LEAST) return formatTrendValue(of, 0);
  return `${change < 0 ? MINUS : '+'}${formatTrendValue(of, Math.abs(change))}`;
}

/** `+53 %`. */
export function formatSignedShare(share: number): string {
  return `${share < 0 ? MINUS : '+'}${formatPercent(Math.abs(share))}`;
}

/** What is followed: `p95 duration`, `Average LCP`. */
export function lookWords({ by, of }: Pick<TrendLook, 'by' | 'of'>): string {
  return `${by === 'avg' ? 'average' : by} ${columnWords(of)}`;
}

/** How sure a trend is, on its face. */
export function sureWords({ q, t }: FoundTrend): string {
  if (Number.isFinite(q)) {
    if (q <= 0.001) return 'almost certain';
    return q <= 0.01 ? 'very likely' : 'likely';
  }
  return `|t| ${Math.abs(t).toFixed(1)}`;
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}

/** The same in full, for a tooltip. */
export function sureHelp({ p, q, t }: FoundTrend): string {
  return Number.isFinite(q)
    ? `p ${probability(p)}; with all transactions tried, q ${probability(q)}: so often a change as clear is seen where there is none.`
    : `Welch’s t of the averages of both halves is ${t.toFixed(2)}; the classic rules want more than 6 either way.`;
}
