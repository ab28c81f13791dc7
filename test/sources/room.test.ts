import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import { farthestSpare, without } from '../../src/sources/room.ts';

const days = (start: number, end: number): Range => ({ start: start * DAY, end: end * DAY });
const EXTENT = days(0, 30);

describe('without', () => {
  it('cuts parts out, whatever their order', () => {
    expect(without([days(0, 10), days(20, 30)], [days(25, 40), days(4, 6), days(5, 7)])).toEqual([
      days(0, 4),
      days(7, 10),
      days(20, 25),
    ]);
    expect(without([days(0, 10)], [])).toEqual([days(0, 10)]);
    expect(without([days(0, Infinity)], [days(-Infinity, 3)])).toEqual([days(3, Infinity)]);
  });
});

describe('the farthest spare', () => {
  const farthest = (held: readonly Range[], needed: readonly Range[], focus: Range): Range | null =>
    farthestSpare(held, needed, focus, EXTENT);

  it('is nothing when all is needed', () => {
    expect(farthest([days(3, 5)], [days(0, 10)], days(0, 10))).toBeNull();
    expect(farthest([], [], days(0, 10))).toBeNull();
  });

  it('is the farther half of what lies before', () => {
    expect(farthest([days(2, 30)], [days(20, 30)], days(20, 30))).toEqual(days(2, 11));
  });

  it('is the farther half of what lies behind', () => {
    expect(farthest([days(2, 20)], [days(2, 4)], days(2, 4))).toEqual(days(12, 20));
  });

  it('is on the side that is farther away', () => {
    const held = [days(0, 1), days(9, 12), days(13, 14)];
    expect(farthest(held, [days(9, 12)], days(9, 12))).toEqual(days(0, 0.5));
    expect(farthest([days(8, 9), days(20, 22)], [], days(10, 12))).toEqual(days(21, 22));
  });

  it('is all of it when it is short', () => {
    const short = { start: 0, end: HOUR };
    expect(farthest([short, days(10, 12)], [days(10, 12)], days(10, 12))).toEqual(short);
  });

  it('is halved where rows are, not where time is open', () => {
    expect(farthest([days(10, Infinity)], [days(10, 12)], days(10, 12))).toEqual(days(21, Infinity));
    expect(farthest([days(-Infinity, 20)], [days(18, 20)], days(18, 20))).toEqual(days(-Infinity, 9));
  });
});
