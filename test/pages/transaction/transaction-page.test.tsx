// The page of one transaction over rows in memory: every number it shows is compared with the oracle's.
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/model/filter.ts';
import { both } from '../../../src/model/filter.ts';
import type { MetricName, Show } from '../../../src/model/metric.ts';
import type { List, Query } from '../../../src/model/query.ts';
import type { Source } from '../../../src/model/source.ts';
import { HOUR } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { ask, list } from '../../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';
import { heldSource } from '../held-source.ts';
import { WholePage } from './whole-page.tsx';

// A page of charts takes a while to be drawn on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const PREVIOUS = { start: DATA_RANGE.start, end: RANGE.start };
const ID = { project: 'shop', transaction: '/api/*' };
const ONLY: Filter = both(
  { kind: 'in', field: 'project', values: [ID.project] },
  { kind: 'in', field: 'transaction', values: [ID.transaction] },
);

function addressOf(transaction: string, project: string, more = ''): string {
  const params = new URLSearchParams({
    start: new Date(RANGE.start).toISOString(),
    end: new Date(RANGE.end).toISOString(),
    transaction,
    'transaction.project': project,
  });
  return `/transaction?${params.toString()}${more}`;
}

const ADDRESS = addressOf(ID.transaction, ID.project);

function show(source: Source, address = ADDRESS): void {
  render(
    <PageAround source={source} address={address}>
      <WholePage />
    </PageAround>,
  );
}

async function showRows(rows: readonly Transaction[], address = ADDRESS): ReturnType<typeof heldSource> {
  const held = await heldSource(rows, DATA_RANGE);
  show(held.source, address);
  await screen.findByRole('region', { name: 'Events' });
  await screen.findAllByRole('link', { name: /^Trace of/ });
  return held;
}

function exactIn(element: Element | null, name: string): number {
  const text = element?.querySelector(`[data-metric="${name}"]`)?.getAttribute('data-exact');
  return text === undefined || text === null || text === 'none' ? Number.NaN : Number(text);
}

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

function eventRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
}

function durations(): number[] {
  return eventRows().map((row) => exactIn(row, 'duration'));
}

/** 400 of the one transaction, 100 in the period before, and others that do not count. */
const rows: readonly Transaction[] = [
  ...randomTransactions(11, 400).map((row, index) => ({
    ...row,
    ...ID,
    start: (index % 4 === 0 ? PREVIOUS : RANGE).start + HOUR + index * 60_000,
    duration: Math.fround(100 + index * 7),
  })),
  ...randomTransactions(12, 200).map((row) => ({ ...row, row: row.row + 10_000 })),
];

function value(metric: MetricName, read: Show['read'] = 'value', where: Filter = ONLY): number {
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where,
    versus: { range: PREVIOUS },
    by: [],
    show: [{ metric, read }],
  };
  return Number(ask(rows, query).columns[0]?.values[0]);
}

function oracleList(change: Pick<List, 'order' | 'upTo' | 'limit'>): number[] {
  const { columns } = list(rows, {
    of: 'transactions',
    range: RANGE,
    where: ONLY,
    fields: ['duration'],
    ...change,
  });
  return [...(columns[0]?.values ?? [])].map(Number);
}

describe('the numbers', () => {
  it('are the oracle’s, and so are those of the period before', async () => {
    await showRows(rows);
    const facts = document.querySelector('dl');
    for (const metric of [
      'p50',
      'p75',
      'p95',
      'p99',
      'throughput',
      'failure_rate',
      'apdex',
      'users',
    ] as const) {
      const shown = exactIn(facts, metric);
      const expected = value(metric);
      expect(Math.abs(shown - expected), metric).toBeLessThanOrEqual(Math.abs(expected) * 1e-6);
    }
    const before = facts?.querySelector('[data-change="p95"]')?.getAttribute('data-exact');
    expect(Number(before)).toBeCloseTo(value('p95', 'versus'), 2);
    expect(facts).toHaveTextContent('Apdex, T 300 ms');
  });

  it('of the tail: how many are slower than the p95 of the period before', async () => {
    await showRows(rows);
    const slower: Filter = { kind: 'compare', field: 'duration', is: '>', value: value('p95', 'versus') };
    const share = value('count', 'value', both(ONLY, slower)) / value('count');
    const region = screen.getByRole('region', { name: 'Durations' });
    await waitFor(() => expect(exactIn(region, 'tail')).toBeCloseTo(share, 9));
  });

  it('say what the p95 is where there is no period to compare with', async () => {
    await showRows([transaction({ ...ID, end: RANGE.end - 1, duration: 250 })]);
    expect(screen.getByText(/Violet is the slowest 5%, above 250/)).toBeVisible();
    // A tab in the background says it, too.
    expect(document.title).toBe(`p95 250\u202fms · ${ID.transaction} · Longtail`);
    expect(screen.queryByText(/It was 5%/)).toBeNull();
  });
});

