// The focus stays with its row where another order brings that to another place.
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { DataTable } from '../../../src/ui/table/DataTable.tsx';
import type { TableColumn } from '../../../src/ui/table/column.ts';
import { useSortedRows } from '../../../src/ui/table/use-sorted-table.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

interface Row {
  readonly name: string;
  readonly ms: number;
}

const nameOf = ({ name }: Row): string => name;
const none = (): boolean => false;
const SORTS = [{ by: 'ms', desc: false }];
const COLUMNS: readonly TableColumn<Row>[] = [
  {
    id: 'name',
    label: 'Name',
    cell: ({ name }) => (
      <>
        <button type="button">Star {name}</button>
        <a href="#there" data-row-link>
          {name}
        </a>
      </>
    ),
  },
  { id: 'ms', label: 'Time', sortBy: ({ ms }) => ms, cell: ({ ms }) => ms },
];

/** The rows of `names`, in that order. */
function Table({ names }: { readonly names: string }): ReactNode {
  const rows = useMemo(() => names.split('').map((name, ms) => ({ name, ms })), [names]);
  const sorted = useSortedRows({ rows, columns: COLUMNS, sorts: SORTS, rowKey: nameOf, isFirst: none });
  return (
    <ThemeProvider>
      <DataTable
        caption="Times"
        sorted={sorted}
        columns={COLUMNS}
        sorts={SORTS}
        onSort={() => undefined}
        isMuted={none}
      />
    </ThemeProvider>
  );
}

/** The table, with what comes after its first drawing. */
async function draw(names: string): Promise<(names: string) => void> {
  const { rerender } = render(<Table names={names} />);
  await act(() => vi.dynamicImportSettled());
  return (names) => rerender(<Table names={names} />);
}

const link = (name: string): HTMLElement => screen.getByRole('link', { name });

it('goes where its row goes, to the same part of it', async () => {
  const drawAgain = await draw('abcde');
  link('b').focus();
  drawAgain('ecdab');
  expect(link('b')).toHaveFocus();
  screen.getByRole('button', { name: 'Star d' }).focus();
  drawAgain('dabce');
  expect(screen.getByRole('button', { name: 'Star d' })).toHaveFocus();
});

it('is with no other row where its own has gone, and keys go on from its place', async () => {
  const user = userEvent.setup();
  const drawAgain = await draw('abcde');
  link('b').focus();
  drawAgain('acde');
  expect(document.body).toHaveFocus();
  await user.keyboard('j');
  expect(link('d')).toHaveFocus();
});

it('stays where somebody took it', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  const drawAgain = await draw('abcde');
  link('b').focus();
  field.focus();
  drawAgain('edcba');
  expect(field).toHaveFocus();
  field.remove();
});
