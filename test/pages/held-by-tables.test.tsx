// What tables keep the page still for, and for how long.
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/model/time.ts';
import { EventsPage } from '../../src/pages/events/EventsPage.tsx';
import { PerformancePage } from '../../src/pages/performance/PerformancePage.tsx';
import { printInterval } from '../../src/view/interval.ts';
import { Ticker } from '../../src/view/ticker.ts';
import { useView } from '../../src/view/use-view.ts';
import { transaction } from '../transaction-builder.ts';
import { PageAround } from '../view/page-around.tsx';
import { heldSource } from './held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - HOUR, end: END };

const hold = Reflect.get(Ticker.prototype, 'hold');

/** So many hold the page's tick just now. */
let holds = 0;

beforeEach(() => {
  holds = 0;
  vi.spyOn(Ticker.prototype, 'hold').mockImplementation(function (this: Ticker, ...more) {
    const letGo = hold.apply(this, more);
    holds += 1;
    return () => {
      holds -= 1;
      letGo();
    };
  });
});

function SearchForNothing(): ReactNode {
  const { edit } = useView();
  return <button onClick={() => edit({ search: 'transaction:none' })}>Search for nothing</button>;
}

async function show(page: string, drawn: ReactNode): Promise<void> {
  const rows = ['/a', '/b', '/c'].map((name, index) =>
    transaction({ end: END - 1 - index, transaction: name }),
  );
  const { source } = await heldSource(rows, RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/${page}?${params.toString()}`}>
      {drawn}
      <SearchForNothing />
    </PageAround>,
  );
  await waitFor(() => expect(document.querySelectorAll('tr[data-row]')).toHaveLength(3));
}

it('a menu that goes away with its rows holds nothing any more', async () => {
  const user = userEvent.setup();
  await show('performance', <PerformancePage />);
  await user.click(screen.getByRole('checkbox', { name: 'Select /a' }));
  const bar = screen.getByRole('group', { name: 'Selected rows' });
  const [button = bar] = [...bar.querySelectorAll('button')].filter(
    ({ textContent }) => textContent === 'Export',
  );
  await user.click(button);
  expect(await screen.findByRole('menu')).toBeVisible();
  await waitFor(() => expect(holds).toBe(1));
  act(() => screen.getByText('Search for nothing').click());
  await waitFor(() => expect(document.querySelectorAll('tr[data-row]')).toHaveLength(0));
  await waitFor(() => expect(holds).toBe(0));
}, 30_000);

it('selected events pause the tail, which says so and goes on without them', async () => {
  const user = userEvent.setup();
  await show('events', <EventsPage />);
  await user.unhover(document.body);
  await screen.findByRole('button', { name: 'Live tail' });
  expect(holds).toBe(0);
  // A row may be drawn anew between being found and being clicked.
  const paused = await waitFor(() => {
    const [first = document.body] = screen.getAllByRole('checkbox', { name: /^Select event/ });
    if (first.getAttribute('aria-checked') !== 'true') act(() => first.click());
    return screen.getByRole('button', { name: 'Paused while rows are selected: go on' });
  });
  expect(holds).toBe(1);
  expect(screen.getByText(/1 of 3 selected; the page stands still meanwhile/)).toBeInTheDocument();
  act(() => paused.click());
  expect(screen.getByRole('button', { name: 'Live tail' })).toBeVisible();
  expect(holds).toBe(0);
}, 30_000);
