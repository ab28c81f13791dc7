// Rows of a table are picked out by key, by pointer and by the menu of a row, and read aloud.
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { DataTable } from '../../../src/ui/table/DataTable.tsx';
import { SelectionBar } from '../../../src/ui/table/SelectionBar.tsx';
import type { TableColumn } from '../../../src/ui/table/column.ts';
import { useRowSelection } from '../../../src/ui/table/use-row-selection.ts';
import { useSortedRows } from '../../../src/ui/table/use-sorted-table.ts';
import { applySingleKeys } from '../../../src/ui/single-keys.ts';
import { useSelection } from '../../../src/view/use-selection.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';
import { useEscape } from '../../../src/ui/use-escape.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

interface Row {
  readonly name: string;
}

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    id: 'name',
    label: 'Name',
    align: 'left',
    isKept: true,
    sortBy: ({ name }) => name,
    cell: ({ name }) => (
      <a href="#there" data-row-link>
        {name}
      </a>
    ),
  },
];
const SORTS = [{ by: 'name', desc: false }];
const nameOf = ({ name }: Row): string => name;
const none = (): boolean => false;

function Table(props: {
  readonly names: readonly string[];
  readonly onPreview?: (key: string) => void;
}): ReactNode {
  const { names, onPreview } = props;
  const rows = useMemo(() => names.map((name) => ({ name })), [names]);
  const sorted = useSortedRows({ rows, columns: COLUMNS, sorts: SORTS, rowKey: nameOf, isFirst: none });
  const selection = useRowSelection(sorted);
  return (
    <ThemeProvider>
      <DataTable
        caption="Some"
        sorted={sorted}
        columns={COLUMNS}
        sorts={SORTS}
        onSort={() => undefined}
        isMuted={none}
        actionsOf={() => [{ title: 'value', actions: [{ kind: 'include', label: 'Only this', run: none }] }]}
        selecting={{ selection, nameOf }}
        onPreview={onPreview}
      />
      <SelectionBar count={selection.rows.length} of={sorted.length} onClear={selection.clear}>
        <output aria-label="picked">{selection.rows.map(nameOf).join()}</output>
      </SelectionBar>
    </ThemeProvider>
  );
}

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const picked = (): string => screen.queryByLabelText('picked')?.textContent ?? '';
const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name: `Select ${name}` });

it('x picks the row with the focus, Shift X all from the last one, Escape puts them back', async () => {
  const user = userEvent.setup();
  render(<Table names={NAMES} />);
  await user.keyboard('x');
  expect(picked()).toBe('');
  await user.keyboard('jjx');
  expect(picked()).toBe('b');
  expect(box('b')).toHaveAttribute('aria-checked', 'true');
  expect(box('all rows')).toHaveAttribute('aria-checked', 'mixed');
  expect(screen.getByText('1 of 5 selected', { selector: '[role=status]' })).toBeInTheDocument();
  await user.keyboard('jj{Shift>}X{/Shift}');
  expect(picked()).toBe('b,c,d');
  // With Caps Lock the same key is written as X.
  await user.keyboard('X');
  expect(picked()).toBe('b,c');
  await user.keyboard('{Control>}x{/Control}');
  expect(picked()).toBe('b,c');
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await user.keyboard('{Escape}');
  expect(picked()).toBe('');
  expect(screen.getByText('Nothing selected')).toBeInTheDocument();
});

function Look(): ReactNode {
  const [isOpen, setIsOpen] = useState(true);
  useEscape(() => setIsOpen(false), { step: 'panel', isOn: isOpen });
  return isOpen && <aside>a look at one</aside>;
}

it('one press of Escape closes what lies beside the table, another one puts the rows back', async () => {
  const user = userEvent.setup();
  render(
    <>
      <Table names={NAMES} />
      <Look />
    </>,
  );
  await user.keyboard('jx');
  expect(picked()).toBe('a');
  await user.keyboard('{Escape}');
  expect(screen.queryByText('a look at one')).toBeNull();
  expect(picked()).toBe('a');
  await user.keyboard('{Escape}');
  expect(picked()).toBe('');
});

function Chart(): ReactNode {
  const { range } = useSelection();
  return range !== null && <p>a part of the chart</p>;
}

it('a press of Escape for a look, one for what is selected in a chart, one for the rows', async () => {
  const user = userEvent.setup();
  render(
    <PageAround
      source={scriptedSource()}
      address="/performance?select=2026-11-19T13:00:00Z..2026-11-19T14:00:00Z"
    >
      <Chart />
      <Table names={NAMES} />
      <Look />
    </PageAround>,
  );
  const there = (): boolean[] => [
    screen.queryByText('a look at one') !== null,
    screen.queryByText('a part of the chart') !== null,
    picked() === 'a',
  ];
  await user.keyboard('jx');
  expect(there()).toEqual([true, true, true]);
  // Which of the two above the rows closes first is for the page to say; one press never closes both.
  for (const left of [2, 1, 0]) {
    await user.keyboard('{Escape}');
    await waitFor(() => expect(there().filter(Boolean)).toHaveLength(left));
    expect(there()[2]).toBe(left > 0);
  }
});

