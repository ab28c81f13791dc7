import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Threshold } from '../../src/model/metric.ts';
import { manyRows } from './table-builder.ts';

// 600 × 500 pairs are more than there is room for one by one.
it.each([
  { transactions: 600, projects: 500 },
  { transactions: 60, projects: 50 },
])(
  'of $transactions transactions in $projects projects the own threshold counts, then the project’s',
  ({ transactions, projects }) => {
    const engine = new Engine();
    const duration = 350;
    engine.append(
      manyRows({
        length: transactions,
        duration: () => duration,
        texts: {
          transaction: (index) => `t${index}`,
          project: (index) => `p${index % projects}`,
          user: () => 'u',
        },
      }),
    );
    const of = (ms: number): Threshold => ({ metric: 'duration', ms });
    const result = engine.ask(
      {
        of: 'transactions',
        range: { start: 0, end: 1e9 },
        where: { kind: 'and', of: [] },
        by: ['transaction'],
        show: [{ metric: 'apdex' }],
        thresholds: {
          default: of(400),
          projects: [
            { project: 'p7', threshold: of(100) },
            { project: 'p7', threshold: of(1) },
            { project: 'nowhere', threshold: of(1) },
          ],
          transactions: [
            { project: 'p7', transaction: 't7', threshold: of(500) },
            { project: 'p7', transaction: 't7', threshold: of(1) },
            { project: 'p8', transaction: 't8', threshold: of(10) },
            { project: 'p8', transaction: 't9', threshold: of(1) },
          ],
        },
      },
      [],
    );
    const [names, apdex] = result.columns;
    const places = [...names!.values.keys()];
    const found = new Map(places.map((place) => [names!.values[place], apdex!.values[place]]));
    expect([7, projects + 7, 8, 9].map((index) => found.get(`t${index}`))).toEqual([1, 0.5, 0, 1]);
    expect(found.size).toBe(transactions);
  },
);
