// What charts say of the place under the pointer.
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import { HistogramTip } from '../../../src/ui/chart/HistogramTip.tsx';
import { toBuckets } from '../../../src/ui/chart/series.ts';
import type { Series } from '../../../src/ui/chart/series.ts';
import { SeriesTip } from '../../../src/ui/chart/SeriesTip.tsx';

const START = Date.UTC(2026, 0, 2);

/** Three hours and a half, beside those of the day before. */
const SERIES: Series = {
  times: Float64Array.of(START, START + HOUR, START + 2 * HOUR, START + 3 * HOUR),
  step: HOUR,
  range: { start: START, end: START + 3.5 * HOUR },
  shift: 24 * HOUR,
  other: 'the day before',
  unit: 'ms',
  isShare: false,
  lines: [
    {
      id: 'p95',
      label: 'p95',
      look: 'p95',
      values: Float64Array.of(590, 400, 300, 900),
      versus: Float64Array.of(500, 800, Number.NaN, 300),
    },
  ],
  rows: Float64Array.of(10, 20, 30, 40),
  covered: [{ start: START - 25 * HOUR, end: START + 4 * HOUR }],
};

it('a bucket is told beside the earlier one, and by how much it differs; not where either is not whole', () => {
  const words = toBuckets(SERIES).map((bucket, index) => {
    const { container, unmount } = render(
      <SeriesTip
        series={SERIES}
        bucket={bucket}
        index={index}
        zone="utc"
        x={40}
        width={900}
        isBrief={false}
      />,
    );
    const text = container.textContent;
    unmount();
    return text;
  });
  expect(words[0]).toContain('500\u202fms (+18%)');
  expect(words[1]).toContain('800\u202fms (\u221250%)');
  expect(words[2]).toMatch(/—$/);
  expect(words[3]).toMatch(/300\u202fms$/);
});

it('a bin is told with its share, and with the other side as that is called', () => {
  render(
    <HistogramTip
      distribution={{ edges: [100, 200, 300], counts: Float64Array.of(3, 1) }}
      earlier={Float64Array.of(5, 6)}
      other="release 4.17"
      bin={0}
      x={40}
      width={900}
      top={10}
    />,
  );
  expect(screen.getByText('75%')).toBeVisible();
  expect(screen.getByText('release 4.17').nextSibling).toHaveTextContent('5');
});
