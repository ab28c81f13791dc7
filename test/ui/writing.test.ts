// Numbers and durations as the reader wants them written.
import { afterEach, describe, expect, it } from 'vitest';
import { readWritten, writtenFixed, writtenUpTo, writtenWhole } from '../../src/model/number-style.ts';
import { roundDuration } from '../../src/ui/chart/duration-axis.ts';
import { toValueAxis } from '../../src/ui/chart/value-axis.ts';
import { exactText } from '../../src/ui/figure/value-parts.ts';
import {
  formatCount,
  formatDuration,
  formatDurationIn,
  formatFactor,
  formatPercent,
  formatPlain,
  formatRate,
  formatScore,
  formatShortCount,
  formatWait,
} from '../../src/ui/format.ts';
import { applyWriting, writing } from '../../src/ui/writing.ts';
import { toSizeWords } from '../../src/view/keep-words.ts';

const USUAL = writing();
const plain = (text: string): string => text.replaceAll('\u202f', '_');

afterEach(() => applyWriting(USUAL));

describe('numbers', () => {
  it('have the marks of the language in every unit', () => {
    applyWriting({ ...USUAL, numbers: 'de' });
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(plain(formatDuration(4.31))).toBe('4,31_ms');
    expect(formatPercent(0.0042)).toBe('0,42%');
    expect(formatPercent(0.00001)).toBe('<0,01%');
    expect(formatPercent(0.99999)).toBe('>99,9%');
    expect(formatRate(1_240)).toBe('1,24k/min');
    expect(formatRate(0.001)).toBe('<0,01/min');
    expect(formatScore(0.5)).toBe('0,50');
    expect(formatPlain(0.1234)).toBe('0,123');
    expect(formatShortCount(12_400)).toBe('12,4k');
    expect(formatFactor(1.417)).toBe('×1,42');
    expect(plain(formatDurationIn(1_234.5, 'ms', 1))).toBe('1.234,5_ms');
    expect(plain(exactText(412.25, 'ms'))).toBe('412,25_ms');
    expect(toSizeWords(1.25e9)).toBe('1,3 GB');
    expect(toValueAxis(1, 'none').labels).toContain('0,5');
    expect(plain(roundDuration(2_500))).toBe('2,5_s');
  });

  it('group by a narrow space in French, by an apostrophe in Switzerland', () => {
    applyWriting({ ...USUAL, numbers: 'fr' });
    expect(plain(formatCount(41_877))).toBe('41_877');
    expect(formatScore(0.94)).toBe('0,94');
    applyWriting({ ...USUAL, numbers: 'de-CH' });
    expect(formatCount(41_877)).toMatch(/^41['’]877$/);
    expect(formatScore(0.94)).toBe('0.94');
  });

  it('are as usual in a language that is none', () => {
    applyWriting({ ...USUAL, numbers: '!' });
    expect(formatCount(41_877)).toBe('41,877');
  });

  it('are whole, fixed or as long as they have to be', () => {
    expect(writtenWhole(1_234.6)).toBe('1,235');
    expect(writtenFixed(-1_234.55, 1)).toBe('-1,234.5');
    expect(writtenFixed(-0.01, 1)).toBe('0.0');
    expect(writtenUpTo(2, 1)).toBe('2');
    expect(writtenUpTo(2.25, 1)).toBe('2.3');
  });

  it('are read as they are written, and with a point', () => {
    expect(readWritten('1,234.5')).toBe(1_234.5);
    expect(readWritten('1 234')).toBe(1_234);
    expect(readWritten('1,5')).toBeNull();
    expect(readWritten('0,500')).toBeNull();
    expect(readWritten('x')).toBeNull();
    applyWriting({ ...USUAL, numbers: 'de' });
    expect(readWritten('1.234,5')).toBe(1_234.5);
    expect(readWritten('0,5')).toBe(0.5);
    expect(readWritten('1.5')).toBe(1.5);
    expect(readWritten('1.500')).toBe(1_500);
    expect(readWritten('0.500')).toBe(0.5);
    expect(readWritten('-0.250')).toBe(-0.25);
    expect(readWritten('')).toBeNull();
    for (const value of [0, 0.25, 999, 1_000, 1_234_567.5]) {
      expect(readWritten(writtenUpTo(value, 6))).toBe(value);
    }
  });
});

describe('durations', () => {
  it('are all in milliseconds', () => {
    applyWriting({ ...USUAL, durations: 'ms' });
    expect(
      [0, 0.000412, 0.9996, 4.314, 412.4, 3_421, 252_431].map((ms) => plain(formatDuration(ms))),
    ).toEqual(['0_ms', '0.000412_ms', '1.00_ms', '4.31_ms', '412_ms', '3,421_ms', '252,431_ms']);
    expect(plain(formatDuration(-3_421))).toBe('\u22123,421_ms');
    expect(formatDuration(Number.NaN)).toBe('—');
    expect(plain(roundDuration(120_000))).toBe('120k_ms');
  });

  it('are all in seconds', () => {
    applyWriting({ ...USUAL, durations: 's' });
    expect([0.4123, 412.4, 3_421, 252_431, 7_380_000].map((ms) => plain(formatDuration(ms)))).toEqual([
      '0.000412_s',
      '0.412_s',
      '3.42_s',
      '252_s',
      '7,380_s',
    ]);
    expect(plain(roundDuration(250))).toBe('0.25_s');
    expect(plain(toValueAxis(400, 'ms').labels.at(-1) ?? '')).toBe('0.4_s');
  });

  it('that are waited for stay in the unit that suits them', () => {
    applyWriting({ ...USUAL, durations: 'ms' });
    expect(plain(formatWait(252_431))).toBe('4_m 12_s');
  });
});
