import type { Milliseconds } from './time.ts';

/** What the detectors can find, in the order in which findings of equal cost are shown. */
export const FINDING_KINDS = [
  'n-plus-one-db',
  'mn-plus-one-db',
  'consecutive-db',
  'slow-db',
  'n-plus-one-api',
  'consecutive-http',
  'large-payload',
  'uncompressed-asset',
  'render-blocking-asset',
  'http-overhead',
  'db-main-thread',
  'file-main-thread',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something in a transaction that costs time and can be fixed. Nodes are those of its trace. */
export interface Finding {
  readonly kind: FindingKind;
  /** What was done, such as the query that was repeated. */
  readonly description: string;
  /** The span under which it happened; NONE where it has no single one. */
  readonly parent: number;
  /** What led to it, such as the query whose rows were then asked for one by one; may be empty. */
  readonly causes: readonly number[];
  /** The spans to get rid of, depth first; never empty. */
  readonly offenders: readonly number[];
  /** Milliseconds in which offenders ran; overlaps count once. */
  readonly cost: Milliseconds;
  /** The same for the like in other events: `1-<type>-<sha1>`, as Sentry computes it. */
  readonly fingerprint: string;
}

/** From where on something is a finding. Milliseconds and bytes, unless a name says otherwise. */
export interface FindingLimits {
  readonly nPlusOneDb: { readonly count: number; readonly time: Milliseconds };
  readonly mnPlusOneDb: {
    readonly repetitions: number;
    readonly longestSequence: number;
    readonly deepest: number;
    readonly dbShare: number;
  };
  readonly consecutiveDb: {
    readonly count: number;
    readonly each: Milliseconds;
    readonly saved: Milliseconds;
    readonly savedShare: number;
  };
  readonly slowDb: { readonly each: Milliseconds };
  readonly nPlusOneApi: {
    readonly count: number;
    readonly time: Milliseconds;
    readonly startsWithin: Milliseconds;
  };
  readonly consecutiveHttp: {
    readonly count: number;
    readonly each: Milliseconds;
    readonly gap: Milliseconds;
    readonly saved: Milliseconds;
  };
  readonly largePayload: { readonly bytes: number; readonly each: Milliseconds };
  readonly uncompressedAsset: { readonly bytes: number; readonly each: Milliseconds };
  readonly renderBlockingAsset: {
    readonly bytes: number;
    readonly mostBytes: number;
    readonly earliestPaint: Milliseconds;
    readonly latestPaint: Milliseconds;
    readonly shareOfPaint: number;
  };
  readonly httpOverhead: { readonly queued: Milliseconds };
  readonly mainThread: { readonly time: Milliseconds };
}
