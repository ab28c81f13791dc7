/**
 * A quantile, from what stands at the ranks around it. Type 7 (R. J. Hyndman and Y. Fan, 1996): h = (n − 1)·q,
 * x[⌊h⌋] + (h − ⌊h⌋)·(x[⌊h⌋+1] − x[⌊h⌋]). `total` is n, or the sum of the weights.
 */
export interface Ranks {
  /** The rank below, and how far the quantile lies beyond it. */
  readonly lower: number;
  readonly part: number;
  readonly upper: number;
}

/** The ranks of a quantile among `total` values. */
export function ranksOf(q: number, total: number): Ranks {
  const h = (total - 1) * q;
  const lower = Math.floor(h);
  return { lower, part: h - lower, upper: Math.min(lower + 1, total - 1) };
}

/** The same for a sum of weights (`weighted-quantile.ts` has the formula). */
export function weightedRanksOf(q: number, total: number): Ranks {
  const h = Math.min(Math.max(q * (total - 1), 0), Math.max(total - 1, 0));
  const lower = Math.floor(h);
  return { lower, part: h - lower, upper: Math.min(lower + 1, Math.ceil(total) - 1) };
}

/** The quantile between the values of its two ranks. */
export function between(part: number, lower: number, upper: number): number {
  return part === 0 ? lower : lower + part * (upper - lower);
}
