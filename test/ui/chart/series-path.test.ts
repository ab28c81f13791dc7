import { expect, it } from 'vitest';
import { lonePoints, seriesArea, seriesPath } from '../../../src/ui/chart/series-path.ts';
import type { ChartRow } from '../../../src/ui/chart/series.ts';

const PLACES = { xOf: (at: number) => at * 10, yOf: (value: number) => 100 - value };

function rowsOf(values: readonly (number | null)[]): ChartRow[] {
  return values.map((p95, at) => ({ at, p95 }));
}

it('a line runs through values and is broken by gaps; a value between gaps is a dot', () => {
  const rows = rowsOf([null, 1, 2, null, 3, null, 4, 5]);
  expect(seriesPath(rows, 'p95', PLACES)).toBe('M10.0 99.0L20.0 98.0M40.0 97.0h0M60.0 96.0L70.0 95.0');
  expect(lonePoints(rows, 'p95', PLACES)).toBe('M40.0 97.0h0');
});

it('the area below a line ends with each gap', () => {
  expect(seriesArea(rowsOf([1, 2, null, 3, 4]), 'p95', PLACES)).toBe(
    'M0.0 99.0L10.0 98.0L10.0 100.0L0.0 100.0ZM30.0 97.0L40.0 96.0L40.0 100.0L30.0 100.0Z',
  );
});

it('where there is nothing, nothing is drawn', () => {
  const rows = rowsOf([null, null]);
  expect(seriesPath(rows, 'p95', PLACES) + lonePoints(rows, 'p95', PLACES)).toBe('');
  expect(seriesArea(rows, 'p95', PLACES)).toBe('');
  expect(seriesPath(rows, 'other', PLACES)).toBe('');
});
