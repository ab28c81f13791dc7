import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import { thresholdOf } from '../../src/view/threshold-of.ts';
import {
  readThreshold,
  thresholdScope,
  withProjectThreshold,
  withTransactionThreshold,
} from '../../src/view/with-threshold.ts';

const ID = { project: 'shop', transaction: '/cart' };
const OTHER = { project: 'shop', transaction: '/home' };

describe('a threshold', () => {
  it('of a transaction comes before its project’s, and that before the default', () => {
    const ofProject = withProjectThreshold(DEFAULT_THRESHOLDS, 'shop', { metric: 'lcp', ms: 2_500 });
    const own = withTransactionThreshold(ofProject, ID, { metric: 'duration', ms: 100 });
    expect([thresholdOf(ID, own).ms, thresholdOf(OTHER, own).ms]).toEqual([100, 2_500]);
    expect([thresholdScope(ID, own), thresholdScope(OTHER, own)]).toEqual(['transaction', 'project']);
    const again = withTransactionThreshold(own, ID, { metric: 'duration', ms: 200 });
    expect(again.transactions).toHaveLength(1);
    const without = withProjectThreshold(withTransactionThreshold(again, ID, null), 'shop', null);
    expect(without).toEqual(DEFAULT_THRESHOLDS);
    expect(thresholdScope(ID, without)).toBe('default');
  });

  it.each([
    ['300', 300],
    [' 300 ms ', 300],
    ['1.5s', 1_500],
    ['1,5 s', 1_500],
    ['2147483647', 2_147_483_647],
  ])('is read from “%s”', (text, ms) => {
    expect(readThreshold(text)).toEqual({ ms });
  });

  it.each(['', 'fast', '-3', '0', '0.2', '2147483648', '1 min'])('is not read from “%s”', (text) => {
    expect(readThreshold(text)).toHaveProperty('problem');
  });
});
