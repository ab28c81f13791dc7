/** The web vitals that have a card of their own; FID stands in where nothing has an INP. */
export const SHOWN_VITALS = ['lcp', 'inp', 'cls', 'fcp', 'ttfb', 'fid'] as const;
export type ShownVital = (typeof SHOWN_VITALS)[number];

/** What the table of pages can be ordered by. */
export const PAGE_SORTS = ['opportunity', 'score', 'views', 'transaction', ...SHOWN_VITALS] as const;
export type PageSort = (typeof PAGE_SORTS)[number];

/** What the web vitals page shows. */
export interface VitalLook {
  /** The vital whose course, distribution and samples are shown. */
  readonly vital: ShownVital;
  readonly sort: { readonly by: PageSort; readonly desc: boolean };
}

export const DEFAULT_VITAL_LOOK: VitalLook = { vital: 'lcp', sort: { by: 'opportunity', desc: true } };
