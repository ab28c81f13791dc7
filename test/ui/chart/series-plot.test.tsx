// The axes of a chart over time: their words stand where they belong, and nothing of the page is laid out to place them.
import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import SeriesPlot from '../../../src/ui/chart/SeriesPlot.tsx';
import type { SeriesPlotProps } from '../../../src/ui/chart/SeriesPlot.tsx';
import { toValueAxis } from '../../../src/ui/chart/value-axis.ts';

const PLOT: SeriesPlotProps = {
  rows: [],
  lines: [],
  from: 0,
  to: 1_000,
  timeTicks: [
    { at: 0, label: '12:00', isDay: false },
    { at: 500, label: '12:30', isDay: false },
  ],
  axis: toValueAxis(80, 'ms'),
  frame: { width: 400, height: 130, top: 8, right: 8, bottom: 22, left: 40 },
};

/** Each word on the axes with its place. */
function words(): [string | null, number, number][] {
  return [...document.querySelectorAll('text')].map((text) => [
    text.textContent,
    Math.round(Number(text.getAttribute('x'))),
    Math.round(Number(text.getAttribute('y'))),
  ]);
}

it('has its words at its lines, others when the numbers are others, and measures none', () => {
  const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect');
  const styled = vi.spyOn(window, 'getComputedStyle');
  const { rerender } = render(<SeriesPlot {...PLOT} />);
  const acrossAt = [
    ['12:00', 40, 120],
    ['12:30', 216, 120],
  ];
  expect(words()).toEqual([
    ...acrossAt,
    ['0', 28, 108],
    ['20', 28, 83],
    ['40', 28, 58],
    ['60', 28, 33],
    ['80\u202fms', 28, 8],
  ]);
  const lines = [...document.querySelectorAll('.recharts-cartesian-grid line')];
  expect(lines.map((line) => Number(line.getAttribute('y1')))).toEqual([108, 83, 58, 33, 8]);
  rerender(<SeriesPlot {...PLOT} axis={toValueAxis(8_000, 'ms')} />);
  expect(words().map(([word]) => word)).toEqual(['12:00', '12:30', '0', '2', '4', '6', '8\u202fs']);
  rerender(<SeriesPlot {...PLOT} axis={toValueAxis(3, 'count')} />);
  expect(words()).toEqual([...acrossAt, ['0', 28, 108], ['1', 28, 75], ['2', 28, 41], ['3', 28, 8]]);
  // The library asks once how much its own box is scaled.
  const boxes = measured.mock.contexts.map((box) => box instanceof Element && box.className);
  expect(new Set(boxes)).toEqual(new Set(['recharts-wrapper']));
  expect(styled).not.toHaveBeenCalled();
  expect(document.querySelector('#recharts_measurement_span')).toBeNull();
});
