import { describe, expect, it } from 'vitest';
import { formatInterval, formatLength, fromFields, toFields } from '../../../src/ui/filter/range-words.ts';

const AT = Date.UTC(2026, 10, 19, 14);
const HOUR = 3_600_000;

describe('a length', () => {
  it.each([
    [HOUR, '1 h'],
    [24 * HOUR, '24 h'],
    [168 * HOUR, '7 d'],
    [1.5 * HOUR, '90 min'],
    [1234, '1234 ms'],
  ])('%d ms is %s', (length, words) => {
    expect(formatLength(length).replace('\u202f', ' ')).toBe(words);
  });
});

describe('an interval', () => {
  it('names the day once, where it is one day', () => {
    expect(formatInterval({ start: AT, end: AT + 1.5 * HOUR }, 'utc')).toBe('19 Nov 14:00 – 15:30');
    expect(formatInterval({ start: AT, end: AT + 24 * HOUR }, 'utc')).toBe('19 Nov 14:00 – 20 Nov 14:00');
    expect(formatInterval({ start: AT + 1000, end: AT + HOUR }, 'utc')).toBe('19 Nov 14:00:01 – 15:00');
  });
});

describe('input fields', () => {
  it.each(['utc', 'local'] as const)('mean in %s what was put into them', (zone) => {
    expect(fromFields(toFields(AT, zone), zone)).toBe(AT);
  });

  it('take seconds and one-digit hours, and nothing that is no time', () => {
    const date = '2026-11-19';
    expect(fromFields({ date, time: '9:05' }, 'utc')).toBe(Date.UTC(2026, 10, 19, 9, 5));
    expect(fromFields({ date, time: '09:05:30' }, 'utc')).toBe(Date.UTC(2026, 10, 19, 9, 5, 30));
    expect(fromFields({ date, time: '25:00' }, 'utc')).toBeNaN();
    expect(fromFields({ date, time: 'noon' }, 'utc')).toBeNaN();
    expect(fromFields({ date: '', time: '10:00' }, 'utc')).toBeNaN();
  });
});
