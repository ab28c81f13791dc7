import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerKey } from '../../../src/pages/trace/keys.ts';
import type { KeyActs } from '../../../src/pages/trace/keys.ts';
import { build } from '../../../src/trace/build.ts';
import { rows } from '../../../src/trace/rows.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw } from '../../trace/drawing.ts';

const { spans } = draw(`
  app root 0..100
    app a 0..60
      db b 0..60
    app c 60..100
      db d 60..100
`);
const trace = build(spans, [], []);
// 0 root, 1 a, 2 b, 3 c (folded)
const list = rows(trace, { closed: new Set([3]), opened: new Set() }, { root: NONE, group: true });

const said: unknown[][] = [];
const acts: KeyActs = {
  moveTo: (...args) => said.push(['moveTo', ...args]),
  fold: (...args) => said.push(['fold', ...args]),
  select: (...args) => said.push(['select', ...args]),
  escape: () => said.push(['escape']),
  showAll: () => said.push(['showAll']),
  zoomTo: (...args) => said.push(['zoomTo', ...args]),
  focusOn: (...args) => said.push(['focusOn', ...args]),
  zoomBy: vi.fn<(factor: number) => void>((factor) => said.push(['zoomBy', factor < 1 ? 'in' : 'out'])),
  panBy: (share) => said.push(['panBy', Math.sign(share)]),
  togglePath: () => said.push(['togglePath']),
  measure: (...args) => said.push(['measure', ...args]),
  nextMatch: (step) => said.push(['nextMatch', step]),
  find: () => said.push(['find']),
  unfoldTo: (level) => said.push(['unfoldTo', level]),
  isFaulty: (index) => index === 2,
};

function press(key: string, cursor: number, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}): boolean {
  const event = { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held };
  return answerKey(event, list, cursor, acts);
}

beforeEach(() => {
  said.length = 0;
});

describe('keys', () => {
  it.each([
    ['ArrowDown', 0, ['moveTo', 1]],
    ['ArrowDown', 3, ['moveTo', 3]],
    ['ArrowUp', 2, ['moveTo', 1]],
    ['ArrowUp', 0, ['moveTo', 0]],
    ['c', 0, ['togglePath']],
    ['m', 2, ['measure', 2]],
    ['n', 0, ['nextMatch', 1]],
    ['N', 0, ['nextMatch', -1]],
    ['/', 0, ['find']],
    ['3', 0, ['unfoldTo', 3]],
    ['e', 0, ['moveTo', 2]],
    ['e', 2, ['moveTo', 2]],
    ['E', 3, ['moveTo', 2]],
    ['.', 1, ['moveTo', 3]],
    [',', 3, ['moveTo', 1]],
    ['.', 3, ['moveTo', 3]],
    ['Home', 3, ['moveTo', 0]],
    ['End', 0, ['moveTo', 3]],
    ['PageDown', 0, ['moveTo', 3]],
    ['PageUp', 3, ['moveTo', 0]],
    ['ArrowRight', 3, ['fold', 3, true]],
    ['ArrowRight', 1, ['moveTo', 2]],
    ['ArrowLeft', 1, ['fold', 1, false]],
    ['ArrowLeft', 2, ['moveTo', 1]],
    ['ArrowLeft', 3, ['moveTo', 0]],
    ['Enter', 2, ['select', 2]],
    ['Escape', 2, ['escape']],
    ['0', 2, ['showAll']],
    ['f', 2, ['focusOn', 2]],
    ['w', 2, ['zoomBy', 'in']],
    ['s', 2, ['zoomBy', 'out']],
    ['a', 2, ['panBy', -1]],
    ['d', 2, ['panBy', 1]],
  ])('%s on row %i', (key, cursor, does) => {
    expect(press(key, cursor)).toBe(true);
    expect(said).toEqual([does]);
  });

  it('go to the first and last row with Shift', () => {
    press('ArrowDown', 0, { shiftKey: true });
    press('ArrowUp', 3, { shiftKey: true });
    expect(said).toEqual([
      ['moveTo', 3],
      ['moveTo', 0],
    ]);
  });

  it('go to the search of the trace where the browser has its own', () => {
    expect(press('f', 0, { ctrlKey: true })).toBe(true);
    expect(said).toEqual([['find']]);
  });

  it('leave to the browser what is not theirs', () => {
    expect(press('w', 0, { ctrlKey: true })).toBe(false);
    expect(press('x', 0)).toBe(false);
    expect(press('ArrowRight', 2)).toBe(true);
    expect(said).toEqual([]);
  });
});
