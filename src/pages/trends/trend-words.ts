import { unitOf } from '../../metrics/measurable.ts';
import type { Unit } from '../../model/column.ts';
import { writtenFixed } from '../../model/number-style.ts';
import { settled } from '../../trends/explain-words.ts';
import { NO_VALUE, formatDuration, formatPercent, formatPlain } from '../../ui/format.ts';
import type { TrendColumn, TrendLook } from '../../view/trend-look.ts';
import { columnWords } from '../../view/metric-words.ts';
import type { FoundTrend } from './found.ts';

/** The unit of what a trend is about. */
export function trendUnit(of: TrendColumn): Unit {
  return unitOf(of);
}

export function formatTrendValue(of: TrendColumn, value: number): string {
  return trendUnit(of) === 'ms' ? formatDuration(value) : formatPlain(value);
}

/** `+412 ms`, `−0.04`; no change has no sign. */
export function formatSigned(of: TrendColumn, change: number): string {
  const value = settled(change);
  return `${value > 0 ? '+' : ''}${formatTrendValue(of, value)}`;
}

/** `+53%`; what is next to nothing has no sign. */
export function formatSignedShare(share: number): string {
  const text = formatPercent(share);
  return share > 0 && /^\d/.test(text) ? `+${text}` : text;
}

/** How much of a change a part of it is: `95.4%`; `−3.10%` of a part that goes the other way. */
export function formatPart(part: number, whole: number): string {
  return whole === 0 ? NO_VALUE : formatPercent(settled(part) / whole);
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
  return `|t| ${writtenFixed(Math.abs(t), 1)}`;
}

function probability(p: number): string {
  return p < 0.001 ? `< ${writtenFixed(0.001, 3)}` : `= ${writtenFixed(p, 3)}`;
}

/** The same in full, for a tooltip. */
export function sureHelp({ p, q, t }: FoundTrend): string {
  return Number.isFinite(q)
    ? `p ${probability(p)}; with all transactions tried, q ${probability(q)}: so often a change as clear is seen where there is none.`
    : `Welch’s t of the averages of both halves is ${writtenFixed(t, 2)}: beyond 6 either way chance hardly explains it.`;
}
