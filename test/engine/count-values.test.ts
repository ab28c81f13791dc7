// The values of a field with their rows are counted by themselves: as the oracle counts them.
import { describe, expect, it } from 'vitest';
import type { Key, Query } from '../../src/model/query.ts';
import { ask } from '../oracle.ts';
import { randomQuery } from '../random-question.ts';
import { createRandom } from '../random.ts';
import { expectSameResult } from '../same-result.ts';
import { usualTransactions } from '../usual-data.ts';
import { usualQuery } from '../usual-question.ts';
import { fillEngine } from './fill.ts';

const FIELDS: readonly Key[] = [
  'op',
  'release',
  'status',
  'user',
  'environment',
  { tag: 'plan' },
  { tag: 'nobody-has-it' },
];

/** A question for the most frequent values of a field, about the rows of a random one. */
function valuesQuery(seed: number, like: (seed: number) => Query = randomQuery): Query {
  const random = createRandom(seed);
  const { versus: _, ...scope } = like(seed);
  return {
    ...scope,
    by: [random.pick(FIELDS)],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
    limit: random.pick([0, 1, 2, 3, 40]),
  };
}

/** Questions that were about selected transactions, and found several values. */
let selecting = 0;

describe.each([1, 2, 3, 4, 5, 6])('of the rows of seed %i', (seed) => {
  const isUsual = seed % 2 === 0;
  const filled = isUsual ? fillEngine(seed, 900, usualTransactions) : fillEngine(seed, 200 + seed * 40);
  const transactions = [...filled.rows.values()];

  it('are those that the oracle counts', () => {
    expect(transactions).not.toHaveLength(0);
    for (let index = 0; index < 60; index++) {
      const query = valuesQuery(seed * 1_000 + index, isUsual ? usualQuery : randomQuery);
      const expected = ask(transactions, query);
      expectSameResult(filled.engine.ask(query, []), expected);
      if (expected.length > 1 && query.having !== undefined) selecting += 1;
    }
  });
});

it('also of transactions that are selected by their metrics', () => {
  expect(selecting).toBeGreaterThan(3);
});

it('a question for them that has no answer is refused as any other', () => {
  const { engine } = fillEngine(1, 20);
  const query = { ...valuesQuery(1), limit: -1 };
  expect(() => engine.ask(query, [])).toThrow('The limit -1 is not a number of rows.');
});
