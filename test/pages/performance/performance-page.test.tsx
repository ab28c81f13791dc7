// The Performance page over rows in memory: every number it shows is compared with the oracle's.
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import type { Show } from '../../../src/model/metric.ts';
import type { Key, Query } from '../../../src/model/query.ts';
import type { Source } from '../../../src/model/source.ts';
import { SourceError } from '../../../src/model/source.ts';
import { HOUR } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { ask } from '../../oracle.ts';
import { DATA_RANGE, NAMES, randomTransactions } from '../../random-data.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { emptyResult, infoOf, scriptedSource } from '../../view/scripted-source.ts';
import { heldSource } from '../held-source.ts';
import { rowLinks } from '../row-links.ts';

// A page of charts takes a while to be drawn on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const PREVIOUS = { start: DATA_RANGE.start, end: RANGE.start };
const ADDRESS = `/performance?start=${new Date(RANGE.start).toISOString()}&end=${new Date(RANGE.end).toISOString()}`;

function show(source: Source, address = ADDRESS): void {
  render(
    <PageAround source={source} address={address}>
      <PerformancePage />
    </PageAround>,
  );
}

async function showRows(rows: readonly Transaction[], address?: string): ReturnType<typeof heldSource> {
  const held = await heldSource(rows, DATA_RANGE);
  show(held.source, address);
  await rowLinks();
  return held;
}

function oracle(
  rows: readonly Transaction[],
  by: readonly Key[],
  shows: readonly Show[],
): Map<string, number[]> {
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    versus: { range: PREVIOUS },
    by,
    show: shows,
  };
  const { columns, length } = ask(rows, query);
  const keys = columns.slice(0, by.length).map(({ values }) => [...values]);
  const numbers = columns.slice(by.length).map(({ values }) => [...values]);
  return new Map(
    Array.from({ length }, (_, group) => [
      JSON.stringify(keys.map((values) => values[group] ?? '')),
      numbers.map((values) => Number(values[group])),
    ]),
  );
}

function exactIn(element: Element | null, name: string): number {
  const text = element?.querySelector(`[data-metric="${name}"]`)?.getAttribute('data-exact');
  return text === undefined || text === null || text === 'none' ? Number.NaN : Number(text);
}

/** Equal to a millionth; no data equals no data. */
function isClose(one: number, two: number): boolean {
  return Number.isNaN(two) ? Number.isNaN(one) : Math.abs(one - two) <= Math.abs(two) * 1e-6;
}

function tableRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
}

/** The transaction a row leads to: what its link's address says, not what is on screen. */
function keyOfRow(row: Element): string {
  const params = new URLSearchParams(row.querySelector('a')?.getAttribute('href')?.split('?')[1]);
  return JSON.stringify([params.get('transaction.project'), params.get('transaction')]);
}

/** The head of a column: the cell around its button. */
function head(name: string): HTMLElement {
  // A line of the plot's legend is called like a column.
  const found = within(screen.getByRole('table')).getByRole('button', { name }).closest('th');
  if (found === null) throw new Error(`The table has no column ${name}.`);
  return found;
}

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

const rows = randomTransactions(7, 1_500);

