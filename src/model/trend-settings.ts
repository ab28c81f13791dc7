import type { EpochMs } from './time.ts';

/** What a row must fulfil to be a trend; every bound is exclusive, as in a search by `:>`. */
export interface ClassicRules {
  /** Transactions per minute. */
  readonly throughput: number;
  readonly countRatio: { readonly above: number; readonly below: number };
  /** A share: 0.2 means a change of more than 20 %. */
  readonly change: number;
  /** Of the column's unit; null where it may be whatever it is. */
  readonly difference: number | null;
  /** |t|; null where it may be whatever it is. */
  readonly confidence: number | null;
}

/** What Sentry's trends take (A2): `tpm():>0.01 count_percentage():>0.25 count_percentage():<4 trend_percentage():>0% confidence():>6`. */
export const CLASSIC_RULES: ClassicRules = {
  throughput: 0.01,
  countRatio: { above: 0.25, below: 4 },
  change: 0,
  difference: null,
  confidence: 6,
};

/** What counts as a trend. */
export interface TrendRules {
  /** Values that each side must have. */
  readonly least: number;
  /** Of the trends that are shown, how many may be none: 0.05 is one of twenty. */
  readonly falseDiscoveryRate: number;
  /** How much a value must change, as a share of the value before. */
  readonly change: number;
  /** How much it must change in the column's unit. */
  readonly difference: number;
}

/**
 * At least 30 values a side, a false-discovery rate of 5 %, and a change of 10 % and of 1 ms. A least change of 20 %
 * would hide half of the transactions that became 20 % slower: what is measured lies on either side of what is true.
 */
export const TREND_RULES: TrendRules = { least: 30, falseDiscoveryRate: 0.05, change: 0.1, difference: 1 };

/** A transaction that is left out of the trends. */
export interface IgnoredTrend {
  readonly project: string;
  readonly transaction: string;
  /** When it was ignored: what changes later is shown again, where the time of the change is known. */
  readonly since: EpochMs;
}

/** How trends are found. */
export interface TrendSettings {
  readonly classic: ClassicRules;
  readonly tested: TrendRules;
  /** No two of the same transaction. */
  readonly ignored: readonly IgnoredTrend[];
}

export const DEFAULT_TREND_SETTINGS: TrendSettings = {
  classic: CLASSIC_RULES,
  tested: TREND_RULES,
  ignored: [],
};
