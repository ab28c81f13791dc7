import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pace } from '../../src/collector/store/pace.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds until the next batch is written. */
const left = ({ until }: Pace): number => until - performance.now();

function wroteFor(pace: Pace, tookMs: number): void {
  const began = performance.now();
  vi.advanceTimersByTime(tookMs);
  pace.wrote(began);
}

it('writes what comes after a rest almost at once, and what comes behind it together', () => {
  const pace = new Pace();
  expect(left(pace)).toBe(20);
  wroteFor(pace, 5);
  expect(left(pace)).toBe(200);
  vi.advanceTimersByTime(150);
  expect(left(pace)).toBe(50);
  vi.advanceTimersByTime(5_000);
  expect(left(pace)).toBe(20);
});

it('gathers for as long as the last batch took, and never for longer than three seconds', () => {
  const pace = new Pace();
  wroteFor(pace, 700);
  expect(left(pace)).toBe(700);
  wroteFor(pace, 60_000);
  expect(left(pace)).toBe(3_000);
});
