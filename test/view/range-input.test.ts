import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/model/time.ts';
import { formatInterval } from '../../src/ui/filter/range-words.ts';
import { formatTime } from '../../src/ui/format.ts';
import { readRange } from '../../src/view/range-input.ts';
import type { RangeReading } from '../../src/view/range-input.ts';
import type { Zone } from '../../src/view/view.ts';

/** A Sunday. */
const NOW = Date.UTC(2026, 10, 22, 14, 3, 20, 250);

function read(text: string, zone: Zone = 'utc'): RangeReading {
  return readRange(text, { now: NOW, zone });
}

/** The two ends as ISO 8601 to the minute or as far as it is not zero. */
function endsOf(text: string, zone: Zone = 'utc'): string {
  const reading = read(text, zone);
  if ('fault' in reading) return `fault: ${reading.fault.message}`;
  if ('last' in reading.range) return `last ${reading.range.last}`;
  const iso = (at: number): string => new Date(at).toISOString().replace(/(:00)?(\.000)?Z$/, '');
  return `${iso(reading.range.start)} ${iso(reading.range.end)}`;
}

/** Whether a fault lies within the text, and a range has a length. */
function isPossible(text: string, reading: RangeReading): boolean {
  if ('fault' in reading) {
    const { start, end } = reading.fault;
    return 0 <= start && start <= end && end <= text.length;
  }
  const { range } = reading;
  return 'last' in range ? range.last > 0 : range.end > range.start;
}

describe('a length before now', () => {
  it.each([
    ['-2h', 2 * HOUR],
    ['2h', 2 * HOUR],
    [' - 90 min ', 90 * MINUTE],
    ['last 7 days', 7 * DAY],
    ['past 45 seconds', 45 * SECOND],
    ['1h30m', 90 * MINUTE],
    ['1.5h', 90 * MINUTE],
    ['2w', 14 * DAY],
    ['-2h..now', 2 * HOUR],
    ['now-2h to now', 2 * HOUR],
    ['-30m..', 30 * MINUTE],
  ])('%s', (text, last) => {
    expect(read(text)).toEqual({ range: { last } });
  });
});

describe('a part of the calendar', () => {
  it.each([
    ['today', '2026-11-22T00:00 2026-11-22T14:03:20.250Z'],
    ['Yesterday', '2026-11-21T00:00 2026-11-22T00:00'],
    ['this week', '2026-11-16T00:00 2026-11-22T14:03:20.250Z'],
    ['last  week', '2026-11-09T00:00 2026-11-16T00:00'],
    ['this month', '2026-11-01T00:00 2026-11-22T14:03:20.250Z'],
    ['last month', '2026-10-01T00:00 2026-11-01T00:00'],
    ['2026-11-01', '2026-11-01T00:00 2026-11-02T00:00'],
    ['2026-02', '2026-02-01T00:00 2026-03-01T00:00'],
    ['1 Nov', '2026-11-01T00:00 2026-11-02T00:00'],
    ['24 december', '2025-12-24T00:00 2025-12-25T00:00'],
    ['Thu 19 Nov 2026', '2026-11-19T00:00 2026-11-20T00:00'],
  ])('%s', (text, ends) => {
    expect(endsOf(text).replaceAll('Z', '')).toBe(ends.replaceAll('Z', ''));
  });
});

describe('two ends', () => {
  it.each([
    ['2026-11-01 14:00..15:00', '2026-11-01T14:00 2026-11-01T15:00'],
    ['2026-11-01 14:00 – 2026-11-02 15:30:10', '2026-11-01T14:00 2026-11-02T15:30:10'],
    ['2026-11-01T14:00:00.250Z..2026-11-01T14:00:00.500Z', '2026-11-01T14:00:00.250 2026-11-01T14:00:00.500'],
    ['2026-11-01 16:00+02:00..2026-11-01 15:00 UTC', '2026-11-01T14:00 2026-11-01T15:00'],
    ['2026-11-01..2026-11-03', '2026-11-01T00:00 2026-11-04T00:00'],
    ['2026-11-01 to 2026-11-03 12:00', '2026-11-01T00:00 2026-11-03T12:00'],
    ['yesterday 9:00..17:00', '2026-11-21T09:00 2026-11-21T17:00'],
    ['22:00..02:00', '2026-11-21T22:00 2026-11-22T02:00'],
    ['13:00 until 14:00', '2026-11-22T13:00 2026-11-22T14:00'],
    ['2026-11-01 14:00..+30m', '2026-11-01T14:00 2026-11-01T14:30'],
    ['-3h..-2h', '2026-11-22T11:03:20.250 2026-11-22T12:03:20.250'],
    ['1793541600..1793545200', '2026-11-01T14:00 2026-11-01T15:00'],
    ['1793541600000 - 1793541600250', '2026-11-01T14:00 2026-11-01T14:00:00.250'],
    ['19 Nov 13:00 – 14:30', '2026-11-19T13:00 2026-11-19T14:30'],
    ['19 Nov 13:00..20 Nov 14:30', '2026-11-19T13:00 2026-11-20T14:30'],
  ])('%s', (text, ends) => {
    expect(endsOf(text)).toBe(ends);
  });
});

