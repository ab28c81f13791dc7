import { both } from '../model/filter.ts';
import type { Key, Query, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Vital } from '../model/transaction.ts';
import { bandEdges } from './vital-bands.ts';
import type { Bands, Rating } from './vital-bands.ts';

/** How many page views are good, meh and poor in a vital: Sentry's `count_web_vitals`. Sampled ones count by weight. */
export interface VitalCounts extends Readonly<Record<Rating, number>> {
  /** All that have the vital, those too for which there is no rating. */
  readonly total: number;
}

/** The same of one page. */
export interface PageVital extends VitalCounts {
  readonly project: string | null;
  readonly transaction: string | null;
}

const PAGE: readonly Key[] = ['project', 'transaction'];

/** The page views of each page by rating of a vital; null where the bands do not judge it. */
export function vitalSharesQuery(scope: Scope, vital: Vital, bands: Bands): Query | null {
  const edges = bandEdges(vital, bands);
  if (edges === null) return null;
  return {
    ...scope,
    of: 'transactions',
    where: both(scope.where, { kind: 'has', field: vital }),
    by: [...PAGE, { bin: vital, scale: 'linear', edges }],
    show: [{ metric: 'count' }],
  };
}

const NONE: VitalCounts = { good: 0, meh: 0, poor: 0, total: 0 };

/**
 * The pages of an answer to `vitalSharesQuery`, those with the most poor page views first, as Sentry's lists of the
 * worst vitals; equal ones by the number of page views.
 */
export function readVitalShares(
  { length, columns }: Pick<Result, 'length' | 'columns'>,
  vital: Vital,
  bands: Bands,
): readonly PageVital[] {
  const edges = bandEdges(vital, bands) ?? [];
  const ratings: readonly (Rating | null)[] = edges.length > 3 ? ['good', 'meh', 'poor'] : [null, 'poor'];
  const [projects, transactions, bins, counts] = columns;
  if (projects?.kind !== 'text' || transactions?.kind !== 'text')
    throw new Error('The answer is not by page.');
  if (bins?.kind !== 'number' || counts?.kind !== 'number') throw new Error('The answer is not by rating.');
  const pages = new Map<string, PageVital>();
  for (let row = 0; row < length; row++) {
    const project = projects.values[row] ?? null;
    const transaction = transactions.values[row] ?? null;
    const name = JSON.stringify([project, transaction]);
    const page = pages.get(name) ?? { ...NONE, project, transaction };
    const rating = ratings[edges.indexOf(bins.values[row] ?? Number.NaN)] ?? null;
    const count = counts.values[row] ?? 0;
    pages.set(name, {
      ...page,
      total: page.total + count,
      ...(rating === null ? {} : { [rating]: page[rating] + count }),
    });
  }
  return [...pages.values()].sort((a, b) => b.poor - a.poor || b.total - a.total);
}

/** The counts of all pages together. */
export function sumOfPages(pages: readonly PageVital[]): VitalCounts {
  return pages.reduce<VitalCounts>(
    (sum, { good, meh, poor, total }) => ({
      good: sum.good + good,
      meh: sum.meh + meh,
      poor: sum.poor + poor,
      total: sum.total + total,
    }),
    NONE,
  );
}
