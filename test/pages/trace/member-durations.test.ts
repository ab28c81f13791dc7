import { expect, it } from 'vitest';
import { binDurations, placeOf, sharedAttributes } from '../../../src/pages/trace/member-durations.ts';
import { build } from '../../../src/trace/build.ts';
import { quantileOf, sortedDurations } from '../../../src/trace/durations.ts';
import { idOf, ORIGIN, span } from '../../trace/drawing.ts';

it('takes quantiles between ranks', () => {
  const sorted = Float64Array.of(10, 20, 30, 40);
  expect([0, 0.5, 0.95, 1].map((q) => quantileOf(sorted, q))).toEqual([10, 25, 38.5, 40]);
  expect(quantileOf(Float64Array.of(), 0.5)).toBeNaN();
});

it('counts every duration in one bin of a logarithmic scale', () => {
  const sorted = Float64Array.of(0, 1, 10, 10, 100);
  const bins = binDurations(sorted, 60);
  expect(bins.counts.reduce((a, b) => a + b)).toBe(5);
  expect(bins.counts[0]).toBe(1);
  expect(placeOf(bins, 10)).toBeCloseTo(0.5);
  const equal = binDurations(Float64Array.of(5, 5, 5), 60);
  expect(equal.high / equal.low).toBeCloseTo(10);
  expect(Math.max(...equal.counts)).toBe(3);
});

it('keeps the attributes that all members share', () => {
  const members = [1, 2, 3].map((at) =>
    span({
      spanId: idOf(`${at}`),
      start: ORIGIN + at,
      duration: 4 - at,
      attributes: new Map<string, string | number | readonly string[]>([
        ['db.system', 'postgresql'],
        ['row', at],
        ['hosts', ['a', 'b']],
      ]),
    }),
  );
  const trace = build(members, [], []);
  expect(sharedAttributes(trace, [0, 1, 2])).toEqual([
    ['db.system', 'postgresql'],
    ['hosts', ['a', 'b']],
  ]);
  expect([...sortedDurations(trace, [0, 1, 2])]).toEqual([1, 2, 3]);
  expect(sharedAttributes(trace, [])).toEqual([]);
});
