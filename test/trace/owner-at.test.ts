import { expect, it } from 'vitest';
import { ownerAt } from '../../src/trace/owner-at.ts';

const ran = (start: number, duration: number) => ({ start, end: start + duration, duration });
const [LONG, SHORT, LATER] = [ran(0, 100), ran(10, 20), ran(200, 5)];

it.each([
  ['the shortest that was running', 15, [LONG, SHORT, LATER], SHORT],
  ['one that just began', 200, [LONG, LATER], LATER],
  ['one that just ended', 100, [LONG, LATER], LONG],
  ['none where none was running', 150, [LONG, LATER], undefined],
  ['the only one, whenever it ran', 150, [LONG], LONG],
  ['none of none', 150, [], undefined],
])('an error belongs to %s', (_, at, candidates, owner) => {
  expect(ownerAt(at, candidates)).toBe(owner);
});
