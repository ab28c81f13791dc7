/** What a page has to win: its page views with a score, and their average score. */
export interface ScoredPage {
  /** From 0 to 1; NaN where no page view has a score. */
  readonly score: number;
  /** Page views with a score. */
  readonly scored: number;
}

/**
 * By how much the score of all page views together would rise if one page's were 1: (1 − score) · scored ÷ Σ scored. So
 * a page that is poor and often seen comes before one that is poorer and hardly seen, and all opportunities together
 * are what the whole score misses. NaN of a page without a score.
 */
export function opportunities(pages: readonly ScoredPage[]): Float64Array {
  const total = pages.reduce((sum, { score, scored }) => sum + (Number.isNaN(score) ? 0 : scored), 0);
  return Float64Array.from(pages, ({ score, scored }) => (total > 0 ? ((1 - score) * scored) / total : NaN));
}
