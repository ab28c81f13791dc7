import { describe, expect, it } from 'vitest';
import { loadPace } from '../../src/view/load-pace.ts';

const BEGAN = { at: 10_000, rows: 1_000 };

describe('the pace of a load', () => {
  it.each([
    [{ rows: 41_000, total: 101_000 }, 14_000, { perSecond: 10_000, left: 6_000 }],
    [{ rows: 41_000, total: null }, 12_000, { perSecond: 20_000, left: null }],
    // More came than was said.
    [{ rows: 3_000, total: 2_000 }, 12_000, { perSecond: 1_000, left: 0 }],
    [{ rows: 41_000, total: 101_000 }, 10_999, null],
    [{ rows: 1_000, total: 101_000 }, 60_000, null],
  ])('%o at %i', (loading, now, pace) => {
    expect(loadPace(BEGAN, loading, now)).toEqual(pace);
  });
});
