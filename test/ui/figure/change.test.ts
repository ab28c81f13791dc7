// What is said about a change, and when it gets an arrow and a colour.
import { describe, expect, it } from 'vitest';
import { toChange } from '../../../src/ui/figure/change.ts';
import type { Compared } from '../../../src/ui/figure/change.ts';

function compared(value: number, versus: number, more: Partial<Compared> = {}): Compared {
  return {
    value,
    versus,
    ratio: versus === 0 ? Number.NaN : value / versus,
    unit: 'ms',
    direction: 'lower',
    rows: 100,
    versusRows: 100,
    ...more,
  };
}

describe('a change', () => {
  it('beyond 5% has an arrow, a tone by the direction, and words', () => {
    expect(toChange(compared(150, 100))).toEqual({
      arrow: 'up',
      tone: 'bad',
      text: '50%',
      words: '150\u202fms, was 100\u202fms: up by 50%. Worse.',
    });
    expect(toChange(compared(50, 100))).toMatchObject({ arrow: 'down', tone: 'good', text: '50%' });
    expect(toChange(compared(0.5, 0.9, { unit: 'score', direction: 'higher' }))).toMatchObject({
      arrow: 'down',
      tone: 'bad',
      text: '44%',
    });
  });

  it('has no tone where no way is better', () => {
    expect(toChange(compared(150, 100, { direction: 'none' }))).toMatchObject({
      arrow: 'up',
      tone: 'neutral',
    });
  });

  it.each([
    [105, '+5%'],
    [95, '\u22125%'],
    [100.1, '0%'],
    [100, '0%'],
  ])('within 5 percent is neither coloured nor pointed: %d of 100 is %s', (value, text) => {
    expect(toChange(compared(value, 100))).toMatchObject({ arrow: null, tone: 'neutral', text });
  });

  it('just beyond 5% is', () => {
    expect(toChange(compared(105.1, 100))).toMatchObject({ arrow: 'up', tone: 'bad', text: '5%' });
  });

  it('of few rows on either side is not judged', () => {
    expect(toChange(compared(200, 100, { rows: 29 }))).toMatchObject({
      arrow: null,
      tone: 'neutral',
      text: 'low n',
    });
    expect(toChange(compared(200, 100, { versusRows: 29 })).text).toBe('low n');
    expect(toChange(compared(200, 100, { rows: 30, versusRows: 30 })).text).toBe('100%');
  });

  it('from nothing says so, and never makes a number up', () => {
    expect(toChange(compared(3, Number.NaN)).words).toBe('Nothing to compare with.');
    expect(toChange(compared(3, 0, { versusRows: 0 })).text).toBe('');
    expect(toChange(compared(3, 0)).text).toBe('was 0');
    expect(toChange(compared(Number.NaN, 3)).text).toBe('');
  });

  it('of many times is told as a factor', () => {
    expect(toChange(compared(1200, 100)).text).toBe('×12');
    expect(toChange(compared(999, 100)).text).toBe('899%');
  });
});