describe('one moment', () => {
  it.each([
    ['1793541600', '2026-11-01T13:45 2026-11-01T14:15:01'],
    ['1793541600000', '2026-11-01T13:45 2026-11-01T14:15:00.001'],
    ['2026-11-01 14:00', '2026-11-01T13:45 2026-11-01T14:16'],
    ['12:30', '2026-11-22T12:15 2026-11-22T12:46'],
  ])('%s shows what is around it', (text, ends) => {
    expect(endsOf(text)).toBe(ends);
  });
});

describe('the local clock', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    process.env['TZ'] = before;
  });

  it('is meant where the text names none', () => {
    expect(endsOf('2026-11-01 14:00..15:00', 'local')).toBe('2026-11-01T13:00 2026-11-01T14:00');
    expect(endsOf('2026-11-01 14:00Z..15:00Z', 'local')).toBe('2026-11-01T14:00 2026-11-01T15:00');
    expect(endsOf('2026-11-01 14:00..15:00', 'utc')).toBe('2026-11-01T14:00 2026-11-01T15:00');
  });

  it('has days of 23 and 25 hours', () => {
    expect(endsOf('2026-10-25', 'local')).toBe('2026-10-24T22:00 2026-10-25T23:00');
    expect(endsOf('2026-03-29', 'local')).toBe('2026-03-28T23:00 2026-03-29T22:00');
    expect(endsOf('yesterday', 'local')).toBe('2026-11-20T23:00 2026-11-21T23:00');
  });
});

describe('what cannot be read', () => {
  it.each([
    ['', '', 'Nothing is written yet.'],
    ['soon', 'soon', '“soon” is no time.'],
    ['2 parsecs', 'parsecs', '“parsecs” is no unit of time.'],
    ['0h', '0h', 'That is no time at all.'],
    ['900000d', '900000d', 'That is more than a hundred years.'],
    ['2026-13-01', '13', 'There is no month 13: a year has 01 to 12.'],
    ['2026-02-30', '30', 'That month has 28 days.'],
    ['2026-11-01 25:00..26:00', '25', 'There is no hour 25: a day has 0 to 23.'],
    ['2026-11-01 14:00..14:75', '75', 'There is no minute 75.'],
    ['31 Foo', 'Foo', '“Foo” is no unit of time.'],
    ['31 Foo 2026', 'Foo', '“Foo” is no month.'],
    ['1969-01-01', '1969', 'Times begin with 1970.'],
    ['17935416001', '17935416001', 'A number of 11 digits is no time.'],
    ['2026-11-02..2026-11-01', '2026-11-01', 'It ends before it starts.'],
    ['..15:00', '', 'Here a time is missing.'],
    ['14:00..later', 'later', '“later” is no time.'],
    ['14:00..+later', '+later', 'After + comes a length of time.'],
    ['2027-01-01', '2027-01-01', 'It lies in the future, where nothing is yet.'],
  ])('“%s” is marked at “%s”', (text, marked, message) => {
    const reading = read(text);
    expect('fault' in reading && text.slice(reading.fault.start, reading.fault.end)).toBe(marked);
    expect('fault' in reading && reading.fault.message).toBe(message);
  });

  it('is located within the text, whatever it is', () => {
    const words = fc.constantFrom(
      '2026-11-01',
      '14:00',
      '..',
      '-',
      '2h',
      'now',
      '5',
      ' ',
      'last',
      'Nov',
      '+',
      'Z',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<Zone>('utc', 'local'), (text, zone) => {
        expect(isPossible(text, read(text, zone))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('reads what the page writes: intervals as in the filter bar, moments as in tooltips', () => {
  const last = Math.floor(NOW / MINUTE) - 1;
  const minutes = fc.integer({ min: last - 300 * 24 * 60, max: last });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 20_000 }), (at, length) => {
      const start = at * MINUTE;
      const end = Math.min(start + length * MINUTE, Math.floor(NOW / MINUTE) * MINUTE);
      expect(read(formatInterval({ start, end }, 'utc'))).toEqual({ range: { start, end } });
      const moments = `${formatTime(start, 'utc')} – ${formatTime(end, 'utc')}`;
      expect(read(moments)).toEqual({ range: { start, end } });
    }),
  );
});
