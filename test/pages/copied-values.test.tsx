// What “Copy the value” copies of the columns that the tables have.
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { EventsPage } from '../../src/pages/events/EventsPage.tsx';
import { PerformancePage } from '../../src/pages/performance/PerformancePage.tsx';
import { HOUR } from '../../src/model/time.ts';
import { printInterval } from '../../src/view/interval.ts';
import { transaction } from '../transaction-builder.ts';
import { PageAround } from '../view/page-around.tsx';
import { heldSource } from './held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - HOUR, end: END };
const LAST = END - 5_250;

async function show(page: string, drawn: ReactNode): Promise<void> {
  const one = transaction({
    end: LAST,
    transaction: 'GET /carts',
    op: 'http.server',
    project: 'shop',
    status: 'not_found',
    httpStatus: 404,
    duration: 412.5,
  });
  const { source } = await heldSource([one], RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/${page}?${params.toString()}`}>
      {drawn}
    </PageAround>,
  );
  await rowLink();
}

/** The link of the one row. */
async function rowLink(): Promise<HTMLElement> {
  return waitFor(() => {
    const link = document.querySelector<HTMLElement>('tr[data-key] a[data-row-link]');
    if (link === null) throw new Error('There is no row yet.');
    return link;
  });
}

/** Copies the value of a column's cell in the one row; null where that is not offered. */
async function copied(column: string): Promise<string | null> {
  const user = userEvent.setup();
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  // jsdom lays nothing out: cells stand side by side, 100 pixels each.
  const cells = [...document.querySelectorAll('tr[data-key] td[data-column]')];
  for (const [index, cell] of cells.entries()) {
    cell.getBoundingClientRect = () => new DOMRect(index * 100, 0, 100, 40);
  }
  const at = cells.findIndex((cell) => cell.getAttribute('data-column') === column);
  expect(at, column).toBeGreaterThanOrEqual(0);
  fireEvent.pointerMove(await rowLink(), { clientX: at * 100 + 50, pointerType: 'mouse' });
  await user.click(screen.getByRole('button', { name: 'Filter by this value' }));
  await screen.findByRole('menu');
  const item = screen.queryByRole('menuitem', { name: 'Copy the value' });
  if (item === null) {
    await user.keyboard('{Escape}');
    return null;
  }
  await user.click(item);
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  return copy.mock.lastCall?.[0] ?? null;
}

it('of transactions: the name, numbers in full, a moment as ISO 8601', async () => {
  await show('performance', <PerformancePage />);
  expect(await copied('transaction')).toBe('GET /carts');
  expect(await copied('p95')).toBe('412.5');
  expect(await copied('last_seen')).toBe(new Date(LAST).toISOString());
}, 30_000);

it('of events: the transaction without its kind, the status as it was sent, nothing of nobody', async () => {
  await show('events', <EventsPage />);
  expect(await copied('transaction')).toBe('GET /carts');
  expect(await copied('status')).toBe('not_found');
  expect(await copied('user')).toBeNull();
  expect(await copied('duration')).toBe('412.5');
}, 30_000);
