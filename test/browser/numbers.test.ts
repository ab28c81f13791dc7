// The numbers on screen, against an oracle that knows nothing of the app: three seeded sets of rows, a page load each.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator } from 'playwright-core';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Show } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import type { Range } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { ask } from '../oracle.ts';
import type { OracleResult } from '../oracle.ts';
import { isSameNumber } from '../same-number.ts';
import { usualTransactions } from '../usual-data.ts';
import { launchBrowser, openPage } from './product.ts';
import { rowsOf } from './read-page.ts';
import { serveRows } from './rows-host.ts';

const METRICS = ['throughput', 'p50', 'p95', 'p99', 'failure_rate', 'apdex', 'users', 'last_seen'] as const;
const SUMMARY = ['throughput', 'failure_rate', 'p50', 'p75', 'p95', 'p99'] as const;

const SHOW: readonly Show[] = [
  ...[...new Set([...METRICS, ...SUMMARY])].map((metric) => ({ metric })),
  { metric: 'p95', read: 'versus' },
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** The later half of the time that rows are in, and the half before. */
function halves(rows: readonly Transaction[]): { readonly range: Range; readonly before: Range } {
  const ends = rows.map(({ start, duration }) => start + duration);
  const end = Math.floor(Math.max(...ends)) + 1;
  const length = Math.ceil((end - Math.min(...ends)) / 2);
  return { range: { start: end - length, end }, before: { start: end - 2 * length, end: end - length } };
}

/** What the oracle says of each group, by its name in the answer's columns. */
function expectedOf(answer: OracleResult): Map<string, Record<string, number>> {
  const texts = (name: string): readonly (string | null)[] => {
    const column = answer.columns.find((each) => each.name === name);
    return column?.kind === 'text' ? column.values : [];
  };
  const projects = texts('project');
  const names = texts('transaction');
  const numbers = answer.columns.flatMap((column) => (column.kind === 'number' ? [column] : []));
  return new Map(
    Array.from({ length: answer.length }, (_, group) => [
      JSON.stringify([projects[group] ?? '', names[group] ?? '']),
      Object.fromEntries(numbers.map(({ name, values }) => [name, values[group] ?? Number.NaN])),
    ]),
  );
}

interface Shown {
  readonly metric: string;
  readonly exact: number;
  readonly words: string;
}

/** Every number that a part of the page shows, with its words. */
async function shownIn(part: Locator): Promise<Shown[]> {
  const found = await part.locator('[data-exact]').evaluateAll((elements) =>
    elements.map((element) => ({
      metric: element.getAttribute('data-metric') ?? `${element.getAttribute('data-change')} before`,
      exact: element.getAttribute('data-exact') ?? '',
      words: element.textContent,
    })),
  );
  return found.map(({ metric, exact, words }) => ({
    metric,
    exact: exact === 'none' ? Number.NaN : Number(exact),
    words,
  }));
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  µs: 1e-3,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  min: 6e4,
  h: 3.6e6,
};

/** A duration as a person reads it off, in milliseconds: `412 ms`, `1 m 02 s`. */
function readDuration(words: string): number {
  const parts = [...words.matchAll(/([\d.,]+)\s*([a-zµ]+)/gu)];
  return parts.reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number.replace(',', '')) * (UNITS[unit] ?? Number.NaN),
    0,
  );
}

/** Where what is shown is not what is expected, in full precision or as it is read off with its three digits. */
function differences(
  shown: readonly Shown[],
  expected: Readonly<Record<string, number>>,
  where: string,
): string[] {
  return shown.flatMap(({ metric, exact, words }) => {
    const name =
      metric === 'p95 before' ? Object.keys(expected).find((key) => key.includes('versus')) : metric;
    const value = name === undefined ? undefined : expected[name];
    if (name === undefined || value === undefined) return [];
    const told = `${where}, ${metric}: "${words}", ${exact} on screen, ${value} by the oracle`;
    // Of nobody who was named there is no number.
    const wanted = name === 'users' && value === 0 ? Number.NaN : value;
    if (!isSameNumber(name, exact, wanted)) return [told];
    const isRead = /^p\d+$/.test(metric) && value > 0;
    return isRead && Math.abs(readDuration(words) / value - 1) > 0.005 ? [told] : [];
  });
}

it.each([1, 2, 3])('are the oracle’s, of the rows of seed %i', async (seed) => {
  const rows = usualTransactions(seed, 1_500);
  const { range, before } = halves(rows);
  const query: Query = {
    of: 'transactions',
    range,
    versus: { range: before },
    where: EVERYTHING,
    by: ['project', 'transaction'],
    show: SHOW,
  };
  const expected = expectedOf(ask(rows, query));
  const [all] = expectedOf(ask(rows, { ...query, by: [] })).values();
  const host = await serveRows(rows);
  const iso = (time: number): string => new Date(time).toISOString();
  const address = `${host.url}?range=${iso(range.start)}..${iso(range.end)}`;
  const { page, context, offences } = await openPage(browser, address, { width: 1680 });
  try {
    const table = page.getByRole('region', { name: 'Transactions' });
    await expect.poll(() => rowsOf(table).count(), { timeout: 20_000 }).toBe(expected.size);
    await expect.poll(() => page.getByText('…', { exact: true }).count()).toBe(0);
    const found: string[] = [];
    for (const row of await rowsOf(table).all()) {
      const key = (await row.getAttribute('data-key')) ?? '';
      const shown = await shownIn(row);
      expect(shown.map(({ metric }) => metric)).toEqual(expect.arrayContaining([...METRICS, 'p95 before']));
      found.push(...differences(shown, expected.get(key) ?? {}, key));
    }
    const total = table.locator('tr').filter({ hasText: /^(All [\d,]+ transactions|The one transaction)/ });
    const totals = await shownIn(total);
    expect(totals.length).toBeGreaterThan(5);
    const summary = await shownIn(page.getByRole('region', { name: 'Summary' }));
    expect(summary.map(({ metric }) => metric)).toEqual(expect.arrayContaining([...SUMMARY]));
    found.push(
      ...differences(totals, all ?? {}, 'the row of everything'),
      ...differences(summary, all ?? {}, 'the summary'),
    );
    expect(found).toEqual([]);
    expect(offences).toEqual([]);
  } finally {
    await context.close();
    await host.close();
  }
});