describe('the numbers', () => {
  const names = [
    'sum',
    'throughput',
    'p50',
    'p95',
    'p99',
    'failure_rate',
    'apdex',
    'users',
    'last_seen',
  ] as const;
  const shows = names.map((metric): Show => ({ metric }));

  it('of every transaction, of all together and of the summary are the oracle’s', async () => {
    await showRows(rows);
    const expected = oracle(rows, ['project', 'transaction'], shows);
    const shown = tableRows();
    expect(shown).toHaveLength(expected.size);
    for (const row of shown) {
      const numbers = expected.get(keyOfRow(row));
      for (const [index, name] of names.entries()) {
        const value = numbers?.[index] ?? Number.NaN;
        const exact = exactIn(row, name);
        // Of nobody there is nothing to say: a dash without a number.
        const told = name === 'users' && value === 0 ? Number.NaN : value;
        expect(isClose(exact, told), `${keyOfRow(row)} ${name}: ${exact} for ${told}`).toBe(true);
      }
    }
    const [all] = [...oracle(rows, [], shows).values()];
    const total = screen.getByRole('cell', { name: `All ${expected.size} transactions` }).closest('tr');
    await waitFor(() => expect(exactIn(total, 'p95')).toBeCloseTo(all?.[3] ?? Number.NaN, 2));
    const summary = screen.getByRole('region', { name: 'Summary' });
    expect(exactIn(summary, 'p95')).toBeCloseTo(all?.[3] ?? Number.NaN, 2);
    expect(exactIn(summary, 'failure_rate')).toBeCloseTo(all?.[5] ?? Number.NaN, 9);
    expect(exactIn(screen.getByRole('region', { name: 'Throughput' }), 'throughput')).toBeCloseTo(
      all?.[1] ?? Number.NaN,
      6,
    );
  });

  it('of the period before are the oracle’s, and its time is told', async () => {
    await showRows(rows);
    const [all] = [...oracle(rows, [], [{ metric: 'p95', read: 'versus' }]).values()];
    const summary = screen.getByRole('region', { name: 'Summary' });
    const change = summary.querySelector('[data-change="p95"]');
    expect(Number(change?.getAttribute('data-exact'))).toBeCloseTo(all?.[0] ?? Number.NaN, 2);
    expect(summary).toHaveTextContent('Changes are against 5 Jan 00:00 – 6 Jan 12:00 UTC');
  });

  it('of transactions with few rows are set back and not judged', async () => {
    const few = Array.from({ length: 29 }, () => transaction({ end: RANGE.start + HOUR }));
    await showRows([...few, transaction({ end: PREVIOUS.start + HOUR })]);
    const [row] = tableRows();
    expect(row).toHaveAttribute('data-muted');
    expect(within(row ?? document.body).getByText('low n')).toBeInTheDocument();
  });

  it('are never zero where there is no earlier data', async () => {
    await showRows([transaction({ end: RANGE.start + HOUR })]);
    const summary = screen.getByRole('region', { name: 'Summary' });
    await waitFor(() => expect(summary).toHaveTextContent('nothing: there is no earlier data'));
    expect(within(summary).getAllByText('Nothing to compare with.').length).toBe(7);
    expect(within(tableRows()[0] ?? document.body).getByTitle('Nothing to compare with.')).toHaveTextContent(
      '—',
    );
  });

  it('of a sample say that they are estimated', async () => {
    await showRows([transaction({ end: RANGE.start + HOUR, weight: 10, user: 'id:1' })]);
    const summary = screen.getByRole('region', { name: 'Summary' });
    expect(summary.querySelector('[data-metric="count"]')).toHaveTextContent('≈10');
    expect(head('Users')).toHaveTextContent(/^≥.Users$/);
    expect(screen.getByText(/some clients send a sample/)).toBeVisible();
  });
});

describe('the order', () => {
  it('follows a click on any head, and is in the address', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    const numbersOf = (): number[] => tableRows().map((row) => exactIn(row, 'p95'));
    await user.click(within(head('p95')).getByRole('button'));
    expect(address().get('sort')).toBe('-p95');
    expect(head('p95')).toHaveAttribute('aria-sort', 'descending');
    expect(numbersOf()).toEqual([...numbersOf()].sort((a, b) => b - a));
    await user.click(within(head('p95')).getByRole('button'));
    expect(address().get('sort')).toBe('p95');
    expect(numbersOf()).toEqual([...numbersOf()].sort((a, b) => a - b));
    await user.click(screen.getByRole('button', { name: 'Transaction' }));
    expect(address().get('sort')).toBe('transaction');
    for (const name of ['Total time', 'vs prev', 'Misery', 'Seen']) {
      await user.click(screen.getByRole('button', { name }));
      expect(head(name)).toHaveAttribute('aria-sort', 'descending');
    }
  }, 30_000);

  it('has what has no value last, whichever way', async () => {
    const few = [
      transaction({ transaction: 'none', end: RANGE.end - HOUR }),
      transaction({ transaction: 'one', end: RANGE.end - HOUR, user: 'id:1' }),
    ];
    await showRows(few, `${ADDRESS}&sort=users`);
    expect(tableRows().map(keyOfRow)).toEqual(['["shop","one"]', '["shop","none"]']);
    await userEvent.click(screen.getByRole('button', { name: 'Users' }));
    expect(tableRows().map(keyOfRow)).toEqual(['["shop","one"]', '["shop","none"]']);
  });

  it('has starred ones first, and a star is kept by the source', async () => {
    const user = userEvent.setup();
    const few = ['a', 'b', 'c'].map((name, index) =>
      transaction({ transaction: name, end: RANGE.end - HOUR, duration: 100 - index }),
    );
    const { feed } = await showRows(few);
    expect(tableRows().map(keyOfRow)[0]).toBe('["shop","a"]');
    const star = await screen.findByRole('button', { name: 'Star c' });
    await waitFor(() => expect(star).toBeEnabled());
    await user.click(star);
    await waitFor(() => expect(tableRows().map(keyOfRow)[0]).toBe('["shop","c"]'));
    await waitFor(() => expect(feed.settings.stars).toEqual([{ project: 'shop', transaction: 'c' }]));
    await user.click(screen.getByRole('button', { name: 'Star c' }));
    await waitFor(() => expect(tableRows().map(keyOfRow)[0]).toBe('["shop","a"]'));
    await waitFor(() => expect(feed.settings.stars).toEqual([]));
  });
});

