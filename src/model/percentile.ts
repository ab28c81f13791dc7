/** A percentile by its name: `p95`, `p99.9`. `percentOf` says whether a text is one. */
export type Percentile = `p${number}`;

/** As many decimals as a percentile may have: 0.001 % of the rows are one in a hundred thousand. */
const DECIMALS = 3;

/** What a percentile may be, in words. */
export const PERCENTILE_RULE = `A percentile is greater than 0 and at most 100, with at most ${DECIMALS} decimals.`;

/** The name of a percentile, such as 99.9; null where there is none: `PERCENTILE_RULE`. */
export function percentileName(percent: number): Percentile | null {
  const isOne = percent > 0 && percent <= 100 && Number(percent.toFixed(DECIMALS)) === percent;
  return isOne ? `p${percent}` : null;
}

/** The percentile of a name, such as 99.9 of `p99.9`; null where it names none. Each has one name: `p99.90` is none. */
export function percentOf(name: string): number | null {
  const percent = Number(name.slice(1));
  return percentileName(percent) === name ? percent : null;
}
