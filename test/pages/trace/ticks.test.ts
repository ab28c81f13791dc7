import { expect, it } from 'vitest';
import { toTicks } from '../../../src/pages/trace/ticks.ts';

function labels(start: number, end: number, count: number): string[] {
  return toTicks({ start, end }, count).map(({ label }) => label.replace('\u202f', ' '));
}

it('puts ticks at round times in one unit', () => {
  expect(labels(0, 2170, 5)).toEqual(['0', '0.5 s', '1.0 s', '1.5 s', '2.0 s']);
  expect(labels(0, 2170, 9)).toEqual([
    '0',
    '0.25 s',
    '0.50 s',
    '0.75 s',
    '1.00 s',
    '1.25 s',
    '1.50 s',
    '1.75 s',
    '2.00 s',
  ]);
  expect(labels(0, 84, 5)).toEqual(['0', '20 ms', '40 ms', '60 ms', '80 ms']);
  expect(labels(0, 0.004, 4)).toEqual(['0', '1 µs', '2 µs', '3 µs', '4 µs']);
  expect(labels(0, 60_000, 6)).toEqual(['0', '10 s', '20 s', '30 s', '40 s', '50 s', '60 s']);
});

it('keeps the unit of the times when zoomed in, unless that takes many decimals', () => {
  expect(labels(860, 2010, 3)).toEqual(['1.0 s', '1.5 s', '2.0 s']);
  expect(labels(898, 911, 6)).toEqual(['900.0 ms', '902.5 ms', '905.0 ms', '907.5 ms', '910.0 ms']);
  expect(labels(2_000, 2_000.5, 2)).toEqual(['2,000.00 ms', '2,000.25 ms', '2,000.50 ms']);
});

it('has no ticks where there is nothing to mark', () => {
  expect(labels(5, 5, 5)).toEqual([]);
  expect(labels(0, 100, 0)).toEqual([]);
});

it('is exact far from zero', () => {
  const at = toTicks({ start: 1_000_000, end: 1_000_001 }, 4).map((tick) => tick.at);
  expect(at).toEqual([1_000_000, 1_000_000.25, 1_000_000.5, 1_000_000.75, 1_000_001]);
});