describe('the rows', () => {
  it('lead to their transaction, whatever it is called', async () => {
    const names = [...NAMES, '<img src=x onerror=alert(1)>', 'a\u202egnp.exe', 'x'.repeat(5_000)];
    await showRows(
      names.map((name) => transaction({ transaction: name, project: '__proto__', end: RANGE.end - 1 })),
    );
    expect(new Set(tableRows().map(keyOfRow))).toEqual(
      new Set(names.map((name) => JSON.stringify(['__proto__', name]))),
    );
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByText('a\\u202egnp.exe')).toBeInTheDocument();
    expect(screen.getByText('(no name)')).toBeInTheDocument();
    const longest = Math.max(...(await rowLinks()).map(({ textContent }) => textContent.length));
    expect(longest).toBeLessThan(500);
  });

  it('are walked along with j and k, but not while something is written', async () => {
    const user = userEvent.setup();
    await showRows(['a', 'b', 'c'].map((name) => transaction({ transaction: name, end: RANGE.end - 1 })));
    await user.keyboard('jjj');
    expect(document.activeElement).toBe(tableRows()[2]?.querySelector('a'));
    await user.keyboard('k');
    expect(document.activeElement).toBe(tableRows()[1]?.querySelector('a'));
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    await user.keyboard('o');
    const link = tableRows()[1]?.querySelector('a');
    expect(open).toHaveBeenCalledExactlyOnceWith(link?.href, '_blank', 'noopener');
    open.mockRestore();
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await user.keyboard('j');
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  it('of many are drawn as far as they are in sight, and all are counted', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      transaction({ transaction: `/${index}`, end: RANGE.end - 1 }),
    );
    await showRows(many);
    expect(tableRows().length).toBeLessThan(100);
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '302');
    expect(screen.getByText('300 transactions, all of them')).toBeInTheDocument();
  });
});

describe('a widget', () => {
  it('shows the metric chosen in its menu, and the address keeps it', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    await user.click(screen.getByRole('button', { name: 'p95 duration' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'p75 LCP', hidden: true }));
    expect(address().getAll('widget')).toEqual(['p75.lcp', 'throughput', 'failure_rate']);
    const [all] = [...oracle(rows, [], [{ metric: 'p75', of: 'lcp' }]).values()];
    const widget = await screen.findByRole('region', { name: 'p75 LCP' });
    await waitFor(() => expect(exactIn(widget, 'p75(lcp)')).toBeCloseTo(all?.[0] ?? Number.NaN, 2));
  });

  it('keeps its chart while another metric is awaited, and shows nothing of the one before', async () => {
    const user = userEvent.setup();
    const { source } = await heldSource(rows, DATA_RANGE);
    const awaited: (() => void)[] = [];
    const isOfLcp = ({ by, show }: Query): boolean => by.length === 1 && show.some(({ of }) => of === 'lcp');
    show({
      ...source,
      ask: async (query, signal) => {
        if (isOfLcp(query)) await new Promise<void>((resolve) => void awaited.push(resolve));
        return source.ask(query, signal);
      },
    });
    await rowLinks();
    const before = await screen.findByRole('slider', { name: /^p95 duration\./ });
    await user.click(screen.getByRole('button', { name: 'p95 duration' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'p75 LCP', hidden: true }));
    await waitFor(() => expect(before).toHaveAttribute('data-blank'));
    expect(before).toBeInTheDocument();
    expect(before.closest('[aria-busy=true]')).not.toBeNull();
    for (const answer of awaited.splice(0)) answer();
    const after = await screen.findByRole('slider', { name: /^p75 LCP\./ });
    await waitFor(() => expect(after).not.toHaveAttribute('data-blank'));
    expect(after).toBe(before);
  });

  it('opens in place and turns into a table of the same values', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    await user.click(screen.getByRole('button', { name: 'Throughput: make large' }));
    expect(address().get('open')).toBe('2');
    expect(screen.getByRole('button', { name: 'Throughput: make small' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    // With the focus in it, by a key as well.
    await user.keyboard('f');
    expect(address().get('open')).toBeNull();
    await user.keyboard('f');
    await user.click(screen.getByRole('button', { name: 'Throughput: show as a table' }));
    const box = await screen.findByRole('region', { name: 'Throughput as a table' });
    const shown = [...box.querySelectorAll('td[data-exact]')].map((cell) =>
      Number(cell.getAttribute('data-exact')),
    );
    const expected = [...oracle(rows, [{ time: HOUR / 2 }], [{ metric: 'throughput' }]).values()].map(
      ([value]) => value,
    );
    expect(shown).toHaveLength(expected.length);
    for (const [index, value] of shown.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 9);
  });

  it('whose metric no row has says so', async () => {
    await showRows(
      [transaction({ end: RANGE.end - 1 })],
      `${ADDRESS}&widget=p75.lcp&widget=p95&widget=apdex`,
    );
    expect(await screen.findByText('No p75 LCP')).toBeVisible();
  });

  it('reads out its buckets with the arrow keys', async () => {
    const user = userEvent.setup();
    await showRows(rows);
    const chart = screen.getByRole('slider', {
      name: /^p95 duration\. By 30\u202fmin\. p95 duration: lowest/,
    });
    act(() => chart.focus());
    await user.keyboard('{ArrowLeft}');
    expect(chart).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^7 Jan 23:30 – 8 Jan 00:00 UTC: p95 duration /),
    );
  });
});

