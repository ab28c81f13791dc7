// While an order grows its columns move, one at a step: filters that were made ready before are not read from where they were.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

/** More rows than an order makes room for at once. */
const ROWS = 1_050_000;
const ENVIRONMENTS = 5;

// One filter for all questions, as a page has it while its range moves.
const WHERE: Filter = { kind: 'in', field: 'environment', values: ['e3'] };

function rowsFrom(engine: Engine, start: number): number {
  const query: Query = {
    of: 'transactions',
    range: { start, end: 1e9 },
    where: WHERE,
    by: ['project', 'transaction'],
    show: [{ metric: 'sampled_count' }],
  };
  expect(engine.explain(query)).toBe('orders');
  return engine.ask(query, []).matched;
}

it('a question between two steps of an order that grows is answered as before', () => {
  const engine = new Engine({ narrow: 0 });
  const add = (from: number, length: number): void => {
    engine.append(
      manyRows({
        from,
        length,
        end: (index) => from + index,
        texts: {
          project: () => 'shop',
          transaction: () => '/',
          user: (index) => `id:${index % 7}`,
          environment: (index) => `e${(from + index) % ENVIRONMENTS}`,
        },
      }),
    );
  };
  add(0, ROWS);
  engine.settle();
  let held = ROWS;
  let growing = 0;
  const wrong: string[] = [];
  for (let batch = 0; batch < 4; batch++) {
    add(held, 65_536);
    held += 65_536;
    engine.seal();
    for (let step = 0; engine.maintain(0); step++) {
      if (engine.upkeep !== 'growing an order') continue;
      growing += 1;
      const start = step % ENVIRONMENTS;
      const expected = Math.ceil((held - 3) / ENVIRONMENTS) - (start > 3 ? 1 : 0);
      const matched = rowsFrom(engine, start);
      if (matched !== expected) wrong.push(`batch ${batch}, step ${step}: ${matched} of ${expected}`);
    }
  }
  expect(growing).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});
