import type { NumberColumn } from '../../src/model/column.ts';
import type { MetricName, Show, Threshold, Thresholds } from '../../src/model/metric.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { endOf, numberOf, textOf } from './value.ts';

/** The rows of one group on one side of a comparison, and how they are to be counted. */
export interface Side {
  readonly rows: readonly Transaction[];
  /** How long the time is that they are from. */
  readonly minutes: number;
  readonly weighted: boolean;
  readonly thresholds: Thresholds;
}

/** A number and how many it stands for. */
interface Weighed {
  readonly value: number;
  readonly weight: number;
}

const NOT_FAILED: readonly (string | null)[] = ['ok', 'cancelled', 'unknown', null];

/** A metric of one side. NaN: no data. Any percentile is by its number. */
export function measure(name: MetricName, of: NumberColumn, side: Side): number {
  if (/^p\d/.test(name) && name !== 'p100') return percentile(weigh(side, of), Number(name.slice(1)) / 100);
  return measureNamed(name, of, side);
}

function measureNamed(metric: MetricName, of: NumberColumn, side: Side): number {
  const { rows } = side;
  const count = weightOf(side, rows);
  const failed = weightOf(
    side,
    rows.filter((row) => !NOT_FAILED.includes(textOf(row, 'status'))),
  );
  switch (metric) {
    case 'count':
      return count;
    case 'sampled_count':
      return rows.length;
    case 'throughput':
      return side.minutes > 0 ? count / side.minutes : Number.NaN;
    case 'failed':
      return failed;
    case 'failure_rate':
      return rows.length === 0 ? Number.NaN : failed / count;
    case 'apdex':
      return apdexOf(side);
    case 'users':
      return usersOf(rows).size;
    case 'miserable_users':
      return miserableUsersOf(side);
    case 'user_misery':
      return userMiseryOf(side);
    case 'p100':
      return largest(weigh(side, of).map(({ value }) => value));
    case 'min':
      return -largest(weigh(side, of).map(({ value }) => -value));
    case 'avg':
      return averageOf(side, of);
    case 'sum':
      return totalOf(weigh(side, of));
    case 'last_seen':
      return largest(rows.map(endOf));
    case 'score':
      return scoreOf(side);
    case 'unscored':
      return weightOf(
        side,
        rows.filter(
          (row) => Object.keys(CURVES).some((vital) => hasVital(row, vital)) && pageScore(row) === null,
        ),
      );
    default:
      throw new RangeError(`The oracle does not know ${metric}.`);
  }
}

/** What a query shows of a group: the metric of one side, or of both. */
export function read(show: Show, value: Side, versus: Side | null): number {
  const of = show.of ?? 'duration';
  const own = measure(show.metric, of, value);
  if (show.read === undefined || show.read === 'value') return own;
  if (versus === null) throw new RangeError(`There is no other side to read ${show.read} of.`);
  const other = measure(show.metric, of, versus);
  switch (show.read) {
    case 'versus':
      return other;
    case 'difference':
      return own - other;
    case 'ratio':
      return other === 0 ? Number.NaN : own / other;
    case 't': {
      const squared = squaredError(versus.rows) + squaredError(value.rows);
      return squared === 0 ? Number.NaN : (other - own) / Math.sqrt(squared);
    }
  }
}

function weightOf(side: Side, rows: readonly Transaction[]): number {
  return rows.reduce((sum, row) => sum + (side.weighted ? (numberOf(row, 'weight') ?? Number.NaN) : 1), 0);
}

/** The values of the rows that have one. */
export function weigh(side: Pick<Side, 'rows' | 'weighted'>, of: NumberColumn): Weighed[] {
  return side.rows.flatMap((row) => {
    const value = numberOf(row, of);
    const weight = side.weighted ? numberOf(row, 'weight') : 1;
    return value === null ? [] : [{ value, weight: weight ?? Number.NaN }];
  });
}

function largest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => Math.max(a, b));
}

function totalOf(values: readonly Weighed[]): number {
  return values.length === 0
    ? Number.NaN
    : values.reduce((sum, { value, weight }) => sum + value * weight, 0);
}

function averageOf(side: Side, of: NumberColumn): number {
  const values = weigh(side, of);
  return totalOf(values) / values.reduce((sum, { weight }) => sum + weight, 0);
}

/** The weighted percentile of semantics A9; with weights of 1 it is type 7. NaN of nothing. */
export function percentile(values: readonly Weighed[], p: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);

  // The value at place t of the sample, were every value written out as often as it weighs.
  function at(t: number): number {
    let upToHere = 0;
    for (const { value, weight } of sorted) {
      upToHere += weight;
      if (upToHere > t) return value;
    }
    return Number.NaN;
  }

  const h = Math.min(Math.max(p * (total - 1), 0), Math.max(total - 1, 0));
  const below = at(Math.floor(h));
  const above = at(Math.min(Math.floor(h) + 1, Math.ceil(total) - 1));
  return below + (h - Math.floor(h)) * (above - below);
}