describe('states', () => {
  it('of loading have the shape of what comes', () => {
    show(scriptedSource({ ask: () => new Promise(() => undefined) }));
    expect(screen.getByText('Failure rate', { selector: 'dt' })).toBeVisible();
    expect(document.querySelectorAll('[aria-busy]')).toHaveLength(1);
    expect(document.querySelector('[data-metric]')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('of failure stay within the widget that failed, and are tried again', async () => {
    const user = userEvent.setup();
    let isBroken = true;
    const { source } = await heldSource([transaction({ end: RANGE.end - 1 })], DATA_RANGE);
    show({
      ...source,
      ask: (query, signal) =>
        isBroken && query.by.some((key) => typeof key === 'object' && 'time' in key)
          ? Promise.reject(
              new SourceError('failed', {
                kind: 'failed',
                message: 'The engine stumbled.',
                advice: 'Try again.',
              }),
            )
          : source.ask(query, signal),
    });
    await rowLinks();
    const alerts = await screen.findAllByRole('alert');
    expect(alerts).toHaveLength(4);
    expect(alerts[0]).toHaveTextContent('The engine stumbled.');
    isBroken = false;
    await user.click(within(alerts[0] ?? document.body).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(3), { timeout: 10_000 });
  });

  it('of emptiness name the reason and offer the way out', async () => {
    const user = userEvent.setup();
    const { source } = await heldSource([transaction({ end: RANGE.end - 1 })], DATA_RANGE);
    show(source, `${ADDRESS}&search=nowhere`);
    expect(await screen.findByText('No transactions match the search.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(address().get('search')).toBeNull();
    expect((await rowLinks())[0]).toBeVisible();
  });

  it('of a range beside the data lead to the newest', async () => {
    const user = userEvent.setup();
    const newest = RANGE.end - HOUR;
    const { source } = await heldSource([transaction({ end: newest })], DATA_RANGE);
    show(source, '/performance?start=2020-01-01T00:00:00.000Z&end=2020-01-02T00:00:00.000Z');
    await user.click(await screen.findByRole('button', { name: 'Go to the newest' }));
    expect(Date.parse(address().get('range')?.split('..')[1] ?? '')).toBe(newest + 1);
    expect((await rowLinks())[0]).toBeVisible();
  });

  it('of loading on tell how far it is', async () => {
    const source = scriptedSource({
      info: () => Promise.resolve(infoOf({ rows: 10, extent: DATA_RANGE })),
      ask: () => Promise.resolve(emptyResult({ complete: false })),
    });
    show(source);
    act(() => source.tell({ loading: { rows: 1_200_000, total: 3_000_000 } }));
    expect(await screen.findByText(/1,200,000 of 3,000,000 rows/)).toBeVisible();
  });
});

it('has no fault that axe finds', async () => {
  await showRows(rows);
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}, 40_000);