describe('the events', () => {
  it('are the slowest up to the p95, five of them, first', async () => {
    await showRows(rows);
    expect(durations()).toEqual(
      oracleList({ order: { field: 'duration', desc: true }, upTo: { of: 'duration', q: 0.95 }, limit: 5 }),
    );
    expect(durations()[0]).toBeLessThanOrEqual(value('p95'));
  });

  it('are others by the choice above, and more on demand; the address keeps both', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    const region = screen.getByRole('region', { name: 'Events' });
    await user.click(within(region).getByRole('button', { name: 'Fastest' }));
    expect(address().get('list')).toBe('fastest');
    const fastest = oracleList({ order: { field: 'duration', desc: false }, limit: 5 });
    await waitFor(() => expect(durations()).toEqual(fastest));
    await user.click(within(region).getByRole('button', { name: 'Outliers (p100)' }));
    await waitFor(() => expect(durations()[0]).toBeCloseTo(value('p100'), 3));
    await user.click(within(region).getByRole('button', { name: 'Recent' }));
    const recent = oracleList({ order: { field: 'timestamp', desc: true }, limit: 50 });
    await waitFor(() => expect(durations()).toEqual(recent.slice(0, 5)));
    await user.click(within(region).getByRole('button', { name: 'Show 50' }));
    expect(address().get('rows')).toBe('50');
    await waitFor(() => expect(durations()).toEqual(recent));
  });

  it('lead to their trace, opened at their span', async () => {
    const event = transaction({ ...ID, end: RANGE.end - 1, spans: 3 });
    await showRows([event]);
    const href = eventRows()[0]?.querySelector('a')?.getAttribute('href') ?? '';
    const params = new URLSearchParams(href.split('?')[1]);
    expect(href.split('?')[0]).toBe('/trace');
    expect(params.get('trace')).toBe(event.traceId);
    expect(params.get('span')).toBe(event.spanId);
    expect(params.get('transaction')).toBe(ID.transaction);
  });

  it('say of which the clock was wrong', async () => {
    const end = RANGE.end - 1;
    const rows = [
      transaction({ ...ID, end, duration: 9, tags: new Map([['longtail.clock', 'behind']]) }),
      transaction({ ...ID, end, duration: 8, tags: new Map([['longtail.clock', 'past_timestamp']]) }),
      transaction({ ...ID, end, duration: 7 }),
    ];
    await showRows(rows, addressOf(ID.transaction, ID.project, '&list=outliers'));
    const [set, doubted, right] = eventRows();
    expect(within(set ?? document.body).getByTitle(/its time is shown as much later/)).toBeVisible();
    expect(within(doubted ?? document.body).getByTitle(/more than a month before it arrived/)).toBeVisible();
    expect(within(right ?? document.body).queryByTitle(/clock/)).toBeNull();
  });

  it('show what is known of them, and a dash for what is not', async () => {
    await showRows([
      transaction({
        ...ID,
        end: RANGE.end - 1,
        duration: 1000,
        status: 'internal_error',
        httpStatus: 500,
        work: { db: 600, http: 100 },
      }),
    ]);
    const [row] = eventRows();
    expect(row).toHaveTextContent('internal error 500');
    expect(row).toHaveTextContent('7 Jan 23:59:59.999');
    expect(within(row ?? document.body).getAllByText('—')).toHaveLength(3);
    expect(
      within(row ?? document.body).getByRole('img', {
        name: 'Time by op: http 100\u202fms, db 600\u202fms, other 300\u202fms',
      }),
    ).toBeInTheDocument();
  });
});

