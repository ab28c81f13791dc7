// The page of events over rows in memory: its order, its filters, its preview.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import { EventsPage } from '../../../src/pages/events/EventsPage.tsx';
import { toEventTable } from '../../../src/view/event-table.ts';
import { toJsonLines } from '../../../src/ui/export/table-text.ts';
import { list } from '../../oracle.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const ADDRESS = `/events?start=${new Date(RANGE.start).toISOString()}&end=${new Date(RANGE.end).toISOString()}`;
const rows = randomTransactions(3, 60);

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

function durations(): number[] {
  return [...document.querySelectorAll('tr[data-row] [data-metric="duration"]')].map((figure) =>
    Number(figure.getAttribute('data-exact')),
  );
}

function expected(field: 'timestamp' | 'duration', desc: boolean, where = EVERYTHING): number[] {
  const { columns } = list(rows, {
    of: 'transactions',
    range: RANGE,
    where,
    fields: ['duration'],
    order: { field, desc },
    limit: 200,
  });
  return [...(columns[0]?.values ?? [])].map(Number);
}

it('lists the events as the oracle does, narrows them by a percentile, and previews one', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(rows, DATA_RANGE);
  render(
    <PageAround source={source} address={ADDRESS}>
      <EventsPage />
    </PageAround>,
  );
  await screen.findAllByRole('link', { name: /^Trace of/ });
  expect(durations()).toEqual(expected('timestamp', true));
  const units = [...document.querySelectorAll('tr[data-row] [data-metric="duration"] [data-unit]')].map(
    ({ textContent }) => textContent.trim(),
  );
  expect(units).toHaveLength(durations().length);
  expect(new Set(units).size, 'units of the column').toBe(1);

  const chips = screen.getByRole('group', { name: 'Events at least as slow as' });
  const p95 = Number(chips.querySelector('[data-metric="p95"]')?.getAttribute('data-exact'));
  expect(p95).toBeGreaterThan(0);
  await user.click(within(chips).getByRole('button', { name: /^p95/ }));
  expect(address().get('order')).toBe('slowest');
  expect(address().get('search')).toMatch(/duration:>=/);
  const slow = { kind: 'compare', field: 'duration', is: '>=', value: p95 } as const;
  await waitFor(() => expect(durations()).toEqual(expected('duration', true, slow)));

  const [first] = screen.getAllByRole('link', { name: /^Trace of/ });
  first?.focus();
  await user.keyboard(' ');
  expect(address().get('preview')).toMatch(/^[0-9a-f]{32}-[0-9a-f]{16}$/);
  const preview = await screen.findByRole('complementary', { name: 'Preview' });
  expect(within(preview).getByRole('link', { name: 'Open trace' })).toBeVisible();
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address().get('preview')).toBeNull());
}, 40_000);

it('two events that were selected are compared by their traces, and any number is exported in full', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(rows, DATA_RANGE);
  render(
    <PageAround source={source} address={ADDRESS}>
      <EventsPage />
    </PageAround>,
  );
  const links = await screen.findAllByRole('link', { name: /^Trace of/ });
  const traces = links.map(
    (link) => new URLSearchParams(link.getAttribute('href')?.split('?')[1]).get('trace') ?? '',
  );
  links[0]?.focus();
  await user.keyboard('x');
  const bar = screen.getByRole('group', { name: 'Selected rows' });
  const compare = within(bar).getByRole('button', { name: 'Compare traces' });
  expect(compare).toHaveAttribute('aria-disabled', 'true');
  await user.keyboard('jx');
  await user.click(compare);
  expect(screen.getByLabelText('address').textContent).toMatch(/^\/trace\?/);
  expect(address().get('trace')).toBe(traces[0]);
  expect(address().get('versus')).toBe(traces[1]);
  expect(address().get('picture')).toBe('compare');

  const all = toEventTable([
    {
      event: 'a',
      trace: 'b',
      span: 'c',
      project: '1',
      transaction: 't',
      op: 'db',
      at: Date.UTC(2026, 10, 19),
      duration: 1.5,
      user: null,
      release: 'r',
      environment: 'e',
      status: 'ok',
      httpStatus: Number.NaN,
      errors: 2,
      clock: null,
      work: [],
    },
  ]);
  expect(toJsonLines(all)).toBe(
    '{"Time":"2026-11-19T00:00:00.000Z","Event":"a","Trace":"b","Span":"c","Transaction":"t","Project":"1","Op":"db","Duration (ms)":1.5,"Status":"ok","HTTP status":null,"Errors":2,"User":null,"Release":"r","Environment":"e"}\n',
  );
}, 40_000);
