import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { expect, it } from 'vitest';
import { AddressQueue, useEdit } from '../../src/view/address-queue.tsx';
import { parseInterval } from '../../src/view/interval.ts';
import { useSelection } from '../../src/view/use-selection.ts';

const A = '2026-11-19T13:00:00.000Z..2026-11-19T14:00:00.000Z';
const B = '2026-11-19T13:30:00.000Z..2026-11-19T14:00:00.000Z';

function Page(): ReactNode {
  const { range, select, zoom } = useSelection();
  const navigate = useNavigate();
  const edit = useEdit();
  const { search } = useLocation();
  return (
    <>
      {[A, B].map((text) => (
        <button key={text} onClick={() => select(parseInterval(text), 1)}>{`select ${text}`}</button>
      ))}
      <button onClick={() => edit({ search: 'op:db' })}>search</button>
      <button onClick={() => edit({ search: 'op:web' }, 'replace')}>search on</button>
      <button onClick={() => range !== null && zoom(range)}>zoom</button>
      <button onClick={() => void navigate(-1)}>back</button>
      <output>{search}</output>
    </>
  );
}

function show(entries: string[]): void {
  render(
    <MemoryRouter initialEntries={entries} initialIndex={entries.length - 1}>
      <AddressQueue>
        <Page />
      </AddressQueue>
    </MemoryRouter>,
  );
}

function press(name: string): void {
  act(() => screen.getByRole('button', { name }).click());
}

/** What the address says of time. */
function told(): Record<string, string | null> {
  const params = new URLSearchParams(screen.getByRole('status').textContent);
  return {
    range: params.get('range'),
    select: params.get('select'),
    ...(params.has('search') && { search: params.get('search') }),
  };
}

it('to select, to move that and to zoom into it is one step back', () => {
  show(['/before', '/?range=4h']);
  press(`select ${A}`);
  expect(told()).toEqual({ range: '4h', select: A });
  press(`select ${B}`);
  press('zoom');
  expect(told()).toEqual({ range: B, select: null });
  press('back');
  expect(told()).toEqual({ range: '4h', select: null });
});

it('Escape goes back to before it was selected, and no further', async () => {
  const user = userEvent.setup();
  show(['/before', '/?range=4h']);
  press(`select ${A}`);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(told()).toEqual({ range: '4h', select: null }));
  await user.keyboard('{Escape}');
  expect(told()).toEqual({ range: '4h', select: null });
});

it('a selection that came with the address is dropped where it stands, and zooming is a step of its own', async () => {
  const user = userEvent.setup();
  show(['/before', `/?range=4h&select=${A}`]);
  await user.keyboard('{Escape}');
  expect(told()).toEqual({ range: '4h', select: null });
  press(`select ${B}`);
  press('back');
  expect(told()).toEqual({ range: '4h', select: null });
});

it('zooming into a selection of the address leaves the way back to it', () => {
  show(['/before', `/?range=4h&select=${A}`]);
  press('zoom');
  expect(told()).toEqual({ range: A, select: null });
  press('back');
  expect(told()).toEqual({ range: '4h', select: A });
});

it('a step that was made since is not taken back with the selection', async () => {
  const user = userEvent.setup();
  show(['/before', '/?range=4h']);
  press(`select ${A}`);
  press('search');
  await user.keyboard('{Escape}');
  expect(told()).toEqual({ range: '4h', select: null, search: 'op:db' });
  press('back');
  await waitFor(() => expect(told()).toEqual({ range: '4h', select: A }));
  // Back where it was selected: that is what Escape takes back.
  await user.keyboard('{Escape}');
  await waitFor(() => expect(told()).toEqual({ range: '4h', select: null }));
});

it('what changed the step of the selection in its place is taken back with it', async () => {
  const user = userEvent.setup();
  show(['/before', '/?range=4h']);
  press(`select ${A}`);
  press('search on');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(told()).toEqual({ range: '4h', select: null }));
});

it('one press of Escape is answered once', async () => {
  const user = userEvent.setup();
  const heard: boolean[] = [];
  const hear = ({ defaultPrevented }: KeyboardEvent): void => void heard.push(defaultPrevented);
  window.addEventListener('keydown', hear);
  show(['/before', '/?range=4h']);
  press(`select ${A}`);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(told().select).toBeNull());
  await user.keyboard('{Escape}');
  window.removeEventListener('keydown', hear);
  expect(heard).toEqual([true, false]);
});
