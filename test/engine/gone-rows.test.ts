// Rows that went are taken out of the leaves by the next question, in blocks: one that is stopped there leaves no other wrong.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const GROUPS = 3;
const USERS = 331;
/** Rows that are looked up in one block. */
const BLOCK = 1024;

const QUERY: Query = {
  of: 'transactions',
  range: { start: 0, end: 1e9 },
  where: { kind: 'and', of: [] },
  by: ['project', 'transaction'],
  show: [{ metric: 'count' }, { metric: 'sum' }, { metric: 'users' }],
};

function durationOf(row: number): number {
  return (row * 7919) % 1009;
}

function filled(rows: number): Engine {
  const engine = new Engine({ ordersFrom: 1, leafRows: 4096, narrow: 0 });
  engine.append(
    manyRows({
      length: rows,
      end: (index) => index,
      duration: durationOf,
      texts: {
        project: () => 'shop',
        transaction: (index) => `/${index % GROUPS}`,
        user: (index) => `id:${(index * 7) % USERS}`,
      },
    }),
  );
  engine.settle();
  return engine;
}

/** Count, sum and users of each group of the rows that are left. */
function expected(rows: number, isGone: (row: number) => boolean): number[][] {
  const groups = Array.from({ length: GROUPS }, () => ({ count: 0, sum: 0, users: new Set<number>() }));
  for (let row = 0; row < rows; row++) {
    if (isGone(row)) continue;
    const group = groups[row % GROUPS]!;
    group.count += 1;
    group.sum += durationOf(row);
    group.users.add((row * 7) % USERS);
  }
  return [
    groups.map(({ count }) => count),
    groups.map(({ sum }) => sum),
    groups.map(({ users }) => users.size),
  ];
}

function answer(engine: Engine): unknown {
  return engine
    .ask(QUERY, [])
    .columns.flatMap((column) => (column.kind === 'number' ? [[...column.values]] : []));
}

/** Takes steps of the question, `most` of them; how many there were. */
function take(engine: Engine, most: number): number {
  const steps = engine.askInSteps(QUERY, () => []);
  for (let step = 1; step <= most; step++) if (steps.next().done === true) return step;
  steps.return(undefined as never);
  return most;
}

describe.each([
  ['looked up', 50_000, 10],
  ['looked through', 50_000, 2],
])('rows that are %s', (_, rows, every) => {
  const isGone = (row: number): boolean => row % every === 0;
  const gone = Float64Array.from({ length: Math.ceil(rows / every) }, (__, index) => index * every);

  it.each([0, 1, 2, 3, 4])(
    'are in no answer, also after a question that was stopped at step %i',
    (stopped) => {
      const engine = filled(rows);
      engine.remove(gone);
      expect(engine.explain({ ...QUERY, range: { start: 1, end: 2 } })).toBe('orders');
      engine.append(manyRows({ from: rows, length: 1, end: () => 1e10 }));
      engine.remove(Float64Array.of(rows));
      if (stopped > 0) take(engine, stopped);
      expect(answer(engine)).toEqual(expected(rows, isGone));
    },
  );
});

it('a question takes a block for so many rows that went, and no more where none did', () => {
  const rows = 50_000;
  const engine = filled(rows);
  /** Steps of the question after some more rows went. */
  const stepsAfter = (from: number, count: number): number => {
    engine.remove(Float64Array.from({ length: count }, (_, index) => from + index));
    return take(engine, Infinity);
  };
  const few = stepsAfter(0, 1);
  expect(stepsAfter(1, 5 * BLOCK)).toBe(few + 4);
});
