// A table of a hundred thousand rows: in order, counted, and drawn only where it is in sight.
import { render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { DataTable } from '../../../src/ui/table/DataTable.tsx';
import type { TableColumn, TableSort } from '../../../src/ui/table/column.ts';
import { useSortedRows } from '../../../src/ui/table/use-sorted-table.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

interface Row {
  readonly key: string;
  readonly group: string;
  readonly ms: number;
}

const N = 100_000;
const ROWS: readonly Row[] = Array.from({ length: N }, (_, index) => ({
  key: String(index),
  group: `g${index % 7}`,
  ms: (index * 7_919) % 1_000,
}));

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    id: 'group',
    label: 'Group',
    align: 'left',
    isPinned: true,
    sortBy: ({ group }) => group,
    cell: ({ group }) => group,
  },
  { id: 'ms', label: 'Milliseconds', sortBy: ({ ms }) => ms, cell: ({ ms }) => <b data-ms={ms}>{ms}</b> },
];
const SORTS: readonly TableSort[] = [
  { by: 'group', desc: false },
  { by: 'ms', desc: true },
];

function Table(props: { readonly onSorted: (keys: readonly string[]) => void }): ReactNode {
  const { onSorted } = props;
  const sorted = useSortedRows({ rows: ROWS, columns: COLUMNS, sorts: SORTS, rowKey, isFirst });
  useEffect(() => onSorted(sorted.map(({ id }) => id)), [sorted, onSorted]);
  return (
    <DataTable
      caption="Many"
      sorted={sorted}
      columns={COLUMNS}
      sorts={SORTS}
      onSort={() => undefined}
      isMuted={() => false}
    />
  );
}

function rowKey({ key }: Row): string {
  return key;
}

function isFirst({ key }: Row): boolean {
  return key === '99999';
}

it('is sorted by two columns, what is first before all, and few of its rows are in the page', () => {
  let seen: readonly string[] = [];
  render(
    <ThemeProvider>
      <Table onSorted={(keys) => void (seen = keys)} />
    </ThemeProvider>,
  );
  const expected = [...ROWS].sort(
    (a, b) =>
      Number(b.key === '99999') - Number(a.key === '99999') ||
      Number(a.group.slice(1)) - Number(b.group.slice(1)) ||
      b.ms - a.ms ||
      Number(a.key) - Number(b.key),
  );
  expect(seen).toHaveLength(N);
  expect(seen.slice(0, 1_000)).toEqual(expected.slice(0, 1_000).map(({ key }) => key));
  expect(seen.at(-1)).toBe(expected.at(-1)?.key);
  expect(document.querySelector('table')).toHaveAttribute('aria-rowcount', String(N + 1));
  expect(document.querySelectorAll('tr[data-row]').length).toBeLessThan(100);
  const head = screen.getByLabelText('Milliseconds, order 2').closest('th');
  expect(head).toHaveAttribute('aria-sort', 'descending');
});