describe('beside them', () => {
  it('stand statuses with their shares', async () => {
    const ok = Array.from({ length: 3 }, () => transaction({ ...ID, end: RANGE.end - 1 }));
    await showRows([...ok, transaction({ ...ID, end: RANGE.end - 1, status: 'not_found' })]);
    const region = await screen.findByRole('region', { name: 'Status' });
    const items = within(region).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual(['ok75%', 'not found25%']);
  });

  it('stand web vitals where there are any, judged in words', async () => {
    await showRows([transaction({ ...ID, end: RANGE.end - 1, vitals: { lcp: 4100, cls: 0.05 } })]);
    const region = await screen.findByRole('region', { name: 'Web vitals' });
    expect(exactIn(region, 'p75(lcp)')).toBe(4100);
    expect(region).toHaveTextContent('LCP4.10 s');
    expect(within(region).getByText('poor')).toBeVisible();
    expect(within(region).getByText('good')).toBeVisible();
    expect(within(region).queryByText('INP')).toBeNull();
  });

  it('stand no web vitals where there are none', async () => {
    await showRows([transaction({ ...ID, end: RANGE.end - 1 })]);
    await screen.findByRole('region', { name: 'Status' });
    expect(screen.queryByRole('region', { name: 'Web vitals' })).toBeNull();
  });
});

describe('the chart', () => {
  it('is a distribution whose bins are read out', async () => {
    const user = userEvent.setup();
    await showRows([
      transaction({ ...ID, end: RANGE.end - 1, duration: 100 }),
      transaction({ ...ID, end: RANGE.end - 2, duration: 1000 }),
    ]);
    const chart = await screen.findByRole('slider', { name: /^Distribution of durations: p50 550/ });
    act(() => chart.focus());
    await user.keyboard('{ArrowRight}');
    expect(chart).toHaveAttribute('aria-valuetext', expect.stringMatching(/^100\u202fms to .*: 1 event$/));
  });

  it('shows the period before also where nothing is now', async () => {
    const user = userEvent.setup();
    await showRows([
      transaction({ ...ID, end: RANGE.end - 1, duration: 100 }),
      transaction({ ...ID, end: RANGE.end - 2, duration: 1000 }),
      ...Array.from({ length: 30 }, () => transaction({ ...ID, end: PREVIOUS.end - HOUR, duration: 300 })),
    ]);
    const chart = await screen.findByRole('slider', { name: /^Distribution of durations/ });
    act(() => chart.focus());
    // The 15th of 30 bins, even on a log scale from 100 ms to 1 s, holds 300 ms.
    await user.keyboard('{ArrowRight}'.repeat(15));
    expect(chart).toHaveAttribute('aria-valuetext', expect.stringMatching(/: 0 events$/));
    await waitFor(() => expect(chart).toHaveTextContent(/the previous period30$/));
  });

  it('turns to percentiles over time, and to a linear scale; the address keeps both', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    await user.click(screen.getByRole('button', { name: 'Linear' }));
    expect(address().get('scale')).toBe('linear');
    // The focus is in the chart's part, so that its keys are meant.
    await user.keyboard('l');
    expect(address().get('scale')).toBeNull();
    await user.keyboard('l');
    await user.click(screen.getByRole('button', { name: 'Over time' }));
    expect(address().get('chart')).toBe('time');
    expect(
      await screen.findByRole('slider', {
        name: /^Percentiles of the duration\. By 30\u202fmin\. p50: lowest/,
      }),
    ).toBeVisible();
    expect(screen.getByRole('slider', { name: /^Failures/ })).toBeVisible();
  });

  it('tells the trend: the averages of the halves of the range are the oracle’s', async () => {
    const spread = rows.map((row, index) => ({ ...row, start: RANGE.start + index * 3 * 60_000 }));
    await showRows(spread, `${ADDRESS}&chart=trend`);
    expect(await screen.findByRole('slider', { name: /^Trend of the average duration/ })).toBeVisible();
    const middle = (RANGE.start + RANGE.end) / 2;
    const averages = [
      { start: RANGE.start, end: middle },
      { start: middle, end: RANGE.end },
    ].map((range) => {
      const { columns } = ask(spread, {
        of: 'transactions',
        range,
        where: ONLY,
        by: [],
        show: [{ metric: 'avg' }],
      });
      return Number(columns[0]?.values[0]);
    });
    const shown = await screen.findByText(/ on average in the first half, /);
    expect(shown.getAttribute('data-exact')?.split(' ').map(Number)).toEqual(
      averages.map((average) => expect.closeTo(average, 6) as number),
    );
    expect(screen.getByRole('link', { name: 'When and why' })).toBeVisible();
  });

  it('tells the trend also where the later half of the range has no events', async () => {
    const middle = (RANGE.start + RANGE.end) / 2;
    const early = rows.map((row, index) => ({ ...row, start: RANGE.start + index * 1_000, duration: 500 }));
    expect(early.every(({ start }) => start + 500 < middle)).toBe(true);
    await showRows(early, `${ADDRESS}&chart=trend`);
    expect(await screen.findByRole('slider', { name: /^Trend of the average duration/ })).toBeVisible();
    expect(await screen.findByText(/^One half of the range has no events/)).toBeVisible();
  });

  it('stands above the errors that were reported while the transaction ran', async () => {
    const { source } = await heldSource(rows, DATA_RANGE);
    const at = rows.find(({ transaction: name }) => name === ID.transaction)?.start ?? 0;
    const group = {
      ...ID,
      type: 'PaymentError',
      frame: 'pay (pay.js)',
      message: 'declined',
      level: 'error',
      count: 41,
      users: 7,
      first: at,
      last: at,
      counts: [0, 41],
      newest: [{ eventId: 'e'.repeat(32), timestamp: at }],
    };
    show({
      ...source,
      errors: () =>
        Promise.resolve({ groups: [group], total: 3, matched: 60, read: 100, held: 900, apart: 4 }),
    });
    const related = await screen.findByRole('region', { name: 'Related errors' });
    const link = await within(related).findByRole('link', { name: 'PaymentError' });
    expect(new URL(link.getAttribute('href') ?? '', 'http://test').searchParams.get('error')).toBe(
      `${'e'.repeat(32)}.${ID.project}`,
    );
    expect([exactIn(related, 'errors'), exactIn(related, 'users')]).toEqual([41, 7]);
    expect(
      within(related).getByText('60 errors of 3 kinds, the 1 most frequent; 4 came without an event'),
    ).toBeVisible();
    expect(
      within(related).getByText(/Of 900 errors in this time the newest 100 were looked at/),
    ).toBeVisible();
  });
});

