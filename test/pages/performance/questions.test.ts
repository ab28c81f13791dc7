// What the Performance page asks.
import { expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import { methodsQuery, opsQuery } from '../../../src/pages/performance/questions.ts';

it('asks for the kinds of transactions by no filter: who filters need not wait for them again', () => {
  const range = { start: 0, end: HOUR };
  const all = { range, where: EVERYTHING };
  const slow = {
    range,
    where: { kind: 'compare', field: 'duration', is: '>', value: 300 },
    having: { kind: 'metric', show: { metric: 'count' }, is: '>', value: 5 },
    versus: { range: { start: -HOUR, end: 0 } },
  } as const;
  expect(opsQuery(slow)).toEqual(opsQuery(all));
  expect(opsQuery({ ...all, range: { start: 0, end: 2 * HOUR } })).not.toEqual(opsQuery(all));
  // Methods are a column: they are those of the rows that are meant.
  expect(methodsQuery(slow)).toMatchObject({ where: slow.where, having: slow.having });
});
