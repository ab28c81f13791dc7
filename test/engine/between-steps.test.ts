// Between two steps of upkeep answers are what they were: what is known about a question's rows is not read from leaves that were written anew.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { MetricName } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const METRICS: readonly MetricName[] = ['p95', 'users', 'apdex'];

function query(metric: MetricName): Query {
  return {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: { kind: 'in', field: 'environment', values: ['a'] },
    by: ['project', 'transaction'],
    show: [{ metric }],
  };
}

it('a question that was asked before a step is answered after it', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const add = (from: number, length: number): void => {
    engine.append(
      manyRows({
        from,
        length,
        end: (index) => from + index,
        duration: (index) => ((from + index) * 7919) % 1009,
        texts: {
          project: () => 'shop',
          transaction: (index) => `/${index % 3}`,
          user: (index) => `id:${(index * 7) % 31}`,
          environment: (index) => (index % 5 < 3 ? 'a' : 'b'),
        },
      }),
    );
  };
  const answers = (metric: MetricName): unknown =>
    engine.ask(query(metric), []).columns.map(({ values }) => [...values]);
  add(0, 600);
  engine.settle();
  add(600, 400);
  const expected = new Map(METRICS.map((metric) => [metric, answers(metric)]));
  for (const metric of METRICS) {
    add(2000, 1);
    engine.remove(Float64Array.of(2000));
    // The groups are known from here on, but nothing of this statistic.
    engine.ask(query(metric === 'users' ? 'p50' : 'users'), []);
    engine.settle();
    expect([metric, answers(metric)]).toEqual([metric, expected.get(metric)]);
    add(600, 400);
  }
});
