// Rows by time and bins of their durations, counted along order A: the answers are those of the oracle.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { BinKey, Query } from '../../src/model/query.ts';
import type { Range } from '../../src/model/time.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';
import { disagreements } from './disagreements.ts';
import { fillEngine } from './fill.ts';

const FILTERS: readonly Filter[] = [
  { kind: 'and', of: [] },
  { kind: 'compare', field: 'duration', is: '<', value: 400 },
  { kind: 'not', of: { kind: 'in', field: 'status', values: ['ok'] } },
];
const BINS: readonly BinKey[] = [
  { bin: 'duration', scale: 'log', count: 48 },
  { bin: 'duration', scale: 'linear', count: 7 },
  { bin: 'duration', scale: 'log', edges: [0, 1, 10, 100, 1e3, 1e4] },
  { bin: 'duration', scale: 'linear', edges: [50, 200, 200.5, 201] },
  { bin: 'duration', scale: 'linear', edges: [-10, 0, 1e-3, 1e9] },
];
const LENGTH = DATA_RANGE.end - DATA_RANGE.start;
const RANGES: readonly Range[] = [
  DATA_RANGE,
  { start: DATA_RANGE.start + LENGTH / 7, end: DATA_RANGE.end - LENGTH / 5 },
];
/** With fewer buckets than fit into bytes, and with more. */
const BUCKETS = [1, 9, 254, 255, 700];

it.each([1, 2, 3, 4, 5, 6])('of the rows of seed %i, some of them young', (seed) => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const make = seed % 2 === 0 ? usualTransactions : randomTransactions;
  const filled = fillEngine(seed, 700, make, engine);
  engine.settle();
  // The same rows once more are young.
  if (seed > 2) engine.append(toRows([...filled.rows.values()].slice(0, 150)));
  const queries = new Map<string, Query>();
  for (const [place, where] of FILTERS.entries()) {
    for (const bin of BINS) {
      const range = RANGES[(place + seed) % RANGES.length]!;
      const count = BUCKETS[queries.size % BUCKETS.length]!;
      queries.set(`${queries.size}`, {
        of: 'transactions',
        range,
        where,
        weighted: false,
        by: [{ time: (range.end - range.start) / count }, bin],
        show: [{ metric: 'count' }],
      });
    }
  }
  expect(disagreements(filled, { queries, lists: new Map() })).toEqual([]);
});
