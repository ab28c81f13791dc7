import { DAY, HOUR, MINUTE, SECOND } from '../../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import { momentParts } from '../format.ts';
import type { Zone } from '../format.ts';

/** A mark on a time axis. */
export interface TimeTick {
  readonly at: EpochMs;
  /** `16:00`, or the day where one begins: `19 Nov`. */
  readonly label: string;
  readonly isDay: boolean;
}

const SPACINGS: readonly Milliseconds[] = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  365 * DAY,
];

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetAt(at: EpochMs, zone: Zone): Milliseconds {
  return zone === 'utc' ? 0 : -new Date(at).getTimezoneOffset() * MINUTE;
}

function labelOf(at: EpochMs, zone: Zone, spacing: Milliseconds): Omit<TimeTick, 'at'> {
  const moment = momentParts(at, zone);
  if (moment === null) return { label: '', isDay: false };
  const [, date = '', month = ''] = moment.day.split(' ');
  const isDay = moment.time.startsWith('00:00:00');
  if (isDay) return { label: `${date} ${month}`, isDay };
  return { label: moment.time.slice(0, spacing < MINUTE ? 8 : 5), isDay };
}

/**
 * Marks at round times of the zone's clock, with at most `most` intervals between them. `last` is where the last one
 * may be, the range's end where it is left out.
 */
export function toTimeTicks(range: Range, zone: Zone, most: number, last: EpochMs = range.end): TimeTick[] {
  const length = range.end - range.start;
  const spacing = SPACINGS.find((each) => length / each <= Math.max(1, most)) ?? length;
  const offset = offsetAt(range.start, zone);
  const ticks: TimeTick[] = [];
  for (let local = Math.ceil((range.start + offset) / spacing) * spacing; ; local += spacing) {
    // Where clocks were turned in between, the mark moves with them.
    const at = local - offsetAt(local - offset, zone);
    if (at > Math.min(last, range.end)) return ticks;
    if (at >= range.start) ticks.push({ at, ...labelOf(at, zone, spacing) });
  }
}
