import { opportunities } from '../../metrics/opportunity.ts';
import type { Result } from '../../model/result.ts';
import { readShow, textsOf } from '../../view/read-result.ts';
import { SHOWN_VITALS } from '../../view/vital-look.ts';
import type { ShownVital } from '../../view/vital-look.ts';

/** A page with its vitals. */
export interface PageRow {
  readonly key: string;
  readonly project: string;
  readonly transaction: string;
  /** Page views, and those without a score. */
  readonly views: number;
  readonly unscored: number;
  /** Rows behind the numbers, unweighted. */
  readonly rows: number;
  /** From 0 to 1; NaN where no page view has one. */
  readonly score: number;
  /** Of the score of all pages, what this one could add; NaN without a score. */
  readonly opportunity: number;
  /** The p75 of each; NaN where no page view has it. */
  readonly vitals: Readonly<Record<ShownVital, number>>;
}

/** The rows of an answer to `pagesQuery`. */
export function toPageRows(result: Result): PageRow[] {
  const projects = textsOf(result, 'project');
  const transactions = textsOf(result, 'transaction');
  const pages = transactions.map((transaction, group) => {
    const read = (metric: 'score' | 'unscored' | 'count' | 'sampled_count'): number =>
      readShow(result, { metric }, group);
    const vitals = Object.fromEntries(
      SHOWN_VITALS.map((of) => [of, readShow(result, { metric: 'p75', of }, group)]),
    ) as Record<ShownVital, number>;
    return {
      key: JSON.stringify([projects[group] ?? '', transaction ?? '']),
      project: projects[group] ?? '',
      transaction: transaction ?? '',
      views: read('count'),
      unscored: read('unscored'),
      rows: read('sampled_count'),
      score: read('score'),
      vitals,
    };
  });
  const wins = opportunities(
    pages.map(({ score, views, unscored }) => ({ score, scored: views - unscored })),
  );
  return pages.map((page, at) => ({ ...page, opportunity: wins[at] ?? Number.NaN }));
}

/** The vital that a page shows under a head: FID in the place of an INP that none of its page views has. */
export function shownFor({ vitals }: PageRow, vital: ShownVital): ShownVital {
  return vital === 'inp' && Number.isNaN(vitals.inp) && Number.isFinite(vitals.fid) ? 'fid' : vital;
}
