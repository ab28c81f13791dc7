// A question for which there is no memory left fails, and breaks nothing: what it took is given back, and it can be asked again.
import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Heap, NoMemory } from '../../src/engine/heap.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { DATA_RANGE } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';
import { manyRows } from './table-builder.ts';

const SHOW = [
  { metric: 'count' },
  { metric: 'p95' },
  { metric: 'users' },
  { metric: 'user_misery' },
  { metric: 'apdex' },
] as const;
const BASE: Query = { of: 'transactions', range: DATA_RANGE, where: EVERYTHING, by: [], show: SHOW };
const SOME = { kind: 'in', field: 'environment', values: ['production', 'a', 'staging'] } as const;
const STEP = (DATA_RANGE.end - DATA_RANGE.start) / 12;

const QUERIES: readonly [string, Query][] = [
  ['a table', { ...BASE, by: ['project', 'transaction'] }],
  ['a table without weights', { ...BASE, by: ['project', 'transaction'], weighted: false }],
  ['all rows', { ...BASE, where: SOME }],
  ['a series', { ...BASE, by: [{ time: STEP }] }],
  ['users', { ...BASE, by: ['user'], where: SOME }],
  ['users without weights', { ...BASE, by: ['user'], weighted: false }],
  ['pairs', { ...BASE, by: ['release', 'user', 'http.status_code'] }],
  ['numbers', { ...BASE, by: ['duration'], show: [{ metric: 'count' }] }],
  ['bins', { ...BASE, by: [{ bin: 'duration', scale: 'log', count: 12 }], show: [{ metric: 'count' }] }],
  [
    'cells',
    {
      ...BASE,
      by: [{ time: STEP }, { bin: 'duration', scale: 'log', count: 6 }],
      show: [{ metric: 'count' }],
    },
  ],
  ['a comparison', { ...BASE, by: ['transaction'], versus: { where: SOME } }],
  [
    'a condition',
    { ...BASE, by: ['op'], having: { kind: 'metric', show: { metric: 'p95' }, is: '>', value: 50 } },
  ],
  ['vitals', { ...BASE, by: ['op'], show: [{ metric: 'p75', of: 'lcp' }] }],
];

/** Does some work in which the `time`-th piece of memory that is asked for is not given; whether it came to that. */
function without(time: number, work: () => void): boolean {
  let times = 0;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const allocate = Heap.prototype.allocate;
  const spy = vi.spyOn(Heap.prototype, 'allocate').mockImplementation(function (this: Heap, bytes: number) {
    times += 1;
    if (times === time + 1) throw new NoMemory(this.size, null);
    return allocate.call(this, bytes);
  });
  try {
    work();
  } finally {
    spy.mockRestore();
  }
  return times > time;
}

describe.each(QUERIES)('a question for %s that has no memory', (_, query) => {
  it.each([
    ['with orders', { ordersFrom: 1, leafRows: 64, narrow: 0 }],
    ['without', { ordersFrom: 1e9, leafRows: 64, narrow: 0 }],
  ])('fails, gives back what it took, and is answered then (%s)', (__, tuning) => {
    const engine = new Engine(tuning);
    engine.append(toRows(usualTransactions(7, 1500)));
    engine.settle();
    /** The answer by an engine that keeps nothing of earlier ones, and what it takes then. */
    const answer = (): readonly [unknown, number] => {
      engine.append(manyRows({ from: 1e9, length: 1, end: () => 1 }));
      engine.remove(Float64Array.of(1e9));
      const { columns, matched } = engine.ask(query, []);
      return [[matched, columns.map(({ values }) => [...values])], engine.memory.used];
    };
    /** Asks where the `time`-th piece of memory is not given; null where fewer are asked for, else whether it failed. */
    const ask = (time: number): boolean | null => {
      engine.append(manyRows({ from: 1e9, length: 1, end: () => 1 }));
      engine.remove(Float64Array.of(1e9));
      let failed = false;
      const isShort = without(time, () => {
        try {
          engine.ask(query, []);
        } catch (error) {
          if (!(error instanceof NoMemory)) throw error;
          failed = true;
        }
      });
      return isShort ? failed : null;
    };
    const next = (time: number): number => time + 1 + Math.floor(time / 20);
    // What a question that fails leaves for the next ones to use is there from now on.
    for (let time = 0; ask(time) !== null;) time = next(time);
    answer();
    const [right, used] = answer();
    const wrong: unknown[] = [];
    for (let time = 0; ; time = next(time)) {
      const failed = ask(time);
      if (failed === null) break;
      const [again, after] = answer();
      expect([time, again]).toEqual([time, right]);
      // What is read row by row takes much.
      const isRead = tuning.ordersFrom > 1 && engine.explain(query) === 'scan';
      const isLost = isRead && after !== used;
      if (isLost || !failed) wrong.push({ time, lost: after - used, failed });
    }
    expect(wrong).toEqual([]);
    // What nobody knows of any more would be too much here.
    answer();
    expect(answer()[1]).toBe(used);
  });
});
