import { afterEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { momentParts } from '../../src/ui/format.ts';

function byFormatter(at: number, timeZone: string) {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    day: `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`,
    zone: part('timeZoneName'),
  };
}

/** Moments of every month and weekday, and around the days when clocks are turned. */
const MOMENTS = [
  ...Array.from({ length: 80 }, (_, i) => Date.UTC(2026, 0, 1) + i * 5 * 24 * HOUR + i * 3_723_457),
  ...Array.from({ length: 24 }, (_, i) => Date.UTC(2026, 9, 24, 22) + i * 30 * MINUTE),
  ...Array.from({ length: 24 }, (_, i) => Date.UTC(2026, 2, 28, 22) + i * 30 * MINUTE),
  0,
  Date.UTC(1970, 0, 1) - 1,
  Date.UTC(9999, 11, 31, 23, 59, 59, 999),
];

afterEach(() => void vi.unstubAllEnvs());

describe('a moment is written as the language does', () => {
  it('in UTC', () => {
    for (const at of MOMENTS) expect(momentParts(at, 'utc')).toEqual(byFormatter(at, 'UTC'));
  });

  it('by the clock on the wall, also when it is turned', () => {
    vi.stubEnv('TZ', 'Europe/London');
    for (const at of MOMENTS.slice(0, -3)) {
      expect(momentParts(at, 'local')).toEqual(byFormatter(at, 'Europe/London'));
    }
  });
});
