// Rows below the window: they stand in their places at once, and say what is new when all that is in sight says it.
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { DataTable } from '../../../src/ui/table/DataTable.tsx';
import { RowsInSight } from '../../../src/ui/table/rows-in-sight.ts';
import type { TableColumn } from '../../../src/ui/table/column.ts';
import { useSortedRows } from '../../../src/ui/table/use-sorted-table.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

interface Row {
  readonly key: string;
  readonly ms: number;
}

let tell: (row: Element, isIntersecting: boolean) => void;

class Sight {
  constructor(callback: IntersectionObserverCallback) {
    tell = (target, isIntersecting) =>
      callback(
        [{ target, isIntersecting } as unknown as IntersectionObserverEntry],
        this as unknown as IntersectionObserver,
      );
  }
  observe(): void {}
  unobserve(): void {}
}

const rowKey = ({ key }: Row): string => key;
const isFirst = (): boolean => false;
const drawn: string[] = [];
const SORTS = [{ by: 'name', desc: false }];
const UPSIDE_DOWN = [{ by: 'name', desc: true }];
const COLUMNS: readonly TableColumn<Row>[] = [
  { id: 'name', label: 'Name', sortBy: rowKey, cell: rowKey },
  {
    id: 'ms',
    label: 'Time',
    cell: ({ key, ms }) => {
      drawn.push(`${key}=${ms}`);
      return ms;
    },
  },
];

function rowsOf(ms: number, length: number): Row[] {
  return Array.from({ length }, (_, index) => ({ key: `row ${String(index).padStart(2, '0')}`, ms }));
}

function Table(props: {
  readonly ms: number;
  readonly length?: number;
  readonly isUpsideDown?: boolean;
}): ReactNode {
  const { ms, length = 20, isUpsideDown = false } = props;
  const rows = useMemo(() => rowsOf(ms, length), [ms, length]);
  const sorts = isUpsideDown ? UPSIDE_DOWN : SORTS;
  const sorted = useSortedRows({ rows, columns: COLUMNS, sorts, rowKey, isFirst });
  return (
    <DataTable
      caption="Times"
      sorted={sorted}
      columns={COLUMNS}
      sorts={SORTS}
      onSort={() => undefined}
      isMuted={() => false}
    />
  );
}

function row(name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`tr[data-key="${name}"]`);
  if (found === null) throw new Error(`There is no row ${name}.`);
  return found;
}

afterEach(() => {
  vi.unstubAllGlobals();
  drawn.length = 0;
});

it('rows in sight are drawn first, the others once the window has nothing else to do, all to the same numbers', async () => {
  vi.stubGlobal('IntersectionObserver', Sight);
  const { rerender } = render(<Table ms={1} />, { wrapper: ThemeProvider });
  // All rows stand, those that nobody sees once the first ones do.
  expect(screen.getAllByRole('row')).toHaveLength(21);
  expect(drawn).not.toContain('row 19=1');
  expect(await within(row('row 19')).findByText('1')).toBeInTheDocument();
  expect(drawn.indexOf('row 19=1')).toBeGreaterThan(drawn.indexOf('row 00=1'));
  act(() => {
    for (const each of document.querySelectorAll('tr[data-row]')) tell(each, each === row('row 15'));
  });
  drawn.length = 0;
  rerender(<Table ms={2} />);
  expect(drawn).toEqual(['row 15=2']);
  expect(row('row 03').dataset['behind']).toBe('true');
  expect(await within(row('row 03')).findByText('2')).toBeInTheDocument();
  await waitFor(() => expect(new Set(drawn).size).toBe(20));
  expect(document.querySelector('[data-behind]')).toBeNull();
});

it('of another order no row is moved, and what a row is called is what stands in it', async () => {
  vi.stubGlobal('IntersectionObserver', Sight);
  const { rerender } = render(<Table ms={1} />, { wrapper: ThemeProvider });
  await waitFor(() => expect(document.querySelector('[data-behind]')).toBeNull());
  const before = [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
  act(() => {
    for (const each of before) tell(each, Number(each.dataset['row']) < 3);
  });
  const moved = vi.spyOn(Node.prototype, 'insertBefore');
  rerender(<Table ms={1} isUpsideDown />);
  const keys = (): (string | undefined)[] => before.map(({ dataset }) => dataset['key']);
  const words = (): (string | undefined)[] => before.map((row) => row.querySelector('td')?.textContent);
  expect(keys().slice(0, 4)).toEqual(['row 19', 'row 18', 'row 17', 'row 03']);
  expect(words()).toEqual(keys());
  await waitFor(() => expect(document.querySelector('[data-behind]')).toBeNull());
  expect(keys().at(-1)).toBe('row 00');
  expect(words()).toEqual(keys());
  expect([...document.querySelectorAll('tr[data-row]')]).toEqual(before);
  expect(moved).not.toHaveBeenCalled();
  moved.mockRestore();
});

it('rows out of sight are drawn a few at a time', async () => {
  vi.stubGlobal('IntersectionObserver', Sight);
  // The window has nothing to do whenever the test says so.
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (then: () => void) => idle.push(then));
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  render(<Table ms={1} length={60} />, { wrapper: ThemeProvider });
  const counts = [new Set(drawn).size];
  while (idle.length > 0) {
    await act(async () => {
      for (const then of idle.splice(0)) then();
      await Promise.resolve();
    });
    counts.push(new Set(drawn).size);
  }
  expect(counts.slice(0, 3)).toEqual([12, 36, 60]);
  expect(document.querySelector('[data-behind]')).toBeNull();
});

it('rows of a table that is not in sight at all are drawn too', async () => {
  vi.stubGlobal('IntersectionObserver', Sight);
  const { rerender } = render(<Table ms={1} length={30} />, { wrapper: ThemeProvider });
  expect(await within(row('row 29')).findByText('1')).toBeInTheDocument();
  act(() => {
    for (const each of document.querySelectorAll('tr[data-row]')) tell(each, false);
  });
  rerender(<Table ms={2} length={30} />);
  expect(row('row 00').dataset['behind']).toBe('true');
  expect(await within(row('row 29')).findByText('2')).toBeInTheDocument();
  expect(document.querySelector('[data-behind]')).toBeNull();
  expect(drawn.indexOf('row 00=2')).toBeLessThan(drawn.indexOf('row 29=2'));
});

it('a row that comes into sight before it is drawn as it is now is told', () => {
  vi.stubGlobal('IntersectionObserver', Sight);
  const onLate = vi.fn<() => void>();
  const sight = new RowsInSight(onLate);
  expect(sight.places()).toEqual({ first: 0, last: 11 });
  const row = document.createElement('tr');
  row.dataset['row'] = '17';
  const leave = sight.observe(row);
  tell(row, true);
  expect(onLate).not.toHaveBeenCalled();
  expect(sight.places()).toEqual({ first: 17, last: 17 });
  tell(row, false);
  row.dataset['behind'] = 'true';
  tell(row, true);
  expect(onLate).toHaveBeenCalledOnce();
  leave?.();
  expect(sight.places().first).toBe(Infinity);
});
