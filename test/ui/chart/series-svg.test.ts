// A chart that leaves the page, as a picture and as its numbers.
import { describe, expect, it } from 'vitest';
import { groupLabel, groupMarks } from '../../../src/ui/chart/group-marks.ts';
import { toSeriesTable } from '../../../src/ui/chart/series-rows.ts';
import { toSeriesSvg } from '../../../src/ui/chart/series-svg.ts';
import type { Series } from '../../../src/ui/chart/series.ts';
import { sparkPath } from '../../../src/ui/chart/spark-path.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 10);

const SERIES: Series = {
  times: Float64Array.of(START, START + HOUR, START + 2 * HOUR, START + 3 * HOUR, START + 4 * HOUR),
  step: HOUR,
  range: { start: START, end: START + 5 * HOUR },
  shift: 5 * HOUR,
  other: 'the previous period',
  unit: 'ms',
  isShare: false,
  lines: [
    {
      id: 'p95',
      label: 'p95 duration',
      look: 'p95',
      values: Float64Array.of(100, 200, Number.NaN, 50, 400),
      versus: Float64Array.of(1, 2, 3, 4, 5),
    },
  ],
  rows: Float64Array.of(10, 20, 0, 5, 40),
  covered: [{ start: START - 5 * HOUR, end: START + 5 * HOUR }],
};

const LOOK = {
  name: 'p95 <b>&"',
  zone: 'utc',
  width: 600,
  height: 200,
  colour: (property: string) => `colour-of${property}`,
  font: 'Inter',
} as const;

describe('a chart as SVG', () => {
  const svg = toSeriesSvg(SERIES, LOOK);

  it('draws every value, and leaves the gap open', () => {
    const paths = [...svg.matchAll(/<path d="([^"]+)" fill="none"/g)].map(([, path]) => path ?? '');
    const [versus = '', whole = ''] = paths;
    expect(versus.match(/[ML]/g)).toEqual(['M', 'L', 'L', 'L', 'L']);
    expect(whole.match(/[ML]/g)).toEqual(['M', 'L', 'M', 'L']);
    // The axis goes to 400: its value lies at the top of the plot, 44 px below that of the picture.
    expect(whole.endsWith(' 44.0')).toBe(true);
  });

  it('writes names as text, whatever is in them, and colours as they are', () => {
    expect(svg).toContain('<title>p95 &lt;b&gt;&amp;&quot;</title>');
    expect(svg).not.toContain('<b>');
    expect(svg).not.toContain('var(');
    expect(svg).toContain('colour-of--p95');
    expect(svg).toContain('10 Jan 00:00 – 05:00 UTC, dashed: the previous period');
  });
});

it('a chart as a table has both ends of each bucket, both sides and how many', () => {
  const { names, rows } = toSeriesTable(SERIES);
  expect(names).toEqual([
    'from',
    'to',
    'p95 duration (ms)',
    'p95 duration, the previous period (ms)',
    'transactions',
  ]);
  expect(rows[1]).toEqual(['2026-01-10T01:00:00.000Z', '2026-01-10T02:00:00.000Z', 200, 2, 20]);
  expect(rows[2]?.[2]).toBeNaN();
  const half = { ...SERIES, covered: [{ start: START, end: START + HOUR }] };
  expect(toSeriesTable(half).rows[1]?.slice(2)).toEqual([null, null, null]);
});

it('marks that stand close are one, with how many they are', () => {
  const marks = [30, 0, 10, 100].map((at) => ({ at, label: `r${at}` }));
  const groups = groupMarks(marks, (at) => at, 20);
  expect(groups.map(({ x, marks }) => [x, marks.length])).toEqual([
    [0, 2],
    [30, 1],
    [100, 1],
  ]);
  expect(groups.map((group) => groupLabel(group, 'releases'))).toEqual(['2 releases', 'r30', 'r100']);
});

it('a sparkline goes from zero to the largest, breaks at gaps, and dots what is alone', () => {
  expect(sparkPath([0, 10, 5], 22, 12)).toBe('M1.0 11.0L11.0 1.0L21.0 6.0');
  expect(sparkPath([10, Number.NaN, 10, 10], 31, 12)).toBe('M1.0 1.0h0M20.3 1.0L30.0 1.0');
  expect(sparkPath([0, 0], 22, 12)).toBe('');
  expect(sparkPath([], 22, 12)).toBe('');
});
