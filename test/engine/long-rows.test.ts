// Rows above thresholds are marked once for all questions with the same thresholds: what changes in between is seen.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import { createRandom } from '../random.ts';
import { manyRows } from './table-builder.ts';

const NAMES = ['a', 'b', 'c', 'd'];

interface Row {
  readonly user: string;
  readonly name: string;
  readonly ms: number;
}

const FILTERS: readonly { readonly where: Filter; readonly passes: (row: Row) => boolean }[] = [
  { where: { kind: 'and', of: [] }, passes: () => true },
  { where: { kind: 'compare', field: 'duration', is: '<', value: 500 }, passes: ({ ms }) => ms < 500 },
  {
    where: { kind: 'in', field: 'transaction', values: ['b', 'd'] },
    passes: ({ name }) => 'bd'.includes(name),
  },
];

it('users of slow rows are those of a loop, whatever was asked and changed before', () => {
  const random = createRandom(31);
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const rows = new Map<number, Row>();
  const append = (from: number, length: number): void => {
    const some = Array.from({ length }, (_, index) => {
      const row = { user: `u${random.whole(0, 60)}`, name: random.pick(NAMES), ms: random.whole(1, 900) };
      rows.set(from + index, row);
      return row;
    });
    engine.append(
      manyRows({
        from,
        length,
        duration: (index) => some[index]!.ms,
        texts: {
          user: (index) => some[index]!.user,
          transaction: (index) => some[index]!.name,
          project: () => 'api',
        },
      }),
    );
  };
  const limits = new Map(NAMES.map((name) => [name, 100]));
  const compare = (): void => {
    const thresholds: Thresholds = {
      default: { metric: 'duration', ms: 1 },
      projects: [],
      transactions: [...limits].map(([transaction, ms]) => ({
        project: 'api',
        transaction,
        threshold: { metric: 'duration', ms },
      })),
    };
    for (const { where, passes } of FILTERS) {
      const ask = (by: Query['by']): Query => ({
        of: 'transactions',
        range: { start: 0, end: 1e9 },
        where,
        thresholds,
        weighted: false,
        by,
        show: [{ metric: 'miserable_users' }],
      });
      const slow = [...rows.values()].filter((row) => passes(row) && row.ms > 4 * limits.get(row.name)!);
      const usersOf = (some: readonly Row[]): number => new Set(some.map(({ user }) => user)).size;
      expect(engine.ask(ask([]), []).columns[0]?.values).toEqual(Float64Array.of(usersOf(slow)));
      const [names, users] = engine.ask(ask(['transaction']), []).columns;
      const byName = Array.from<unknown, number>(names!.values as ArrayLike<unknown>, (name) =>
        usersOf(slow.filter((row) => row.name === name)),
      );
      expect(users?.values).toEqual(Float64Array.from(byName));
    }
  };
  append(1, 1500);
  engine.settle();
  compare();
  compare();
  // One threshold alone, then the same again.
  limits.set('b', 40);
  compare();
  compare();
  // Two in turn.
  for (const ms of [70, 40, 70]) {
    limits.set('d', ms);
    compare();
  }
  // Rows that come and go.
  append(2000, 300);
  compare();
  engine.settle();
  compare();
  const gone = Float64Array.from([...rows.keys()].filter((row) => row % 3 === 0));
  engine.remove(gone);
  for (const row of gone) rows.delete(row);
  compare();
  append(3000, 2500);
  engine.settle();
  compare();
  compare();
});
