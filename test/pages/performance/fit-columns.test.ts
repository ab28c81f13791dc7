import { expect, it } from 'vitest';
import { fittedColumns } from '../../../src/pages/performance/fit-columns.ts';
import type { TableColumn } from '../../../src/ui/table/column.ts';

function column(id: string, width?: number): TableColumn<null> {
  return { id, label: id, cell: () => null, ...(width === undefined ? {} : { width }) };
}

const USUAL = [
  column('transaction'),
  column('p50', 60),
  column('p95', 70),
  column('sum', 80),
  column('last_seen', 76),
];

function widths(room: number, ...columns: TableColumn<null>[]): Record<string, number | undefined> {
  return Object.fromEntries(fittedColumns(columns, USUAL, room).map(({ id, width }) => [id, width]));
}

it('columns keep the widths they were given as long as the names have room', () => {
  expect(widths(1_400, column('transaction'), column('p50', 500), column('p95', 70))).toEqual({
    transaction: undefined,
    p50: 500,
    p95: 84,
  });
});

it('the last column has the margin of the page beside what it shows, unless it is made for that or given a width', () => {
  expect(widths(1_400, column('p50', 60), column('p95', 70))).toEqual({ p50: 60, p95: 84 });
  expect(widths(1_400, column('p50', 60), column('last_seen', 76))).toEqual({ p50: 60, last_seen: 76 });
  expect(widths(1_400, column('p50', 60), column('p95', 90))).toEqual({ p50: 60, p95: 90 });
});

it('in a narrower window those that were made wide give way, each by its share', () => {
  // 1200 less 200 for the names and 70 for the p95 are 930 for the two of them.
  expect(
    widths(1_200, column('transaction'), column('p50', 800), column('p95', 70), column('sum', 400)),
  ).toEqual({ transaction: undefined, p50: 620, p95: 70, sum: 310 });
  // No less than that is laid out at all, and no column goes away.
  expect(widths(800, column('p50', 800), column('sum', 40), column('p95', 700))).toMatchObject({ sum: 40 });
});

it('on a phone every column is as wide as it is by itself', () => {
  expect(widths(390, column('transaction'), column('p50', 800), column('p95', 70))).toEqual({
    transaction: undefined,
    p50: 60,
    p95: 70,
  });
});
