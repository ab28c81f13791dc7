import { normalDensity, normalFor } from './normal.ts';
import { studentP } from './student-t.ts';

/** What happened in each bucket of a time: how many values came, the sum of their scores, the season. */
export interface Course {
  readonly weights: Float64Array;
  readonly scores: Float64Array;
  readonly season: Int32Array;
  /** The variance of a score among the values themselves. */
  readonly variance: number;
  /** Values that each side must have at least. */
  readonly least: number;
}

/** Where a course changed most, and how surely it did. */
export interface ChangePoint {
  /** The first bucket of the second side. */
  readonly bucket: number;
  /** The first buckets that it may be as well, 95 of 100 times: from, to (both included). */
  readonly from: number;
  readonly to: number;
  /** How much higher a score is after it, all seasons alike. */
  readonly shift: number;
  /** That there is a change at all: how often one as clear would be seen anywhere, were there none. */
  readonly p: number;
}

/** Of the likelihood ratio of a change's place, the value that it exceeds 5 of 100 times (B. E. Hansen, 2000). */
const HANSEN_95 = 7.35;

/** Neighbouring buckets are alike; more than this is taken for a drift, not for likeness. */
const MOST_LIKENESS = 0.8;

interface Split {
  readonly bucket: number;
  readonly shift: number;
  /** By how much the sum of squares falls when a change is put here. */
  readonly gain: number;
  /** The share of all values that lies before it. */
  readonly share: number;
}

/** Sums by season. */
function bySeason(values: Float64Array, season: Int32Array): Float64Array {
  const sums = new Float64Array(season.reduce((most, one) => Math.max(most, one), 0) + 1);
  for (const [bucket, value] of values.entries()) {
    const one = season[bucket] ?? 0;
    sums[one] = (sums[one] ?? 0) + value;
  }
  return sums;
}

/**
 * Every place where a change may be, with the least-squares estimate of a common step in all seasons:
 * shift = Σ_s (Y_s⁺ − W_s⁺·Y_s/W_s) ÷ Σ_s W_s⁺·W_s⁻/W_s over the seasons s, + being what comes after.
 */
function splitsOf({ weights, scores, season, least }: Course): Split[] {
  const allWeights = bySeason(weights, season);
  const allScores = bySeason(scores, season);
  const after = Float64Array.from(allWeights);
  const total = allWeights.reduce((sum, weight) => sum + weight, 0);
  let numerator = 0;
  let denominator = 0;
  let before = 0;
  const splits: Split[] = [];
  for (let bucket = 1; bucket < weights.length; bucket++) {
    const one = season[bucket - 1] ?? 0;
    const weight = weights[bucket - 1] ?? 0;
    const all = allWeights[one] ?? 0;
    const left = after[one] ?? 0;
    if (weight > 0) {
      numerator += (weight * (allScores[one] ?? 0)) / all - (scores[bucket - 1] ?? 0);
      denominator += ((left - weight) * (all - left + weight) - left * (all - left)) / all;
      after[one] = left - weight;
      before += weight;
    }
    if (before < least || total - before < least || denominator < 1e-9 * total) continue;
    splits.push({
      bucket,
      shift: numerator / denominator,
      gain: numerator ** 2 / denominator,
      share: before / total,
    });
  }
  return splits;
}

/** The variance of a score when a change is put here, and its degrees of freedom. Never below the values' own. */
function noiseAt(course: Course, split: Split): { readonly variance: number; readonly df: number } {
  const { weights, scores, season } = course;
  const centred = scores.map((sum, bucket) =>
    bucket >= split.bucket ? sum - split.shift * (weights[bucket] ?? 0) : sum,
  );
  const allWeights = bySeason(weights, season);
  const means = bySeason(centred, season).map((sum, one) => sum / (allWeights[one] ?? 0));
  const residuals: number[] = [];
  for (const [bucket, sum] of centred.entries()) {
    const weight = weights[bucket] ?? 0;
    if (weight > 0) residuals.push((sum - weight * (means[season[bucket] ?? 0] ?? 0)) / Math.sqrt(weight));
  }
  const squares = residuals.reduce((sum, one) => sum + one * one, 0);
  const neighbours = residuals.slice(1).reduce((sum, one, index) => sum + one * (residuals[index] ?? 0), 0);
  const seasons = allWeights.filter((weight) => weight > 0).length;
  const df = residuals.length - seasons - 1;
  const likeness = squares > 0 ? Math.min(Math.max(neighbours / squares, 0), MOST_LIKENESS) : 0;
  const spread = ((df > 0 ? squares / df : 0) * (1 + likeness)) / (1 - likeness);
  return { variance: Math.max(spread, course.variance), df };
}

/**
 * How often the largest of many |z| exceeds this one where nothing changes, the places from share a to share b of the
 * values tried: 4φ(z)/z + φ(z)(z − 1/z)·ln(b(1−a) / (a(1−b))) (R. Miller and D. Siegmund, 1982).
 */
function pOfLargest(z: number, a: number, b: number): number {
  const density = normalDensity(z);
  const odds = Math.log((b * (1 - a)) / (a * (1 - b)));
  return (4 * density) / z + density * (z - 1 / z) * odds;
}

/**
 * Where the scores of a course rise or fall most, the seasons taken out. Null where no place has enough values on both
 * sides, or where there are too few buckets to say how much they vary.
 */
export function findChange(course: Course): ChangePoint | null {
  const splits = splitsOf(course);
  const [first] = splits;
  const last = splits.at(-1);
  if (first === undefined || last === undefined) return null;
  const best = splits.reduce((most, split) => (split.gain > most.gain ? split : most));
  const { variance, df } = noiseAt(course, best);
  if (df < 1 || !(variance > 0)) return null;
  const single = studentP(Math.sqrt(best.gain / variance), df);
  const p = single > 0.3 ? 1 : pOfLargest(normalFor(single), first.share, last.share);
  const likely = splits.filter(({ gain }) => best.gain - gain <= HANSEN_95 * variance);
  return {
    bucket: best.bucket,
    from: likely[0]?.bucket ?? best.bucket,
    to: likely.at(-1)?.bucket ?? best.bucket,
    shift: best.shift,
    p: Math.min(Math.max(p, single), 1),
  };
}
