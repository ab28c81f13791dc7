// How evaluations become a chart: no peak is lost where a column stands for many minutes.
import { describe, expect, it } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { Ticks } from '../../../src/model/alert-state.ts';
import type { MeasureQuestion, Measured } from '../../../src/model/alerts.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/model/metric.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { spread, stepFor, toColumns, toPath } from '../../../src/pages/alerts/chart-shape.ts';
import { loadedTicks } from '../../../src/pages/alerts/loaded-ticks.ts';

function ticksOf(values: readonly number[]): Ticks {
  const value = Float64Array.from(values);
  return { length: values.length, first: 0, value, rows: value.map(() => 7), earlier: value.map(() => NaN) };
}

describe('columns', () => {
  const ticks = ticksOf([1, 9, 2, NaN, 4, 5]);
  const range = { start: 0, end: 6 * MINUTE };

  it('keep the least and the greatest of the minutes they stand for', () => {
    const columns = toColumns(ticks, ticks.value, range, 2, 'above');
    expect(columns.map(({ low, high, worst, rows }) => [low, high, worst, rows])).toEqual([
      [1, 9, 9, 7],
      [4, 5, 5, 7],
    ]);
    expect(toColumns(ticks, ticks.value, range, 2, 'below').map(({ worst }) => worst)).toEqual([1, 4]);
  });

  it('leave a gap where there is no data, and draw a lone minute', () => {
    const columns = toColumns(ticks, ticks.value, range, 6, 'above');
    const path = toPath(
      columns,
      (at) => at / MINUTE,
      (value) => value,
    );
    expect(path.match(/M/g)).toHaveLength(2);
    const lone = toPath(
      toColumns(ticksOf([NaN, 3]), ticksOf([NaN, 3]).value, range, 6, 'above'),
      Number,
      Number,
    );
    expect(lone).toContain('h0.5');
  });
});

it('labels stand apart, in their order, and within the chart', () => {
  expect(spread([10, 12, 100], 26, 200)).toEqual([10, 36, 100]);
  const pushed = spread([198, 199, 200], 26, 200);
  expect(pushed[2]).toBe(200);
  expect(pushed.every((y, index) => index === 0 || y - pushed[index - 1]! >= 26)).toBe(true);
});

it('thresholds move in round steps', () => {
  expect([8_000, 0.15, 1].map(stepFor)).toEqual([100, 0.001, 0.01]);
});

it('minutes of which rows are missing are not played', () => {
  const range = { start: 0, end: 4 * HOUR };
  const question: MeasureQuestion = {
    rule: { ...NEW_RULE, window: HOUR },
    range,
    delay: MINUTE,
    thresholds: DEFAULT_THRESHOLDS,
    suggest: null,
  };
  const measured: Measured = {
    ticks: ticksOf(Array.from({ length: 241 }, (_, minute) => minute)),
    suggestion: null,
    rows: 1,
    complete: false,
    covered: [{ start: HOUR, end: 4 * HOUR }],
    problems: [],
  };
  const loaded = loadedTicks(question, measured);
  // The first window that is whole ends an hour and the delay after what is loaded begins.
  expect([loaded.first, loaded.value[0]]).toEqual([2 * HOUR + MINUTE, 121]);
  expect(loadedTicks(question, { ...measured, complete: true }).length).toBe(241);
  expect(loadedTicks(question, { ...measured, covered: [{ start: 0, end: HOUR }] }).length).toBe(0);
});
