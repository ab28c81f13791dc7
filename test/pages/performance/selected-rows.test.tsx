// Transactions that were picked out of the table: drawn together, searched for, searched without.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { both } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { TOGETHER_METRICS } from '../../../src/pages/performance/together/questions.ts';
import { parse } from '../../../src/search/parse.ts';
import { NarrowButtons } from '../../../src/ui/table/NarrowButtons.tsx';
import { useNarrowing } from '../../../src/view/use-narrowing.ts';
import {
  MOST_NAMED,
  searchForTransactions,
  searchWithoutTransactions,
} from '../../../src/view/transaction-search.ts';
import type { TransactionId } from '../../../src/view/view.ts';
import { transactionFilter } from '../../../src/view/use-transaction-scope.ts';
import { ask } from '../../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';
import { heldSource } from '../held-source.ts';
import { rowLinks } from '../row-links.ts';

configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const ADDRESS = `/performance?start=${new Date(RANGE.start).toISOString()}&end=${new Date(RANGE.end).toISOString()}`;
const rows = randomTransactions(7, 300);

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

it('are drawn together with their own numbers, and searched for', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(rows, DATA_RANGE);
  render(
    <PageAround source={source} address={ADDRESS}>
      <PerformancePage />
    </PageAround>,
  );
  const links = await rowLinks();
  const ids = links.slice(0, 2).map((link) => {
    const params = new URLSearchParams(link.getAttribute('href')?.split('?')[1]);
    return { project: params.get('transaction.project') ?? '', transaction: params.get('transaction') ?? '' };
  });
  links[0]?.focus();
  await user.keyboard('x');
  const bar = screen.getByRole('group', { name: 'Selected rows' });
  const compare = await within(bar).findByRole('button', { name: 'Compare' });
  expect(compare).toHaveAttribute('aria-disabled', 'true');
  await user.keyboard('jx');
  const scroll = vi.fn();
  HTMLElement.prototype.scrollIntoView = scroll;
  await user.click(compare);
  expect(address().getAll('together')).toHaveLength(2);

  const panel = await screen.findByRole('region', { name: 'Transactions compared' });
  // It stands above the table: who asked for it is led there.
  const head = within(panel).getByRole('heading', { name: /^2 transactions/ });
  await waitFor(() => expect(head).toHaveFocus());
  expect(scroll).toHaveBeenCalled();
  const table = within(await within(panel).findByRole('region', { name: 'Their numbers' }));
  for (const [index, id] of ids.entries()) {
    const { columns } = ask(rows, {
      of: 'transactions',
      range: RANGE,
      where: both(transactionFilter(id)),
      by: [],
      show: TOGETHER_METRICS.map((metric) => ({ metric })),
    });
    const cells = table.getAllByRole('row')[index + 1]?.querySelectorAll('[data-metric]') ?? [];
    const shown = [...cells].map((cell) => Number(cell.getAttribute('data-exact')));
    expect(shown).toHaveLength(TOGETHER_METRICS.length);
    for (const [place, value] of shown.entries())
      expect(value).toBeCloseTo(Number(columns[place]?.values[0]), 3);
  }

  await user.click(within(panel).getByRole('button', { name: 'p95 duration: show as a table' }));
  const courses = await within(panel).findByRole('region', { name: 'p95 duration as a table' });
  expect(
    within(courses)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Time, UTC', '1', '2', 'n']);
  await user.click(within(bar).getByRole('button', { name: 'Only these' }));
  await waitFor(() => expect(address().get('search')).toMatch(/transaction:/));
  await waitFor(() => expect(document.querySelectorAll('tr[data-row]')).toHaveLength(2));
  expect(screen.queryByRole('group', { name: 'Selected rows' })).toBeNull();
  await user.click(within(panel).getByRole('button', { name: 'Close' }));
  expect(address().has('together')).toBe(false);
  await waitFor(() => expect(panel).not.toBeInTheDocument());
  expect(document.body).not.toHaveFocus();
}, 60_000);

const A = { project: '1', transaction: 'GET /a' };
const B = { project: '1', transaction: 'b*' };
const OTHER_A = { project: '2', transaction: 'GET /a' };

it('a name is enough where no other project has it', () => {
  expect(parse(searchForTransactions('op:db', [A, B], [A, B]))).toMatchObject({
    filter: {
      of: [
        { kind: 'in', field: 'op', values: ['db'] },
        { kind: 'in', field: 'transaction', values: ['GET /a', 'b*'] },
      ],
    },
  });
  expect(parse(searchWithoutTransactions('', [A, B], [A, B]))).toMatchObject({
    filter: { kind: 'not', of: { kind: 'in', field: 'transaction', values: ['GET /a', 'b*'] } },
  });
});

function Narrow(props: { readonly ids: readonly TransactionId[]; readonly onDone: () => void }): ReactNode {
  return <NarrowButtons {...useNarrowing(props.ids, props.ids, props.onDone)} />;
}

it('more are named in no search', async () => {
  const user = userEvent.setup();
  const done = vi.fn();
  const ids = Array.from({ length: MOST_NAMED + 1 }, (_, at) => ({
    project: '1',
    transaction: `GET /${at}`,
  }));
  render(
    <PageAround source={scriptedSource()}>
      <Narrow ids={ids} onDone={done} />
    </PageAround>,
  );
  for (const name of ['Only these', 'All but these']) {
    const button = screen.getByRole('button', { name });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAttribute('title', `A search names ${MOST_NAMED} transactions at most`);
    await user.click(button);
  }
  expect(done).not.toHaveBeenCalled();
  expect(address().has('search')).toBe(false);
});

it('where another project has the name, projects are named too', () => {
  const all = [A, B, OTHER_A];
  const of = [A, B].map(({ project, transaction }) => ({
    kind: 'and',
    of: [
      { kind: 'in', field: 'project', values: [project] },
      { kind: 'in', field: 'transaction', values: [transaction] },
    ],
  }));
  expect(parse(searchForTransactions('op:db', [A, B], all))).toMatchObject({
    filter: {
      of: [
        { kind: 'in', field: 'op' },
        { kind: 'or', of },
      ],
    },
  });
  expect(parse(searchWithoutTransactions('', [A, B], all))).toMatchObject({
    filter: { kind: 'not', of: { kind: 'or', of } },
  });
});
