import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { CellMenu, RowMenuButton, ValueMenu } from '../../../src/ui/table/CellMenu.tsx';
import type { CellActions } from '../../../src/ui/table/CellMenu.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

type Run = ReturnType<typeof vi.fn<(what: string) => void>>;

function actionsFor(run: Run): (row: string, column: string) => readonly CellActions[] {
  return (row, column) =>
    column === 'bare'
      ? []
      : [
          {
            title: `${column} of ${row}`,
            actions: [{ kind: 'include', label: 'Only this', run: () => run(`${column} of ${row}`) }],
          },
        ];
}

function Table({ run }: { readonly run: Run }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  return (
    <ThemeProvider>
      <main ref={box}>
        <table>
          <tbody>
            {['one', 'two'].map((row) => (
              <tr key={row} data-key={row}>
                <td data-column="name" data-align="left">
                  <a href="#there" data-row-link>
                    {row}
                  </a>
                </td>
                <td data-column="bare">1</td>
                <td data-column="p95">2</td>
                <td>
                  <RowMenuButton />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <CellMenu table={box} actionsOf={actionsFor(run)} />
      </main>
    </ThemeProvider>
  );
}

/** Lays cells out side by side, 100 pixels each: jsdom does not. */
function layOut(): void {
  for (const row of document.querySelectorAll('tr')) {
    for (const [index, cell] of [...row.querySelectorAll('td')].entries()) {
      cell.getBoundingClientRect = () => new DOMRect(index * 100, 0, 100, 40);
    }
  }
}

function point(row: string, clientX: number): void {
  // The row's link lies over all of its cells.
  fireEvent.pointerMove(screen.getByRole('link', { name: row }), { clientX, pointerType: 'mouse' });
}

const button = (): HTMLElement | null => screen.queryByRole('button', { name: 'Filter by this value' });

describe('the button of a table’s cells', () => {
  it('comes to the cell under the pointer, stays under it, and goes with it', async () => {
    const run: Run = vi.fn();
    render(<Table run={run} />);
    layOut();
    point('one', 150);
    expect(button()).toBeNull();
    point('two', 250);
    expect(button()).toHaveStyle({ left: '188px' });
    fireEvent.pointerMove(button() ?? document.body, { clientX: 210, pointerType: 'mouse' });
    await userEvent.click(button() ?? document.body);
    expect(await screen.findByText('p95 of two')).toBeVisible();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Only this' }));
    expect(run).toHaveBeenCalledExactlyOnceWith('p95 of two');
    point('one', 50);
    expect(button()).toBeVisible();
    fireEvent.pointerLeave(screen.getByRole('main'));
    expect(button()).toBeNull();
  });

  it('is brought by a key to the row that has the focus, with all that its cells can do', async () => {
    const run: Run = vi.fn();
    render(<Table run={run} />);
    layOut();
    const link = screen.getByRole('link', { name: 'one' });
    link.focus();
    await userEvent.keyboard('f');
    const menu = await screen.findByRole('menu');
    expect(within(menu).getAllByRole('menuitem')).toHaveLength(2);
    expect(within(menu).getByText('name of one')).toBeVisible();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(link).toHaveFocus();
    await userEvent.keyboard('f');
    await userEvent.click(within(await screen.findByRole('menu')).getAllByRole('menuitem')[1] ?? link);
    expect(run).toHaveBeenCalledExactlyOnceWith('p95 of one');
  });
});

describe('the button of a row', () => {
  it('opens by touch what can be done with all of its values, and takes the focus back', async () => {
    const run: Run = vi.fn();
    render(<Table run={run} />);
    layOut();
    const [, second] = screen.getAllByRole('button', { name: 'Filter by a value of this row' });
    if (second === undefined) throw new Error('Every row has one.');
    const user = userEvent.setup();
    await user.pointer([{ keys: '[TouchA]', target: second }]);
    const menu = await screen.findByRole('menu');
    expect(within(menu).getByText('name of two')).toBeVisible();
    expect(within(menu).getByText('p95 of two')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(second).toHaveFocus();
    await user.pointer([{ keys: '[TouchA]', target: second }]);
    const items = within(await screen.findByRole('menu')).getAllByRole('menuitem');
    await user.pointer([{ keys: '[TouchA]', target: items[1] ?? second }]);
    expect(run).toHaveBeenCalledExactlyOnceWith('p95 of two');
  });
});

describe('a value that opens a menu', () => {
  it('is called by what is written on it, and is just written where nothing can be done', async () => {
    const run: Run = vi.fn();
    render(
      <ThemeProvider>
        <ValueMenu values={actionsFor(run)('one', 'status')} label="Filter by ok">
          ok
        </ValueMenu>
        <ValueMenu values={[]} label="Filter by nothing">
          none
        </ValueMenu>
      </ThemeProvider>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'ok' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Only this' }));
    expect(run).toHaveBeenCalledExactlyOnceWith('status of one');
    expect(screen.getByText('none')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'none' })).toBeNull();
  });
});

function Copied(): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const values: Readonly<Record<string, string>> = { name: 'GET /a', p95: '412.345' };
  return (
    <ThemeProvider>
      <main ref={box}>
        <table>
          <tbody>
            <tr data-key="a">
              <td data-column="name">
                <a href="#there" data-row-link>
                  GET /…
                </a>
              </td>
              <td data-column="p95">
                <span title="p95">412 ms</span>
              </td>
              <td data-column="user">—</td>
            </tr>
          </tbody>
        </table>
        <CellMenu
          table={box}
          actionsOf={(_, column) => {
            const { [column]: value } = values;
            return [{ title: column, actions: [], ...(value === undefined ? {} : { value }) }];
          }}
        />
      </main>
    </ThemeProvider>
  );
}

describe('the value of a cell', () => {
  it('is copied as the row has it, not as the cell draws it; where there is none nothing is offered', async () => {
    const user = userEvent.setup();
    render(<Copied />);
    layOut();
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    for (const [x, value] of [
      [50, 'GET /a'],
      [150, '412.345'],
    ] as const) {
      point('GET /…', x);
      await user.click(button() ?? document.body);
      await user.click(await screen.findByRole('menuitem', { name: 'Copy the value' }));
      expect(copy).toHaveBeenLastCalledWith(value);
      await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    }
    point('GET /…', 250);
    await user.click(button() ?? document.body);
    expect(await screen.findByText('user')).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Copy the value' })).toBeNull();
  });

  it('says so where the browser lets nothing be copied', async () => {
    const user = userEvent.setup();
    render(<Copied />);
    layOut();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
    point('GET /…', 50);
    await user.click(button() ?? document.body);
    await user.click(await screen.findByRole('menuitem', { name: 'Copy the value' }));
    expect(await screen.findByRole('menuitem', { name: /Not copied/ })).toBeVisible();
  });
});
