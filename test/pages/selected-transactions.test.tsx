// A condition on a metric selects transactions: every number, list and count of a page is then about those alone.
import { configure, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Having, List, Query } from '../../src/model/query.ts';
import type { Source } from '../../src/model/source.ts';
import { HOUR } from '../../src/model/time.ts';
import { PerformancePage } from '../../src/pages/performance/PerformancePage.tsx';
import { ask, list } from '../oracle.ts';
import { DATA_RANGE } from '../random-data.ts';
import { expectSameResult } from '../same-result.ts';
import { transaction } from '../transaction-builder.ts';
import { PageAround } from '../view/page-around.tsx';
import { heldSource } from './held-source.ts';
import { WholePage } from './transaction/whole-page.tsx';

configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };

/** Of each name, how long its rows took: some in the time that is looked at, some in the one before. */
const TOOK: Readonly<Record<string, readonly number[]>> = {
  '/slow': [900, 1100, 1200, 1300, 5000],
  '/fast': [10, 20, 30, 40, 3000],
  '/middling': [600, 700, 800, 850, 900],
};

const rows = Object.entries(TOOK).flatMap(([name, durations]) =>
  durations.flatMap((duration, index) => [
    transaction({ transaction: name, duration, user: `id:${index}`, end: RANGE.start + (index + 1) * HOUR }),
    // In the period before, every name is as slow as the others.
    transaction({ transaction: name, duration: 2_000, end: RANGE.start - (index + 1) * HOUR }),
  ]),
);

interface Asked {
  readonly queries: Query[];
  readonly lists: List[];
}

/** Shows a page over the rows and keeps what it asks. */
async function showPage(page: ReactNode, path: string, params: Record<string, string>): Promise<Asked> {
  const { source } = await heldSource(rows, DATA_RANGE);
  const asked: Asked = { queries: [], lists: [] };
  const listening: Source = {
    ...source,
    ask: (query, signal) => {
      asked.queries.push(query);
      return source.ask(query, signal);
    },
    list: (wanted, signal) => {
      asked.lists.push(wanted);
      return source.list(wanted, signal);
    },
  };
  const search = new URLSearchParams({
    start: new Date(RANGE.start).toISOString(),
    end: new Date(RANGE.end).toISOString(),
    ...params,
  });
  render(
    <PageAround source={listening} address={`${path}?${search.toString()}`}>
      {page}
    </PageAround>,
  );
  return asked;
}

const SLOW_MEDIAN: Having = { kind: 'metric', show: { metric: 'p50' }, is: '>', value: 650 };

describe('a search by p50():>650ms', () => {
  it('leaves the performance page with the transactions whose median is above that', async () => {
    const asked = await showPage(<PerformancePage />, '/performance', { search: 'p50():>650ms' });
    expect(await screen.findByRole('link', { name: '/slow' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '/middling' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: '/fast' })).toBeNull();
    const { source } = await heldSource(rows, DATA_RANGE);
    // What kind of transaction each is, is told of all rows.
    const filtered = asked.queries.filter(({ by }) => !by.includes('op'));
    for (const query of filtered) {
      expect(query.having).toEqual(SLOW_MEDIAN);
      expect(query.havingOver?.range).toEqual(RANGE);
      expectSameResult(await source.ask(query), ask(rows, query));
    }
    // Trends compare halves of the range.
    const counted = filtered.filter(
      ({ range, show }) =>
        range?.start === RANGE.start && show.some(({ metric }) => metric === 'sampled_count'),
    );
    expect(counted.length).toBeGreaterThan(0);
    for (const query of counted) expect(ask(rows, query).matched).toBe(10);
  });

  it('is evaluated over the rows that the rest of the search finds', async () => {
    await showPage(<PerformancePage />, '/performance', { search: 'p50():>650ms duration:<=1s' });
    expect(await screen.findByRole('link', { name: '/slow' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '/middling' })).toBeInTheDocument();
  });

  it('asks all of a transaction’s page about the same', async () => {
    const asked = await showPage(<WholePage />, '/transaction', {
      search: 'p50():>650ms',
      transaction: '/slow',
      'transaction.project': 'shop',
    });
    await screen.findByRole('region', { name: 'Events' });
    await waitFor(() => expect(asked.lists.length).toBeGreaterThan(0));
    for (const question of [...asked.queries, ...asked.lists]) {
      expect(question.having).toEqual(SLOW_MEDIAN);
      expect(question.havingOver?.range).toEqual(RANGE);
    }
    for (const wanted of asked.lists) expect(list(rows, wanted).matched).toBe(5);
  });

  it('leaves nothing on the page of a transaction that it does not select', async () => {
    const asked = await showPage(<WholePage />, '/transaction', {
      search: 'p50():>650ms',
      transaction: '/fast',
      'transaction.project': 'shop',
    });
    await waitFor(() => expect(asked.queries.length).toBeGreaterThan(0));
    expect(
      await screen.findByText(/No event of “\/fast” matches|There is no transaction/),
    ).toBeInTheDocument();
  });
});

describe('a question that narrows a page’s rows', () => {
  it('is about the transactions that the page selects', async () => {
    const { source } = await heldSource(rows, DATA_RANGE);
    const page = { range: RANGE, where: EVERYTHING };
    const narrowed: Filter = { kind: 'compare', field: 'duration', is: '>', value: 2_000 };
    const query: Query = {
      of: 'transactions',
      range: RANGE,
      where: narrowed,
      having: SLOW_MEDIAN,
      by: ['transaction'],
      show: [{ metric: 'count' }],
    };
    // The fast one has a slow row, of which it alone would be selected.
    const names = async (query: Query): Promise<unknown> => (await source.ask(query)).columns[0]?.values;
    expect(await names(query)).toEqual(['/fast', '/slow']);
    expect(await names({ ...query, havingOver: page })).toEqual(['/slow']);
  });
});
