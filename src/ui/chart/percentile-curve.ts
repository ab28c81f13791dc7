import type { Milliseconds } from '../../model/time.ts';
import type { Distribution } from './strip-path.ts';

/**
 * Where a share of all lies on an axis that gives the tail its room: 0 at the left, and as far again from p90 to p99 as
 * from 0 to p90, from p99 to p99.9, and so on. From 0 to 1; `most` is what lies at the right.
 */
export function tailPlace(share: number, most: number): number {
  return Math.log10(1 - Math.min(Math.max(share, 0), most)) / Math.log10(1 - most);
}

/** A point of the curve: this share of all took at most so long. */
export interface CurvePoint {
  readonly share: number;
  readonly value: Milliseconds;
}

/**
 * How long each share of all took at most, from a distribution: at each bin's upper edge exactly, between edges not known.
 * Bins that hold nothing are passed over.
 */
export function percentileCurve({ edges, counts }: Distribution): CurvePoint[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!(total > 0)) return [];
  const points: CurvePoint[] = [];
  let below = 0;
  for (const [bin, count] of counts.entries()) {
    if (count === 0) continue;
    if (points.length === 0) points.push({ share: 0, value: edges[bin] ?? Number.NaN });
    below += count;
    points.push({ share: below / total, value: edges[bin + 1] ?? Number.NaN });
  }
  return points;
}

/** The share that is drawn at the right: of many rows further into the tail. */
export function mostShare(rows: number): number {
  if (rows >= 10_000) return 0.9999;
  return rows >= 1_000 ? 0.999 : 0.99;
}

/** Marks of the axis of shares, up to `most`. */
export function shareTicks(most: number): { readonly share: number; readonly label: string }[] {
  return [0, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999]
    .filter((share) => share <= most)
    .map((share) => ({ share, label: `p${Number((share * 100).toPrecision(6))}` }));
}
