// The durations of a column in one unit.
import { afterEach, describe, expect, it } from 'vitest';
import { columnDurations } from '../../src/ui/figure/column-durations.ts';
import { applyWriting, writing } from '../../src/ui/writing.ts';

const USUAL = writing();

afterEach(() => applyWriting(USUAL));

function written(values: readonly number[]): string[] {
  const parts = columnDurations(values);
  return values.map(parts).map(({ value, unit }) => `${value} ${unit}`);
}

describe('a column of durations', () => {
  it('is in the unit of its median, however long or short others are', () => {
    expect(written([0.412, 412, 380, 39_512, 5.2])).toEqual([
      '0.412 ms',
      '412 ms',
      '380 ms',
      '39,512 ms',
      '5.20 ms',
    ]);
    expect(written([12, 2_170, 2_300])).toEqual(['0.0120 s', '2.17 s', '2.30 s']);
  });

  it('has no unit where there is no data, and counts it for nothing', () => {
    expect(written([Number.NaN, 3_000, Number.NaN])).toEqual(['— ', '3.00 s', '— ']);
    expect(written([Number.NaN])).toEqual(['— ']);
  });

  it('of minutes has each in units of its own', () => {
    expect(written([250_000, 7_500_000, 800])[2]).toBe('800 ms');
    expect(written([250_000])[0]?.replaceAll('\u202f', ' ')).toBe('4 m 10 s');
  });

  it('is in the unit that the reader chose', () => {
    applyWriting({ ...USUAL, durations: 's' });
    expect(written([412, 380])).toEqual(['0.412 s', '0.380 s']);
  });
});
