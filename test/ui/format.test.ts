import { describe, expect, it } from 'vitest';
import {
  durationParts,
  durationUnit,
  formatCount,
  formatDuration,
  formatDurationIn,
  formatPercent,
  formatPlain,
  formatRate,
  formatScore,
  formatShortCount,
  formatTime,
  formatValue,
  momentParts,
  toIsoTime,
} from '../../src/ui/format.ts';

const N = '\u202f';

describe('formatDuration', () => {
  it.each([
    [0, '0_ms'],
    [0.00084, '840_ns'],
    [0.4123, '412_µs'],
    [0.0123, '12.3_µs'],
    [4.314, '4.31_ms'],
    [35, '35.0_ms'],
    [84.56, '84.6_ms'],
    [412.4, '412_ms'],
    [774, '774_ms'],
    [2171.4, '2.17_s'],
    [2100, '2.10_s'],
    [59_940, '59.9_s'],
    [252_000, '4_m 12_s'],
    [60_000, '1_m 00_s'],
    [7_500_000, '2_h 05_m'],
    [3 * 86_400_000 + 4 * 3_600_000, '3_d 04_h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text.replaceAll('_', N));
  });

  it.each([
    [0.0009996, '1.00_µs'],
    [0.9996, '1.00_ms'],
    [9.996, '10.0_ms'],
    [999.4, '999_ms'],
    [999.6, '1.00_s'],
    [59_960, '1_m 00_s'],
    [3_599_600, '1_h 00_m'],
    [86_399_000, '1_d 00_h'],
  ])('carries %d ms into the next unit as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text.replaceAll('_', N));
  });

  it('writes a true minus, and a dash for no data', () => {
    expect(formatDuration(-63)).toBe(`\u221263.0${N}ms`);
    expect(formatDuration(NaN)).toBe('—');
    expect(durationParts(NaN)).toEqual({ value: '—', unit: '' });
  });

  it('keeps one unit on an axis', () => {
    expect(durationUnit(412)).toBe('ms');
    expect(durationUnit(250_000)).toBe('s');
    expect(formatDurationIn(1_250, 'ms')).toBe(`1,250${N}ms`);
    expect(formatDurationIn(1_250, 's')).toBe(`1.25${N}s`);
    expect(formatDurationIn(500, 's', 1)).toBe(`0.5${N}s`);
    expect(formatDurationIn(1_240.5, 'ms', 1)).toBe(`1,240.5${N}ms`);
    expect(formatDurationIn(NaN, 's')).toBe('—');
  });
});

describe('counts, rates and ratios', () => {
  it('sets thousands apart', () => {
    expect(formatCount(41_877)).toBe('41,877');
    expect(formatCount(0)).toBe('0');
    expect(formatCount(NaN)).toBe('—');
  });

  it('shortens large counts only', () => {
    expect(formatShortCount(999)).toBe('999');
    expect(formatShortCount(1_240)).toBe('1.24k');
    expect(formatShortCount(999_600)).toBe('1.00M');
    expect(formatShortCount(12_431)).toBe('12.4k');
  });

  it('writes throughput by the minute', () => {
    expect(formatRate(1_240)).toBe('1.24k/min');
    expect(formatRate(0.42)).toBe('0.42/min');
    expect(formatRate(0.001)).toBe('<0.01/min');
    expect(formatRate(0)).toBe('0/min');
    expect(formatRate(NaN)).toBe('—');
  });

  it('never turns something into nothing, or nearly all into all', () => {
    expect(formatPercent(0)).toBe('0%');
    expect(formatPercent(0.0042)).toBe('0.42%');
    expect(formatPercent(0.00001)).toBe('<0.01%');
    expect(formatPercent(0.357)).toBe('35.7%');
    expect(formatPercent(0.5)).toBe('50%');
    expect(formatPercent(0.07)).toBe('7%');
    expect(formatPercent(0.06998)).toBe('7.00%');
    expect(formatPercent(0.49999)).toBe('50.0%');
    expect(formatPercent(0.99999)).toBe('>99.9%');
    expect(formatPercent(1)).toBe('100%');
    expect(formatPercent(12.5)).toBe('1,250%');
    expect(formatPercent(-0.18)).toBe('\u221218%');
    expect(formatPercent(-0.00001)).toBe('<0.01%');
    expect(formatPercent(-0.99999)).toBe('<\u221299.9%');
    expect(formatPercent(-0)).toBe('0%');
    expect(formatPercent(NaN)).toBe('—');
  });

  it('gives Apdex two decimals and CLS three', () => {
    expect(formatScore(0.9)).toBe('0.90');
    expect(formatPlain(0.1)).toBe('0.100');
    expect(formatPlain(NaN)).toBe('—');
  });
});

describe('times', () => {
  const at = Date.UTC(2026, 10, 19, 13, 22, 4, 611);

  it('carry their zone', () => {
    expect(formatTime(at, 'utc')).toBe('Thu 19 Nov 2026 13:22:04.611 UTC');
    expect(momentParts(at, 'utc')).toEqual({ day: 'Thu 19 Nov 2026', time: '13:22:04.611', zone: 'UTC' });
    expect(formatTime(Date.UTC(2026, 0, 1), 'utc')).toContain('00:00:00.000');
    expect(toIsoTime(at)).toBe('2026-11-19T13:22:04.611Z');
  });

  it('are a dash where there is no such time', () => {
    expect(formatTime(NaN, 'utc')).toBe('—');
    expect(formatTime(9e15, 'utc')).toBe('—');
    expect(toIsoTime(Infinity)).toBe('—');
  });
});

it('writes a value in the unit of its column', () => {
  expect(formatValue(2170, 'ms')).toBe(`2.17${N}s`);
  expect(formatValue(12, 'count')).toBe('12');
  expect(formatValue(0.5, 'ratio')).toBe('50%');
  expect(formatValue(0.5, 'score')).toBe('0.50');
  expect(formatValue(3, 'per-minute')).toBe('3.00/min');
  expect(formatValue(0.104, 'none')).toBe('0.104');
  expect(formatValue(0, 'epoch')).toBe('Thu 1 Jan 1970 00:00:00.000 UTC');
});
