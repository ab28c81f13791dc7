// The same thresholds asked about again, of other rows, are answered from bitmaps: the answers are those of the oracle.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import type { Key, Query } from '../../src/model/query.ts';
import { DATA_RANGE } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';
import { disagreements } from './disagreements.ts';
import { fillEngine } from './fill.ts';

const EVERYTHING: Filter = { kind: 'and', of: [] };
const FILTERS: readonly Filter[] = [
  EVERYTHING,
  { kind: 'compare', field: 'duration', is: '<', value: 400 },
  { kind: 'not', of: { kind: 'in', field: 'status', values: ['ok'] } },
  EVERYTHING,
];
const STEP = (DATA_RANGE.end - DATA_RANGE.start) / 20;

it.each([5001, 5002, 5003])('Apdex and misery, over time and of all, of the rows of seed %i', (seed) => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const filled = fillEngine(seed, 600, usualTransactions, engine);
  engine.settle();
  const pairs = [...filled.rows.values()].slice(0, 4);
  const thresholds: Thresholds = {
    default: { metric: 'duration', ms: 120 },
    projects: [],
    transactions: pairs.map(({ project, transaction }, index) => ({
      project,
      transaction,
      threshold: { metric: 'duration', ms: 40 + index * 90 },
    })),
  };
  const ask = (where: Filter, by: readonly Key[]): Query => ({
    of: 'transactions',
    range: DATA_RANGE,
    where,
    thresholds,
    weighted: false,
    by,
    show: [{ metric: 'apdex' }, { metric: 'miserable_users' }, { metric: 'count' }],
  });
  const queries = new Map(
    FILTERS.flatMap((where, index) => [
      [`${index}, over time`, ask(where, [{ time: STEP }])] as const,
      [`${index}, of all`, ask(where, [])] as const,
    ]),
  );
  expect(disagreements(filled, { queries, lists: new Map() })).toEqual([]);
});
