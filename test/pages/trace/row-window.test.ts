import { describe, expect, it } from 'vitest';
import { FreePixels } from '../../../src/pages/trace/draw-minimap.ts';
import { heightOf, rowsAt, scaleOf } from '../../../src/pages/trace/use-row-window.ts';
import type { RowSpace } from '../../../src/pages/trace/use-row-window.ts';

const space = (rows: number): RowSpace => ({ rows, rowHeight: 24, view: 600, end: 12 });

describe('rows in sight', () => {
  it('stand where they are while all of them fit into what a browser draws', () => {
    expect(heightOf(space(100_000))).toBe(2_400_012);
    expect(scaleOf(space(100_000))).toBe(1);
    expect(rowsAt(space(100_000), 2_400)).toEqual([90, 135]);
    expect(rowsAt(space(3), 0)).toEqual([0, 3]);
    expect(rowsAt(space(0), 0)).toEqual([0, 0]);
  });

  it.each([1_000_000, 30_000_000])('can all be reached, of %i too', (rows) => {
    const many = space(rows);
    const scale = scaleOf(many);
    const bottom = heightOf(many) - many.view;
    expect(rowsAt(many, bottom * scale)[1]).toBe(rows);
    // From one pixel of the scrollbar to the next no row is left out.
    let [, before] = rowsAt(many, 0);
    for (let bar = 1; bar < 2_000; bar++) {
      const [from, to] = rowsAt(many, bar * scale);
      expect(from).toBeLessThanOrEqual(before);
      before = to;
    }
  });
});

/** The most pixels that an element gets: Firefox counts sixtieths of a pixel in 30 bits, Chromium sixty-fourths in 31. */
const CAPS = { firefox: 2 ** 30 / 60, chromium: 2 ** 31 / 64 };

describe.each(Object.entries(CAPS))('an element of %s', (_, cap) => {
  const sizes = [700_000, 1_000_000, 30_000_000].flatMap((rows) => [
    { ...space(rows), rowHeight: 24 },
    { ...space(rows), rowHeight: 44, view: 640, end: 332 },
  ]);

  it('is never asked for more than it can be', () => {
    for (const many of sizes) expect(heightOf(many)).toBeLessThan(cap);
  });

  it('shows every row at some place of its scrollbar, also where that stands on whole pixels alone', () => {
    for (const many of sizes) {
      const scale = scaleOf(many);
      const bottom = Math.floor(heightOf(many) - many.view);
      for (let row = 0; row < many.rows; row += 99_991) {
        const bar = Math.min(bottom, Math.round((row * many.rowHeight) / scale));
        const top = bar * scale;
        expect(row * many.rowHeight).toBeGreaterThanOrEqual(top - scale);
        expect((row + 1) * many.rowHeight).toBeLessThanOrEqual(top + many.view - many.end + 12 + scale);
        const [from, to] = rowsAt(many, top);
        expect(row).toBeGreaterThanOrEqual(from);
        expect(row).toBeLessThan(to);
      }
      expect(rowsAt(many, bottom * scale)[1]).toBe(many.rows);
    }
  });

  it('would end before the last row, were positions not scaled', () => {
    expect(30_000_000 * 24).toBeGreaterThan(cap);
  });
});

describe('the pixels of a line', () => {
  it('are drawn once each, whatever is drawn over them', () => {
    const free = new FreePixels(100);
    const taken: [number, number][] = [];
    const take = (from: number, to: number): void => free.take(from, to, (a, b) => void taken.push([a, b]));
    take(10, 20);
    take(15, 30);
    take(0, 100);
    take(0, 100);
    take(-5, 300);
    expect(taken).toEqual([
      [10, 20],
      [20, 30],
      [0, 10],
      [30, 100],
    ]);
    free.clear();
    take(99, 120);
    expect(taken.at(-1)).toEqual([99, 100]);
  });
});
