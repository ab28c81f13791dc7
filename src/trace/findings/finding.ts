import type { FindingLimits } from '../../model/finding.ts';

/** The limits with which Sentry introduced its performance issues, early in 2023. */
export const CLASSIC_LIMITS: FindingLimits = {
  nPlusOneDb: { count: 5, time: 100 },
  mnPlusOneDb: { repetitions: 3, longestSequence: 8, deepest: 3, dbShare: 0.05 },
  consecutiveDb: { count: 2, each: 30, saved: 100, savedShare: 0.1 },
  slowDb: { each: 1000 },
  nPlusOneApi: { count: 10, time: 300, startsWithin: 5 },
  consecutiveHttp: { count: 3, each: 1000, gap: 1000, saved: 2000 },
  largePayload: { bytes: 1_000_000, each: 100 },
  uncompressedAsset: { bytes: 500 * 1024, each: 500 },
  renderBlockingAsset: {
    bytes: 1_000_000,
    mostBytes: 1_000_000_000,
    earliestPaint: 2000,
    latestPaint: 10_000,
    shareOfPaint: 0.33,
  },
  httpOverhead: { queued: 500 },
  mainThread: { time: 16 },
};

/** Sentry's limits of today. */
export const CURRENT_LIMITS: FindingLimits = {
  ...CLASSIC_LIMITS,
  nPlusOneDb: { count: 5, time: 50 },
  slowDb: { each: 500 },
  nPlusOneApi: { count: 5, time: 300, startsWithin: 15 },
  consecutiveHttp: { count: 3, each: 500, gap: 500, saved: 2000 },
  largePayload: { bytes: 300_000, each: 100 },
  uncompressedAsset: { bytes: 512_000, each: 300 },
  renderBlockingAsset: { ...CLASSIC_LIMITS.renderBlockingAsset, bytes: 500_000 },
  httpOverhead: { queued: 250 },
};
