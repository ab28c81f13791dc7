import { describe, expect, it } from 'vitest';
import {
  around,
  between,
  focusedOn,
  isWhole,
  pan,
  pinched,
  toTime,
  toX,
  zoomAt,
} from '../../../src/pages/trace/time-window.ts';

const bounds = { start: 100, end: 1100 };

describe('a window of time', () => {
  it('zooms at a moment, which stays where it is', () => {
    const zoomed = zoomAt(bounds, bounds, 350, 0.5);
    expect(zoomed).toEqual({ start: 225, end: 725 });
    const before = toX({ window: bounds, width: 800 }, 350);
    expect(toX({ window: zoomed, width: 800 }, 350)).toBe(before);
  });

  it('follows two fingers: what was between them stays between them', () => {
    const fingers = { at: 350, apart: 2, by: 40, width: 800 };
    const window = pinched(bounds, bounds, fingers);
    expect(window.end - window.start).toBeCloseTo(500, 9);
    expect(toX({ window, width: 800 }, 350)).toBeCloseTo(toX({ window: bounds, width: 800 }, 350) + 40, 9);
    // Together again, all of the time is there again.
    expect(pinched(window, bounds, { ...fingers, apart: 0.25, by: 0 })).toEqual(bounds);
  });

  it('never leaves the bounds and never vanishes', () => {
    expect(zoomAt({ start: 100, end: 200 }, bounds, 100, 100)).toEqual(bounds);
    expect(zoomAt({ start: 100, end: 300 }, bounds, 300, 2)).toEqual({ start: 100, end: 500 });
    const closest = zoomAt(bounds, bounds, 600, 1e-12);
    expect(closest.end - closest.start).toBeCloseTo(0.01);
    expect(pan({ start: 200, end: 400 }, bounds, -500)).toEqual({ start: 100, end: 300 });
    expect(pan({ start: 200, end: 400 }, bounds, 5000)).toEqual({ start: 900, end: 1100 });
  });

  it('lies between two moments in any order', () => {
    expect(between(700, 300, bounds)).toEqual({ start: 300, end: 700 });
    expect(between(-50, 300, bounds)).toEqual({ start: 100, end: 300 });
    expect(between(300, 300, bounds).end).toBeGreaterThan(300);
  });

  it('has a span in its middle, and is then filled by it', () => {
    const window = { start: 200, end: 400 };
    const centred = focusedOn(700, 20, window, bounds);
    expect(centred).toEqual({ start: 610, end: 810 });
    expect(focusedOn(700, 20, centred, bounds)).toEqual(around(700, 20, bounds));
    // It cannot be brought nearer to the middle: at the edge, in a view of all, or where it is longer than the view.
    expect(focusedOn(1090, 10, { start: 900, end: 1100 }, bounds)).toEqual(around(1090, 10, bounds));
    expect(focusedOn(700, 20, bounds, bounds)).toEqual(around(700, 20, bounds));
    expect(focusedOn(500, 300, window, bounds)).toEqual(around(500, 300, bounds));
  });

  it('is filled by a span with a little room', () => {
    expect(around(300, 100, bounds)).toEqual({ start: 290, end: 410 });
    expect(around(100, 1000, bounds)).toEqual(bounds);
    expect(isWhole(around(100, 1000, bounds), bounds)).toBe(true);
    expect(around(500, 0, bounds).end).toBeGreaterThan(around(500, 0, bounds).start);
  });

  it('is drawn on pixels and read from them', () => {
    const scale = { window: { start: 200, end: 600 }, width: 800 };
    expect(toX(scale, 300)).toBe(200);
    expect(toTime(scale, 200)).toBe(300);
    expect(toX({ window: { start: 5, end: 5 }, width: 800 }, 5)).toBe(0);
    expect(toTime({ ...scale, width: 0 }, 50)).toBe(200);
  });
});
