import type { Milliseconds } from '../model/time.ts';

/** What the rows of a heatmap are laid out by: durations of all that it shows. */
export interface Spread {
  readonly least: Milliseconds;
  readonly p50: Milliseconds;
  readonly p99: Milliseconds;
  readonly most: Milliseconds;
  /** Where the tail begins: slower than this. */
  readonly tailFrom: Milliseconds;
}

/** The steps between rows are round parts of a decade. */
const ROWS_A_DECADE = [3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 60, 80, 120, 200, 400];

/** What is so many times the p99 or a part of the p50 is rare: it is in a row of its own at the edge. */
const ABOVE_P99 = 10;
const BELOW_P50 = 100;

/** Between a float32 and the next one: a duration of exactly `value` is not slower than it. */
function justAbove(value: number): number {
  return value * (1 + 2 ** -26);
}

/**
 * Edges of a heatmap's rows, ascending, on a logarithmic scale; one of them is where the tail begins, so that no cell is
 * of both. `rows`: how many there are, about. What is faster or slower than the outermost is not within them. Null where there is nothing above 0.
 */
export function heatEdges(
  { least, p50, p99, most, tailFrom }: Spread,
  rows: number,
): readonly Milliseconds[] | null {
  const bottom = Math.max(least, p50 / BELOW_P50);
  const top = Math.min(most, p99 * ABOVE_P99);
  if (!(bottom > 0) || !(top >= bottom) || !(tailFrom > 0)) return null;
  const decades = Math.log10(top / bottom);
  const wanted = rows / Math.max(decades, 0.1);
  const perDecade = ROWS_A_DECADE.find((each) => each >= wanted) ?? 400;
  const anchor = justAbove(tailFrom);
  const placeOf = (value: number): number => Math.log10(value / anchor) * perDecade;
  const first = Math.min(-1, Math.floor(placeOf(bottom)));
  // The slowest itself is within the last row, not on its edge.
  const last = Math.max(1, Math.floor(placeOf(top)) + 1);
  // A tail that begins far from everything would make a heatmap of empty rows.
  if (last - first > 4 * rows) return null;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const place = first + index;
    return place === 0 ? anchor : anchor * 10 ** (place / perDecade);
  });
}

/** On a linear scale nothing beyond so many times the p99 is within the rows: the body would be a line at the foot. */
const LINEAR_REACH = 2;

/** A millionth of a millisecond: rows on a linear scale begin at 0, which is off every axis. */
const LEAST = 1e-6;

/** As `heatEdges`, on a linear scale: rows as high as each other, from 0. */
export function linearEdges({ p99, most, tailFrom }: Spread, rows: number): readonly Milliseconds[] | null {
  const top = Math.min(most, Math.max(p99 * LINEAR_REACH, tailFrom));
  if (!(top > 0) || !(tailFrom > 0)) return null;
  // Where the tail begins is an edge: a whole number of rows above 0, or one more within the lowest row.
  const isLow = top > 4 * rows * tailFrom;
  const step = isLow ? top / rows : tailFrom / Math.max(1, Math.round((rows * tailFrom) / top));
  // The slowest itself is within the last row, not on its edge.
  const above = Array.from({ length: Math.floor(top / step) + 1 }, (_, row) => justAbove(step * (row + 1)));
  return [LEAST, ...(isLow ? [justAbove(tailFrom)] : []), ...above];
}