describe('a transaction that does not match', () => {
  it('was seen at another time: there leads a button', async () => {
    const user = userEvent.setup();
    const seen = PREVIOUS.start + HOUR;
    const { source } = await heldSource([transaction({ ...ID, end: seen })], DATA_RANGE);
    show(source);
    expect(await screen.findByText(/seen last at Mon 5 Jan 2026 01:00:00.000 UTC\./)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go there' }));
    expect(Date.parse(address().get('range')?.split('..')[1] ?? '')).toBe(seen + 1);
    expect(await screen.findByRole('region', { name: 'Events' })).toBeVisible();
  });

  it('is left out by the search: a button removes it', async () => {
    const user = userEvent.setup();
    const { source } = await heldSource([transaction({ ...ID, end: RANGE.end - 1 })], DATA_RANGE);
    show(source, addressOf(ID.transaction, ID.project, '&search=user%3Anobody'));
    await user.click(await screen.findByRole('button', { name: 'Remove the filters' }));
    expect(address().get('search')).toBeNull();
    expect(await screen.findByRole('region', { name: 'Events' })).toBeVisible();
  });

  it('was never seen: the way back is offered', async () => {
    const { source } = await heldSource([transaction({ end: RANGE.end - 1 })], DATA_RANGE);
    show(source, addressOf('/nowhere', 'shop'));
    expect(await screen.findByText('There is no transaction “/nowhere”')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All transactions' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/performance\?/),
    );
  });

  it('is not even named', () => {
    show(scriptedSource(), '/transaction');
    expect(screen.getByText('The address names no transaction')).toBeVisible();
  });
});

it('may have any name, also none', async () => {
  await showRows(
    [transaction({ transaction: '', project: '__proto__', end: RANGE.end - 1 })],
    addressOf('', '__proto__'),
  );
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('(no name)');
  expect(eventRows()).toHaveLength(1);
});

it('is starred from its head', async () => {
  const user = userEvent.setup();
  const { feed } = await showRows([transaction({ ...ID, end: RANGE.end - 1 })]);
  const star = screen.getByRole('button', { name: 'Star /api/*' });
  await waitFor(() => expect(star).toBeEnabled());
  await user.click(star);
  await waitFor(() => expect(feed.settings.stars).toEqual([ID]));
});

it('has no fault that axe finds', async () => {
  await showRows(rows);
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}, 40_000);
