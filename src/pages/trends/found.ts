import type { TrendSettings } from '../../model/trend-settings.ts';
import type { Query, Scope } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import { readArrivals } from '../../trends/arrivals-question.ts';
import { halvesOf, readTrends } from '../../trends/classic-question.ts';
import { classicTrends } from '../../trends/classic.ts';
import type { Direction } from '../../trends/classic.ts';
import { findTrends } from '../../trends/find-trends.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import type { TransactionId } from '../../view/view.ts';
import { classicQuestion } from './questions.ts';

/** A trend as the page lists it, by whichever rules it was found. */
export interface FoundTrend {
  readonly id: TransactionId;
  readonly direction: Direction;
  readonly before: number;
  readonly after: number;
  /** Events of each side that were looked at. */
  readonly countBefore: number;
  readonly countAfter: number;
  /** Where the two sides meet: the time of the change, or the middle of the range. */
  readonly at: EpochMs;
  /** The starts of the buckets that it may be; null where the sides are halves of the range. */
  readonly between: readonly [EpochMs, EpochMs] | null;
  /** Welch's t of the classic rules; NaN of the tested ones. */
  readonly t: number;
  /** How often so clear a change is seen where there is none, and among all that were tried; NaN of the classic ones. */
  readonly p: number;
  readonly q: number;
}

/** A transaction as the lists call it. */
export function keyOf({ project, transaction }: TransactionId): string {
  return JSON.stringify([project, transaction]);
}

/** All trends of a time, and how many transactions were looked at. */
export interface FoundTrends {
  readonly trends: readonly FoundTrend[];
  readonly looked: number;
}

function idOf(row: { readonly project: string | null; readonly transaction: string | null }): TransactionId {
  return { project: row.project ?? '', transaction: row.transaction ?? '' };
}

function classicOf(result: Result, scope: Scope, look: TrendLook, settings: TrendSettings): FoundTrends {
  const rows = readTrends(result, classicQuestion(scope, look));
  const [first] = halvesOf(scope.range);
  const trends = (['regressed', 'improved'] as const).flatMap((direction) =>
    classicTrends(rows, direction, settings.classic).map((row): FoundTrend => ({
      id: idOf(row),
      direction,
      before: row.before,
      after: row.after,
      countBefore: row.countBefore,
      countAfter: row.countAfter,
      at: first.end,
      between: null,
      t: row.t,
      p: Number.NaN,
      q: Number.NaN,
    })),
  );
  return { trends, looked: rows.length };
}

function testedOf(result: Result, asked: Query, look: TrendLook, settings: TrendSettings): FoundTrends {
  const { trends, tested } = findTrends(readArrivals(result, asked), look.by, settings.tested);
  return {
    trends: trends.map((trend): FoundTrend => ({ ...trend, id: idOf(trend), t: Number.NaN })),
    looked: tested,
  };
}

/** The trends of an answer to `foundQuery`. */
export function toFound(
  result: Result,
  asked: Query,
  scope: Scope,
  look: TrendLook,
  settings: TrendSettings,
): FoundTrends {
  return look.rules === 'classic'
    ? classicOf(result, scope, look, settings)
    : testedOf(result, asked, look, settings);
}
