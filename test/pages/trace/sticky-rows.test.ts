import { expect, it } from 'vitest';
import { MOST_STICKY, stickyRows } from '../../../src/pages/trace/sticky-rows.ts';
import { build } from '../../../src/trace/build.ts';
import { rows } from '../../../src/trace/rows.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw } from '../../trace/drawing.ts';

const ALL_OPEN = { closed: new Set<number>(), opened: new Set<number>() };

function listOf(drawing: string) {
  return rows(build(draw(drawing).spans, [], []), ALL_OPEN, { root: NONE, group: false });
}

// 0 root, 1 a, 2 b, 3 c, 4 d, 5 e, 6 f
const list = listOf(`
  app root 0..100
    app a 0..60
      db b 0..10
      db c 10..20
      db d 20..60
    app e 60..100
      db f 60..100
`);

it('what is above the first row in sight stays there', () => {
  const at = (row: number): readonly number[] => stickyRows(list, row * 24, 24, MOST_STICKY);
  expect(at(0)).toEqual([]);
  // What is below the rows that stay decides: with root over a, b is the first that is seen.
  expect(at(1)).toEqual([0, 1]);
  expect(at(2)).toEqual([0, 1]);
  // Below root it is e that is seen, and then f below both.
  expect(at(4)).toEqual([0]);
  expect(at(5)).toEqual([0, 5]);
  expect(stickyRows(list, 10, 24, MOST_STICKY)).toEqual([]);
});

it('of a deep place the nearest stay', () => {
  const lines = Array.from({ length: 40 }, (_, at) => `${' '.repeat(at * 2)}app s${at} 0..100`);
  const deep = listOf(`\n${lines.join('\n')}\n`);
  expect(stickyRows(deep, 20 * 24 + 1, 24, 4)).toEqual([20, 21, 22, 23]);
  expect(stickyRows(deep, 20 * 24 + 1, 24, 1)).toEqual([20]);
  // Those that stand where they would stay are there themselves.
  expect(stickyRows(deep, 20 * 24, 24, 4)).toEqual([]);
});

it('nothing stays where there are no rows', () => {
  expect(stickyRows(listOf(''), 0, 24, 4)).toEqual([]);
});
