// `row` is kept in fewer bytes than other numbers, and is asked about as they are.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const BASE = 2 ** 40;
const ROWS = 100;
const SCOPE = { of: 'transactions', range: { start: 0, end: Infinity }, where: EVERYTHING } as const;

function engine(): Engine {
  const made = new Engine();
  made.append(manyRows({ from: BASE, length: ROWS, end: (index) => (index * 37) % ROWS }));
  return made;
}

function numbers(of: Engine, query: Pick<Query, 'by' | 'show'> & Partial<Query>, name: string): number[] {
  const { columns } = of.ask({ ...SCOPE, ...query }, []);
  return [...(columns.find((column) => column.name === name)!.values as Float64Array)];
}

function count(of: Engine, where: Filter): number | undefined {
  return numbers(of, { by: [], show: [{ metric: 'count' }], where }, 'count')[0];
}

describe('questions about rows', () => {
  // Each on an engine of its own, and then on one that was asked all of them before.
  const asked = engine();

  it.each([engine(), asked])('filter by them', (held) => {
    expect(count(held, { kind: 'compare', field: 'row', is: '>', value: BASE + 89.5 })).toBe(10);
    expect(count(held, { kind: 'compare', field: 'row', is: '<=', value: BASE })).toBe(1);
    expect(count(held, { kind: 'in', field: 'row', values: [BASE + 3, BASE + 99, BASE + 100, 3] })).toBe(2);
    expect(count(held, { kind: 'has', field: 'row' })).toBe(ROWS);
  });

  it.each([engine(), asked])('group by them', (held) => {
    const rows = numbers(held, { by: ['row'], show: [{ metric: 'count' }] }, 'row');
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, index) => BASE + index));
    const edges = [BASE, BASE + 30, BASE + 100];
    const counts = numbers(
      held,
      { by: [{ bin: 'row', scale: 'linear', edges }], show: [{ metric: 'count' }] },
      'count',
    );
    expect(counts).toEqual([30, 70]);
  });

  it.each([engine(), asked])('measure them', (held) => {
    const show = [{ metric: 'p50', of: 'row' }] as const;
    expect(numbers(held, { by: [], show }, 'p50(row)')).toEqual([BASE + 49.5]);
  });

  it.each([engine(), asked])('order by them', (held) => {
    const { columns } = held.list(
      { ...SCOPE, fields: ['row'], order: { field: 'row', desc: true }, limit: 3 },
      [],
    );
    expect([...columns[0]!.values]).toEqual([BASE + 99, BASE + 98, BASE + 97]);
  });

  it.each([engine(), asked])('go on when more rows come', (held) => {
    held.append(manyRows({ from: BASE + ROWS, length: 5, end: () => 7 }));
    held.append(manyRows({ from: BASE + 50, length: 1, end: () => 7 }));
    expect(held.rows).toBe(ROWS + 5);
    expect(count(held, { kind: 'compare', field: 'row', is: '>=', value: BASE + 99 })).toBe(6);
  });
});
