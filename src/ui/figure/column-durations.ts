import type { Milliseconds } from '../../model/time.ts';
import { durationParts, durationPartsIn, durationUnit } from '../format.ts';
import type { Parts } from '../format.ts';

/** From here on a unit alone is hard to read: `2 h 05 m` rather than `7,500 s`. */
const LONG: Milliseconds = 60_000;

/**
 * How the durations of a column are written: all in one unit, that of their median, so that the longer number is the longer
 * duration. Where the median is a minute or more, each is in units of its own.
 */
export function columnDurations(values: readonly Milliseconds[]): (value: Milliseconds) => Parts {
  const known = values.filter((value) => Number.isFinite(value)).sort((one, two) => one - two);
  const median = known[(known.length - 1) >> 1] ?? LONG;
  if (median >= LONG) return durationParts;
  const unit = durationUnit(median);
  return (value) => durationPartsIn(value, unit);
}
