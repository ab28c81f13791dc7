// Filters that share a part with those of before: what it says is kept, and right as long as rows come and go.
import { afterEach, expect, it, vi } from 'vitest';
import { CodeSet } from '../../src/engine/code-set.ts';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { ask } from '../oracle.ts';
import { DATA_RANGE } from '../random-data.ts';
import { expectSameResult } from '../same-result.ts';
import { usualTransactions } from '../usual-data.ts';
import { manyRows } from './table-builder.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function queryOf(where: Filter): Query {
  return { of: 'transactions', range: DATA_RANGE, where, by: ['op'], show: [{ metric: 'count' }] };
}

const rows = usualTransactions(8, 600);
const environment: Filter = { kind: 'in', field: 'environment', values: [rows[0]!.environment] };

function searched(pattern: string): Filter {
  const search: Filter = { kind: 'like', field: 'transaction', pattern };
  return { kind: 'and', of: [environment, { kind: 'not', of: search }] };
}

it('answers are right while rows come and go', () => {
  const engine = new Engine();
  let held = rows.slice(0, 300);
  engine.append(toRows(held));
  const expectSame = (): void => {
    for (const pattern of ['/api*', '*a*', '*b*', 'job*', '*a*', '*c*', '/*']) {
      for (const where of [searched(pattern), environment, { kind: 'not', of: searched(pattern) } as const]) {
        expectSameResult(engine.ask(queryOf(where), []), ask(held, queryOf(where)));
      }
    }
  };
  expectSame();
  engine.remove(Float64Array.from(held.slice(0, 50), ({ row }) => row));
  held = [...held.slice(50), ...rows.slice(300)];
  engine.append(toRows(rows.slice(300)));
  expectSame();
  // Codes of texts that are gone stand for others.
  engine.keepOnly([]);
  const others = usualTransactions(9, 500);
  engine.append(toRows(others));
  held = others;
  while (engine.maintain(10));
  expectSame();
  expect(engine.rows).toBe(held.length);
});

it('rows are tested once for a part that stays', () => {
  const engine = new Engine();
  engine.append(toRows(rows));
  const scan = vi.spyOn(CodeSet.prototype, 'scan');
  const scansOf = (pattern: string): number => {
    scan.mockClear();
    engine.ask(queryOf(searched(pattern)), []);
    return scan.mock.calls.length;
  };
  expect(scansOf('/api*')).toBe(2);
  // Kept from the second time on.
  expect(scansOf('*a*')).toBe(2);
  expect(scansOf('*b*')).toBe(1);
  expect(scansOf('*c*')).toBe(1);
});

it('parts that are kept have room for the rows that come', () => {
  const engine = new Engine();
  const texts = {
    environment: (at: number) => (at % 3 === 0 ? 'a' : 'b'),
    transaction: (at: number) => `t${at % 7}`,
  };
  const slot = 65_536;
  const countOf = (pattern: string): number => {
    const query: Query = {
      ...queryOf({
        kind: 'and',
        of: [
          { kind: 'in', field: 'environment', values: ['a'] },
          { kind: 'not', of: { kind: 'like', field: 'transaction', pattern } },
        ],
      }),
      range: { start: 0, end: 1e15 },
      by: [],
    };
    return engine.ask(query, []).matched;
  };
  engine.append(manyRows({ from: 1, length: slot, texts }));
  countOf('*8');
  const before = countOf('*9');
  engine.append(manyRows({ from: 1 + slot, length: 3 * slot, texts }));
  // The same filter again: it was made when there were fewer rows.
  expect(before).toBe(Math.ceil(slot / 3));
  expect(countOf('*9')).toBe(Math.ceil(slot / 3) + slot);
});
