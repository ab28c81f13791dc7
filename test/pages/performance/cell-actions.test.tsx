// Whatever a cell of the table shows, the search can be narrowed by it, where it has words for it.
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { useCellActions } from '../../../src/pages/performance/use-cell-actions.ts';
import type { TransactionRow } from '../../../src/pages/performance/transaction-rows.ts';
import { parse } from '../../../src/search/parse.ts';
import type { TableColumn } from '../../../src/ui/table/column.ts';
import { TABLE_COLUMNS } from '../../../src/view/view.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

const ROW: TransactionRow = {
  id: { project: '1', transaction: '/a*' },
  key: 'a',
  sum: 1,
  throughput: 1,
  p50: 1,
  p95: { value: 1, versus: 1, ratio: 1, unit: 'ms', direction: 'lower', rows: 1, versusRows: 1 },
  p99: 1,
  failureRate: 1,
  apdex: 1,
  users: 1,
  miserable: 1,
  misery: 1,
  lastSeen: 1,
  rows: 1,
};
const LAST = Date.UTC(2026, 10, 22, 14, 3, 20, 250);

/** What each column shows of the row. */
const VALUES: Readonly<Record<string, number | string>> = {
  transaction: '/a*',
  op: 'http.server',
  'http.method': 'GET',
  failure_rate: 0.0123,
  apdex: 0.954,
  score: 0.876,
  cls: 0.1234,
  last_seen: LAST,
};

const COLUMNS = ['transaction', ...TABLE_COLUMNS].map((id): TableColumn<TransactionRow> => ({
  id,
  label: id,
  cell: () => null,
  sortBy: () => VALUES[id] ?? 1234.5,
}));

function Cells(): ReactNode {
  const actionsOf = useCellActions([ROW], COLUMNS);
  return COLUMNS.map(({ id }) =>
    actionsOf('a', id).flatMap(({ title, actions }) =>
      actions.map(({ label, run }) => (
        <button key={`${id}: ${title}: ${label}`} onClick={run}>
          {`${id}: ${title}: ${label}`}
        </button>
      )),
    ),
  );
}

function search(): string {
  const [, params] = screen.getByLabelText('address').textContent.split('?');
  return new URLSearchParams(params).get('search') ?? '';
}

it('every column of the table but the strip and the change narrows the search by its value', async () => {
  const user = userEvent.setup();
  render(
    <PageAround source={scriptedSource()}>
      <Cells />
    </PageAround>,
  );
  const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
  const without = COLUMNS.map(({ id }) => id).filter(
    (id) => !names.some((name) => name.startsWith(`${id}:`)),
  );
  expect(without).toEqual(['distribution', 'change']);
  const searches: string[] = [];
  for (const name of names) {
    await user.click(screen.getByRole('button', { name }));
    searches.push(search());
    expect('error' in parse(search()), search()).toBe(false);
  }
  expect(searches.at(-1)).toContain('last_seen():<=2026-11-22T14:03:21Z');
  expect(searches.at(-2)).toContain('last_seen():>=2026-11-22T14:03:20Z');
  const last = searches.at(-1) ?? '';
  for (const part of ['p75(lcp):>=1.23s', 'p75(cls):>=0.123', 'count():<=1240', 'p75():>=1.23s']) {
    expect(last).toContain(part);
  }
  expect(last).toContain('!http.method:GET');
});