it('boxes pick by click and with Shift, and do not follow the row', async () => {
  const user = userEvent.setup();
  render(<Table names={NAMES} />);
  await user.click(box('e'));
  fireEvent.click(box('c'), { shiftKey: true });
  expect(picked()).toBe('c,d,e');
  expect(location.hash).toBe('');
  await user.click(box('all rows'));
  expect(picked()).toBe('a,b,c,d,e');
  await user.click(box('all rows'));
  expect(picked()).toBe('');
  await user.click(box('a'));
  // The keys of the table go on from there.
  await user.keyboard('jx');
  expect(picked()).toBe('a,b');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(picked()).toBe('');
});

it('as the bar goes away the focus is with the row again', async () => {
  const user = userEvent.setup();
  render(<Table names={NAMES} />);
  await user.click(box('c'));
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(picked()).toBe('');
  expect(box('c')).toHaveFocus();
  // Where that row is gone too, with the first one there is.
  await user.keyboard('x');
  screen.getByRole('button', { name: 'Clear' }).focus();
  box('c').remove();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('link', { name: 'a' })).toHaveFocus();
});

it('boxes are stops of the Tab key where single keys are turned off', () => {
  applySingleKeys(false);
  render(<Table names={NAMES} />);
  expect(box('b')).not.toHaveAttribute('tabindex');
  cleanup();
  applySingleKeys(true);
  render(<Table names={NAMES} />);
  expect(box('b')).toHaveAttribute('tabindex', '-1');
});

it('the menu of a row picks it, where there is no pointer', async () => {
  const user = userEvent.setup();
  render(<Table names={NAMES} />);
  const [, , row] = screen.getAllByRole('row');
  await user.click(within(row ?? document.body).getByRole('button', { name: /^Filter by a value/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Select this row' }));
  expect(picked()).toBe('b');
});

it('what leaves the table is picked no more', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Table names={NAMES} />);
  await user.click(box('b'));
  await user.click(box('c'));
  rerender(<Table names={['a', 'c', 'f']} />);
  expect(picked()).toBe('c');
  expect(screen.getByText('1 of 3 selected', { selector: '[role=status]' })).toBeInTheDocument();
});

it('of two tables the one with the focus hears the keys', async () => {
  const user = userEvent.setup();
  render(
    <>
      <Table names={['a', 'b']} />
      <Table names={['c', 'd']} />
    </>,
  );
  // Without the focus in any, the first one does.
  await user.keyboard('jjx');
  expect(screen.getAllByLabelText('picked').map(({ textContent }) => textContent)).toEqual(['b']);
  screen.getByRole('link', { name: 'c' }).focus();
  await user.keyboard('jx');
  expect(screen.getAllByLabelText('picked').map(({ textContent }) => textContent)).toEqual(['b', 'd']);
});

it('a row that its table draws anew keeps the keys', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Table key="first" names={NAMES} />);
  await user.keyboard('j');
  expect(screen.getByRole('link', { name: 'a' })).toHaveFocus();
  const link = screen.getByRole('link', { name: 'b' });
  await user.keyboard('j');
  // Taken out of the page by the table, not left by anybody.
  link.remove();
  expect(document.body).toHaveFocus();
  await user.keyboard('x');
  expect(picked()).toBe('b');
  await user.keyboard('{Escape}');
  rerender(<Table key="second" names={NAMES} />);
  // Somebody left the table for something else: its row is no longer meant.
  screen.getByRole('link', { name: 'c' }).focus();
  screen.getByRole('link', { name: 'c' }).blur();
  await user.keyboard('x');
  expect(picked()).toBe('');
});

it('Space looks at a row, and so does its menu; on its buttons Space presses them', async () => {
  const user = userEvent.setup();
  const seen: string[] = [];
  render(<Table names={NAMES} onPreview={(key) => seen.push(key)} />);
  await user.keyboard('jj ');
  expect(seen).toEqual(['b']);
  await user.keyboard('{Control>} {/Control}');
  expect(seen).toEqual(['b']);
  box('c').focus();
  await user.keyboard(' ');
  expect(picked()).toBe('c');
  expect(seen).toEqual(['b']);
  const [, , , , row] = screen.getAllByRole('row');
  await user.click(within(row ?? document.body).getByRole('button', { name: /^Filter by a value/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Look at it here' }));
  expect(seen).toEqual(['b', 'd']);
});
