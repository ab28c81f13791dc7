import { describe, expect, it } from 'vitest';
import {
  criticalStretches,
  placeLabel,
  solidStretches,
  toBox,
  toBlocks,
  toPath,
} from '../../../src/pages/trace/bars.ts';
import { build } from '../../../src/trace/build.ts';
import { criticalPath } from '../../../src/trace/critical-path.ts';
import { rows } from '../../../src/trace/rows.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw } from '../../trace/drawing.ts';

const scale = { window: { start: 0, end: 1000 }, width: 500 };

describe('a bar', () => {
  it('lies where its time is', () => {
    expect(toBox(scale, 200, 300)).toEqual({ left: 100, width: 150 });
  });

  it('is cut to what is in view', () => {
    expect(toBox({ window: { start: 400, end: 600 }, width: 500 }, 0, 1000)).toEqual({ left: 0, width: 500 });
    expect(toBox({ window: { start: 400, end: 600 }, width: 500 }, 0, 300)).toBeNull();
    expect(toBox({ window: { start: 400, end: 600 }, width: 500 }, 700, 10)).toBeNull();
  });

  it('is never too thin to be seen, also at the very end', () => {
    expect(toBox(scale, 500, 0)).toEqual({ left: 250, width: 2 });
    expect(toBox(scale, 1000, 0)).toEqual({ left: 498, width: 2 });
  });
});

describe('what is solid in a bar', () => {
  it('is self time of a span, and the members of a group', () => {
    const members = Array.from({ length: 5 }, (_, at) => `  db q ${at * 10}..${at * 10 + 5}`).join('\n');
    const { spans } = draw(`app root 0..100\n${members}`);
    const trace = build(spans, [], []);
    const listed = [...rows(trace, { closed: new Set(), opened: new Set() }, { root: NONE, group: true })];
    expect(listed.map((row) => row.kind)).toEqual(['span', 'siblings', 'gap']);
    const [span, group, gap] = listed.map((row) => solidStretches(trace, row));
    expect(span).toHaveLength(5);
    expect(span?.at(-1)).toEqual({ start: 45, end: 100 });
    expect(group?.[1]).toEqual({ start: 10, end: 15 });
    expect(gap).toEqual([]);
  });

  it('is few blocks however many stretches there are', () => {
    const box = { left: 0, width: 500 };
    const both = [
      { start: 0, end: 100 },
      { start: 200, end: 300 },
    ];
    expect(toPath(toBlocks(scale, both, box), 14)).toBe('M0.0 0h50.0v14H0.0zM100.0 0h50.0v14H100.0z');
    const many = Array.from({ length: 10_000 }, (_, at) => ({ start: at / 10, end: at / 10 + 0.05 }));
    expect(toBlocks(scale, many, box)).toEqual([{ left: 0, width: 500 }]);
    const outside = [
      { start: -50, end: -10 },
      { start: 1100, end: 1200 },
    ];
    expect(toBlocks(scale, outside, box)).toEqual([]);
    expect(toPath([], 14)).toBe('');
    expect(toBlocks(scale, [{ start: 500, end: 500 }], box)).toEqual([{ left: 250, width: 1 }]);
  });
});

describe('a label', () => {
  it('stands beside its bar where there is room', () => {
    expect(placeLabel({ left: 100, width: 50 }, 7, 500, 64)).toEqual({ side: 'right', x: 150 });
    expect(placeLabel({ left: 400, width: 100 }, 7, 500, 64)).toEqual({ side: 'right', x: 500 });
    expect(placeLabel({ left: 400, width: 100 }, 14, 500, 64)).toEqual({ side: 'left', x: 400 });
    expect(placeLabel({ left: 0, width: 500 }, 14, 500, 64)).toEqual({ side: 'over', x: 500 });
  });
});

describe('the critical path of a row', () => {
  const { spans } = draw(`
    app root 0..1000
      db q 100..110
      db q 110..120
      db q 120..130
      db q 130..140
      db q 140..150
      app slow 500..900
        app inner 600..700
  `);
  const trace = build(spans, [], []);
  const path = criticalPath(trace, 0);
  const at = (closed: readonly number[], kind: string, index = 0): [number, number][] => {
    const list = rows(trace, { closed: new Set(closed), opened: new Set() }, { root: 0, group: true });
    const row = [...list].filter((row) => row.kind === kind)[index];
    if (row === undefined) throw new Error('There is no such row.');
    return criticalStretches(trace, row, path).map(({ start, end }) => [start, end]);
  };

  it('is its own while it is open, and that of all beneath it when it is folded', () => {
    expect(at([], 'span', 1)).toEqual([
      [500, 600],
      [700, 900],
    ]);
    expect(at([6], 'span', 1)).toEqual([[500, 900]]);
  });

  it('is of a group that of its members, and of a gap what lies within', () => {
    expect(at([], 'siblings')).toHaveLength(5);
    expect(at([], 'gap')).toEqual([[0, 100]]);
  });
});
