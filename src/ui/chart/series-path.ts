import type { EpochMs } from '../../model/time.ts';
import type { ChartRow } from './series.ts';

/** Where a chart's points lie. */
export interface Places {
  readonly xOf: (at: EpochMs) => number;
  readonly yOf: (value: number) => number;
}

/** The values of a key from one gap to the next. */
function stretchesOf(rows: readonly ChartRow[], key: string): { at: EpochMs; value: number }[][] {
  const stretches: { at: EpochMs; value: number }[][] = [];
  let isDrawing = false;
  for (const row of rows) {
    const value = row[key];
    if (value === null || value === undefined) {
      isDrawing = false;
      continue;
    }
    if (!isDrawing) stretches.push([]);
    stretches.at(-1)?.push({ at: row.at, value });
    isDrawing = true;
  }
  return stretches;
}

function through(points: readonly { at: EpochMs; value: number }[], { xOf, yOf }: Places): string {
  const places = points.map(({ at, value }) => `${xOf(at).toFixed(1)} ${yOf(value).toFixed(1)}`);
  return `M${places.join('L')}`;
}

/** The line through the values of a key; a gap breaks it, and a value alone is a dot where lines have round ends. */
export function seriesPath(rows: readonly ChartRow[], key: string, places: Places): string {
  return stretchesOf(rows, key)
    .map((points) => `${through(points, places)}${points.length === 1 ? 'h0' : ''}`)
    .join('');
}

/** The values of a key that stand between gaps: lines without length, which round ends make dots. */
export function lonePoints(rows: readonly ChartRow[], key: string, places: Places): string {
  return stretchesOf(rows, key)
    .filter(({ length }) => length === 1)
    .map((points) => `${through(points, places)}h0`)
    .join('');
}

/** The area between the line through the values of a key and zero. */
export function seriesArea(rows: readonly ChartRow[], key: string, places: Places): string {
  const base = places.yOf(0).toFixed(1);
  return stretchesOf(rows, key)
    .map((points) => {
      const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
      return `${through(points, places)}L${places.xOf(last).toFixed(1)} ${base}L${places.xOf(first).toFixed(1)} ${base}Z`;
    })
    .join('');
}
