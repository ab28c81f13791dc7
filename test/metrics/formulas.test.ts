// The worked cases of Sentry's tests, as far as they are arithmetic over statistics.
import { describe, expect, it } from 'vitest';
import { REGISTRY } from '../../src/metrics/registry.ts';

const { apdex, avg, failure_rate: failureRate, throughput, user_misery: userMisery } = REGISTRY;

describe('Apdex', () => {
  it.each([
    { stats: [0, 3, 5], score: 0.3 },
    { stats: [0, 0, 2], score: 0 },
    { stats: [2, 0, 2], score: 1 },
    { stats: [1, 0, 2], score: 0.5 },
    { stats: [3, 1, 7], score: 0.5 },
  ])('of satisfied, tolerating and measured $stats is $score', ({ stats, score }) => {
    expect(apdex.derive(stats)).toBeCloseTo(score, 12);
  });

  it('has no value where nothing was measured', () => {
    expect(apdex.derive([0, 0, 0])).toBeNaN();
  });
});

describe('User Misery', () => {
  it.each([
    { miserable: 2, users: 3, score: 0.0653 },
    { miserable: 0, users: 2, score: 0.04916 },
    { miserable: 2, users: 2, score: 0.06586 },
    { miserable: 1, users: 2, score: 0.05751 },
    { miserable: 3, users: 6, score: 0.071818 },
    { miserable: 0, users: 1, score: 0.049578 },
    { miserable: 1, users: 1, score: 0.058 },
  ])('of $miserable miserable of $users users is $score', ({ miserable, users, score }) => {
    expect(userMisery.derive([miserable, users, 9])).toBeCloseTo(score, 4);
  });

  it('is 0 where rows are there but no user is, and has no value without rows', () => {
    expect(userMisery.derive([0, 0, 4])).toBe(0);
    expect(userMisery.derive([0, 0, 0])).toBeNaN();
  });
});

describe('the failure rate', () => {
  it('is the failed part of all', () => {
    expect(failureRate.derive([6, 8])).toBe(0.75);
    expect(failureRate.derive([0, 3])).toBe(0);
  });

  it('has no value without rows', () => {
    expect(failureRate.derive([0, 0])).toBeNaN();
  });
});

describe('throughput', () => {
  it.each([
    { count: 1, minutes: 2, tpm: 0.5 },
    { count: 1440, minutes: 1440, tpm: 1 },
    { count: 14, minutes: 14 * 1440, tpm: 0.000694 },
  ])('of $count in $minutes minutes is $tpm', ({ count, minutes, tpm }) => {
    expect(throughput.derive([count, minutes])).toBeCloseTo(tpm, 6);
  });

  it('is 0 without rows, and has no value without time', () => {
    expect(throughput.derive([0, 5])).toBe(0);
    expect(throughput.derive([3, 0])).toBeNaN();
  });
});

describe('the average', () => {
  it('divides by the rows that have a value', () => {
    expect(avg.derive([98, 31])).toBeCloseTo(3.16129, 5);
    expect(avg.derive([Number.NaN, 0])).toBeNaN();
  });
});
