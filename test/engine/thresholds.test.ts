// Equal thresholds are known again, whoever made them.
import { expect, it } from 'vitest';
import { thresholdsKey } from '../../src/engine/thresholds.ts';
import type { Thresholds } from '../../src/model/metric.ts';

function thresholds(ms: number, own: number, transaction = '/a'): Thresholds {
  return {
    default: { metric: 'duration', ms },
    projects: [{ project: 'web', threshold: { metric: 'lcp', ms: 2500 } }],
    transactions: [{ project: 'web', transaction, threshold: { metric: 'duration', ms: own } }],
  };
}

it('equal thresholds share a key, others do not', () => {
  const key = thresholdsKey(thresholds(300, 100));
  expect(thresholdsKey(structuredClone(thresholds(300, 100)))).toBe(key);
  const others = [thresholds(301, 100), thresholds(300, 101), thresholds(300, 100, '/b')].map(thresholdsKey);
  expect(new Set([key, ...others]).size).toBe(4);
  expect(thresholdsKey(thresholds(300, 100))).toBe(key);
});