/** The transaction's own threshold, else its project's, else the default. */
function thresholdOf(row: Transaction, thresholds: Thresholds): Threshold {
  const own = thresholds.transactions.find(
    (entry) => entry.project === row.project && entry.transaction === row.transaction,
  );
  const ofProject = thresholds.projects.find((entry) => entry.project === row.project);
  return (own ?? ofProject)?.threshold ?? thresholds.default;
}

/** The rows that have what their threshold measures, with that value and T. */
function measured(side: Side): { row: Transaction; value: number; ms: number }[] {
  return side.rows.flatMap((row) => {
    const { metric, ms } = thresholdOf(row, side.thresholds);
    const value = numberOf(row, metric);
    return value === null ? [] : [{ row, value, ms }];
  });
}

function apdexOf(side: Side): number {
  const all = measured(side);
  const satisfied = all.filter(({ value, ms }) => value <= ms);
  const tolerating = all.filter(({ value, ms }) => value > ms && value <= 4 * ms);
  const rowsOf = (part: typeof all): Transaction[] => part.map(({ row }) => row);
  const weight = weightOf(side, rowsOf(all));
  if (weight === 0) return Number.NaN;
  return (weightOf(side, rowsOf(satisfied)) + weightOf(side, rowsOf(tolerating)) / 2) / weight;
}

function usersOf(rows: readonly Transaction[]): Set<string> {
  return new Set(rows.map((row) => textOf(row, 'user')).filter((user) => user !== null));
}

function miserableUsersOf(side: Side): number {
  const miserable = measured(side).filter(({ value, ms }) => value > 4 * ms);
  return usersOf(miserable.map(({ row }) => row)).size;
}

function userMiseryOf(side: Side): number {
  if (side.rows.length === 0) return Number.NaN;
  const waited = measured(side).filter(({ value }) => value > 0);
  const users = usersOf(waited.map(({ row }) => row)).size;
  return users === 0 ? 0 : (miserableUsersOf(side) + 5.8875) / (users + 117.75);
}

/** The sample variance of the rows' durations by their number. NaN below two rows. */
function squaredError(rows: readonly Transaction[]): number {
  const n = rows.length;
  const [first] = rows;
  if (n < 2 || first === undefined) return Number.NaN;
  // Counted from the first duration, so that equal durations vary by exactly nothing.
  const mean = first.duration + rows.reduce((sum, row) => sum + (row.duration - first.duration), 0) / n;
  const variance = rows.reduce((sum, row) => sum + (row.duration - mean) ** 2, 0) / (n - 1);
  return variance / n;
}

/** Semantics A6: weight, the value that scores 0.9 and the one that scores 0.5. */
const CURVES: Readonly<Record<string, readonly [number, number, number]>> = {
  fcp: [0.15, 900, 1600],
  lcp: [0.3, 1200, 2400],
  inp: [0.3, 200, 500],
  fid: [0.3, 100, 300],
  cls: [0.15, 0.1, 0.25],
  ttfb: [0.1, 200, 400],
};

function hasVital(row: Transaction, vital: string): boolean {
  return (numberOf(row, vital as NumberColumn) ?? -1) >= 0;
}

/** Abramowitz and Stegun 7.1.26. */
function erf(x: number): number {
  if (x < 0) return -erf(-x);
  const t = 1 / (1 + 0.3275911 * x);
  const a = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  return 1 - a.reduce((sum, factor, index) => sum + factor * t ** (index + 1), 0) * Math.exp(-x * x);
}

/** The score of a page view; null where it has none. */
function pageScore(row: Transaction): number | null {
  if (['fcp', 'lcp', 'cls', 'ttfb'].some((vital) => !hasVital(row, vital))) return null;
  const parts = Object.entries(CURVES).filter(
    ([vital]) => hasVital(row, vital) && !(vital === 'fid' && hasVital(row, 'inp')),
  );
  const scores = parts.map(([vital, [weight, p10, p50]]) => {
    const value = numberOf(row, vital as NumberColumn) ?? Number.NaN;
    const sigma = Math.abs(Math.log(p10) - Math.log(p50)) / (Math.SQRT2 * 0.9061938024368232);
    return weight * 0.5 * (1 - erf((Math.log(value) - Math.log(p50)) / (Math.SQRT2 * sigma)));
  });
  const weights = parts.reduce((sum, [, [weight]]) => sum + weight, 0);
  return scores.reduce((sum, score) => sum + score, 0) / weights;
}

function scoreOf(side: Side): number {
  const scored = side.rows.flatMap((row) => {
    const score = pageScore(row);
    return score === null ? [] : [{ score, weight: weightOf(side, [row]) }];
  });
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0);
  return scored.reduce((sum, { score, weight }) => sum + score * weight, 0) / weights;
}
