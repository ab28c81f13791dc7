import { expect, it } from 'vitest';
import { withAhead } from '../../src/sources/ahead.ts';

const WANTED = { start: 1_000, end: 2_000 };

it('takes some of what comes next where a range has moved on a little', () => {
  expect(withAhead({ start: 1_990, end: 2_000 }, WANTED, 9_000)).toEqual({ start: 1_990, end: 2_100 });
});

it('never goes beyond the present, nor leaves out what was asked for', () => {
  expect(withAhead({ start: 1_990, end: 2_000 }, WANTED, 2_040)).toEqual({ start: 1_990, end: 2_040 });
  expect(withAhead({ start: 1_990, end: 2_000 }, WANTED, 1_995)).toEqual({ start: 1_990, end: 2_000 });
});

it.each([
  ['all of it', WANTED],
  ['much of it', { start: 1_500, end: 2_000 }],
  ['a part at its start', { start: 1_000, end: 1_010 }],
])('takes no more than what is missing where that is %s', (_what, missing) => {
  expect(withAhead(missing, WANTED, 9_000)).toEqual(missing);
});
