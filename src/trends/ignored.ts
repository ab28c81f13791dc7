import type { IgnoredTrend } from '../model/trend-settings.ts';
import type { EpochMs } from '../model/time.ts';

/** Whose trend it is. */
export interface TrendName {
  readonly project: string;
  readonly transaction: string;
}

export function isSameName(one: TrendName, other: TrendName): boolean {
  return one.project === other.project && one.transaction === other.transaction;
}

/**
 * Whether a trend is ignored: one that changed later than somebody said so is not. `changed`: when it did, null where
 * its sides are halves of a range.
 */
export function isIgnored(
  name: TrendName,
  changed: EpochMs | null,
  ignored: readonly IgnoredTrend[],
): boolean {
  const entry = ignored.find((one) => isSameName(one, name));
  return entry !== undefined && (changed === null || changed <= entry.since);
}
