import type { Vital } from '../model/transaction.ts';
import { erf } from './error-function.ts';

/** A vital's part in the performance score of a page view. */
export interface ScorePart {
  readonly vital: Vital;
  /** Its weight among the parts; those that are there are scaled so that they add up to 1. */
  readonly weight: number;
  /** The value whose score is 0.9. */
  readonly p10: number;
  /** The value whose score is 0.5. */
  readonly p50: number;
  /** Whether a page view without it has a score all the same. */
  readonly optional: boolean;
  /** Counts only where this other vital is absent. */
  readonly without?: Vital;
}

export type ScoreProfile = readonly ScorePart[];

/**
 * The weights and curves of Relay's profile for Chrome, with INP, which Chrome put in the place of FID in March 2024;
 * FID counts where a page view has no INP.
 */
export const SCORE_PROFILE: ScoreProfile = [
  { vital: 'fcp', weight: 0.15, p10: 900, p50: 1600, optional: false },
  { vital: 'lcp', weight: 0.3, p10: 1200, p50: 2400, optional: false },
  { vital: 'inp', weight: 0.3, p10: 200, p50: 500, optional: true },
  { vital: 'fid', weight: 0.3, p10: 100, p50: 300, optional: true, without: 'inp' },
  { vital: 'cls', weight: 0.15, p10: 0.1, p50: 0.25, optional: false },
  { vital: 'ttfb', weight: 0.1, p10: 200, p50: 400, optional: false },
];

/** The argument at which the error function is 0.8: the standard normal's tenth percentile, divided by √2. */
const ERF_INVERSE_OF_0_8 = 0.906_193_802_436_823_2;

/**
 * The score of one value, from 1 (best) to 0: the complementary log-normal distribution through (p10, 0.9) and
 * (p50, 0.5), as Lighthouse and Relay define it. A value of 0 has the score 1; NaN for no value or one below 0.
 */
export function scoreValue(value: number, { p10, p50 }: Pick<ScorePart, 'p10' | 'p50'>): number {
  const sigma = Math.abs(Math.log(p10) - Math.log(p50)) / (Math.SQRT2 * ERF_INVERSE_OF_0_8);
  return 0.5 * (1 - erf((Math.log(value) - Math.log(p50)) / (Math.SQRT2 * sigma)));
}

/** A vital's share of a score: its own score times its weight once the weights of what is there add up to 1. */
export interface ScoreShare {
  readonly vital: Vital;
  /** From 0 to 1. */
  readonly score: number;
  /** From 0 to 1; all of a page view add up to 1. */
  readonly weight: number;
}

export type VitalValues = Readonly<Partial<Record<Vital, number>>>;

function isThere(values: VitalValues, vital: Vital): boolean {
  const value = values[vital];
  return value !== undefined && value >= 0;
}

/** What a page view's score is made of; null where one that is not optional is missing, so that it has no score. */
export function scoreShares(
  values: VitalValues,
  profile: ScoreProfile = SCORE_PROFILE,
): readonly ScoreShare[] | null {
  const isMissing = profile.some(({ vital, optional }) => !optional && !isThere(values, vital));
  if (isMissing) return null;
  const parts = profile.filter(
    ({ vital, without }) => isThere(values, vital) && (without === undefined || !isThere(values, without)),
  );
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map((part) => ({
    vital: part.vital,
    score: scoreValue(values[part.vital] ?? Number.NaN, part),
    weight: part.weight / total,
  }));
}

/** The performance score of a page view, from 0 to 1; NaN where it has none (`scoreShares`). */
export function performanceScore(values: VitalValues, profile: ScoreProfile = SCORE_PROFILE): number {
  const shares = scoreShares(values, profile);
  if (shares === null || shares.length === 0) return Number.NaN;
  return shares.reduce((sum, { score, weight }) => sum + score * weight, 0);
}

/** One value a row of each vital; NaN where a row has none, null where no row has one. */
export type VitalColumnReader = (vital: Vital) => Float32Array | Float64Array | null;

/** Scores of rows by their places in columns. */
export interface RowScores {
  /** The score of a row, NaN where it has none. */
  readonly at: (place: number) => number;
  /** Whether a row carries a vital of the profile at all, so that it is a page view. */
  readonly isPageView: (place: number) => boolean;
}

/** `performanceScore` over columns, without an object a row: there may be millions. */
export function rowScores(read: VitalColumnReader, profile: ScoreProfile = SCORE_PROFILE): RowScores {
  const parts = profile.map((part) => ({
    part,
    values: read(part.vital),
    standsIn: part.without === undefined ? null : read(part.without),
  }));
  const has = (values: Float32Array | Float64Array | null, place: number): boolean =>
    values !== null && values[place]! >= 0;
  return {
    at(place) {
      let sum = 0;
      let weights = 0;
      for (const { part, values, standsIn } of parts) {
        if (!has(values, place)) {
          if (!part.optional) return Number.NaN;
        } else if (!has(standsIn, place)) {
          sum += part.weight * scoreValue(values![place]!, part);
          weights += part.weight;
        }
      }
      return weights > 0 ? sum / weights : Number.NaN;
    },
    isPageView: (place) => parts.some(({ values }) => has(values, place)),
  };
}

/** The scores of many page views. */
export interface PageScores {
  /** The average over page views that have a score, weighted as they are; NaN where none has. */
  readonly score: number;
  /** Page views with a score, unweighted. */
  readonly scored: number;
  /** Page views that carry a vital of the profile, but not all that a score needs, unweighted. */
  readonly unscored: number;
}

/** A page view's vitals, and how many page views it stands for. */
export interface PageView {
  readonly vitals: VitalValues;
  readonly weight: number;
}

/** Averages the scores of page views. What carries no vital at all, such as a request to a server, is no page view. */
export function scorePages(views: Iterable<PageView>, profile: ScoreProfile = SCORE_PROFILE): PageScores {
  let sum = 0;
  let weights = 0;
  let scored = 0;
  let unscored = 0;
  for (const { vitals, weight } of views) {
    if (!profile.some(({ vital }) => isThere(vitals, vital))) continue;
    const score = performanceScore(vitals, profile);
    if (Number.isNaN(score)) {
      unscored += 1;
    } else {
      scored += 1;
      sum += score * weight;
      weights += weight;
    }
  }
  return { score: weights > 0 ? sum / weights : Number.NaN, scored, unscored };
}
