// What questions take of the memory they give back, also those that are not answered to their end.
import { expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Selections } from '../../src/engine/selection.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Query } from '../../src/model/query.ts';
import { DATA_RANGE } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';
import { manyRows } from './table-builder.ts';

const TABLE: Query = {
  of: 'transactions',
  range: DATA_RANGE,
  where: { kind: 'and', of: [] },
  by: ['project', 'transaction'],
  show: [{ metric: 'count' }],
};

function filled(weights: readonly number[]): Engine {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const rows = usualTransactions(9, 900).map((row, index) => ({
    ...row,
    weight: weights[index % weights.length]!,
  }));
  engine.append(toRows(rows));
  engine.settle();
  return engine;
}

it('what bins are weighed with is given back, also where it was stopped', () => {
  const weights = [1, 2, 3, 5, 8, 13, 21];
  const engine = filled(weights);
  const bins = { bin: 'duration', scale: 'linear', edges: [0, 100, 1000, 1e6] } as const;
  const query: Query = { ...TABLE, by: ['project', 'transaction', bins] };
  expect(engine.explain(query)).toBe('orders');
  // The rows themselves are known then.
  engine.ask({ ...TABLE, weighted: false }, []);
  let stopped = 0;
  for (let most = 1, isDone = false; !isDone; most++) {
    const used = new Set<number>();
    for (let time = 0; time < 3; time++) {
      const steps = engine.askInSteps(query, () => []);
      for (let step = 0; step < most && !isDone; step++) isDone = steps.next().done === true;
      steps.return(undefined as never);
      if (time > 0) used.add(engine.memory.used);
    }
    expect(isDone || used.size === 1).toBe(true);
    stopped += 1;
  }
  // Some were stopped between two weights.
  expect(stopped).toBeGreaterThan(weights.length);
});

it('however often the same rows are asked about with other thresholds, no more is kept', () => {
  const engine = filled([1]);
  const usedAfter = (first: number, last: number): number => {
    for (let ms = first; ms < last; ms++) {
      const thresholds = {
        default: { metric: 'duration', ms: 100 + ms },
        projects: [],
        transactions: [],
      } as const;
      const query: Query = { ...TABLE, thresholds, show: [{ metric: 'miserable_users' }] };
      expect(engine.explain(query)).toBe('orders');
      engine.ask(query, []);
    }
    return engine.memory.used;
  };
  const used = usedAfter(0, 10);
  expect(usedAfter(10, 30)).toBe(used);
});

it('rows are given back where what they are compared with cannot be selected', () => {
  const engine = filled([1]);
  const query: Query = {
    ...TABLE,
    by: ['user'],
    versus: { where: { kind: 'in', field: 'environment', values: ['a'] } },
  };
  const usedAfterFailing = (): number => {
    vi.spyOn(Selections.prototype, 'versus').mockImplementationOnce(() => {
      throw new RangeError('no room');
    });
    expect(() => engine.ask(query, [])).toThrow('no room');
    // What is kept for later is forgotten.
    engine.append(manyRows({ from: 1e9, length: 1, end: () => 1 }));
    engine.remove(Float64Array.of(1e9));
    return engine.memory.used;
  };
  // What filters keep has its size from the second time on.
  usedAfterFailing();
  const used = usedAfterFailing();
  expect(usedAfterFailing()).toBe(used);
});
