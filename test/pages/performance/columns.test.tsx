import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { rowLinks } from '../row-links.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const HOUR = 3_600_000;
const RANGE = `${new Date(END - HOUR).toISOString()}..${new Date(END).toISOString()}`;

async function show(more: string): Promise<void> {
  const rows = Array.from({ length: 40 }, (_, index) => transaction({ end: END - 1 - index }));
  const { source } = await heldSource(rows, { start: END - 2 * HOUR, end: END });
  render(
    <PageAround source={source} address={`/performance?range=${encodeURIComponent(RANGE)}${more}`}>
      <PerformancePage />
    </PageAround>,
  );
  await rowLinks();
}

function heads(): string[] {
  return screen.getAllByRole('columnheader').map((head) => head.textContent.trim());
}

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

it('columns are hidden by choice, each as an intent in the address, and shown again', async () => {
  const user = userEvent.setup();
  await show('');
  expect(heads()).toEqual(expect.arrayContaining(['p50', 'Apdex']));
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Apdex' }));
  await user.click(screen.getByRole('checkbox', { name: 'p50' }));
  expect(address().getAll('hide')).toEqual(['p50', 'apdex']);
  expect(heads()).not.toContain('Apdex');
  expect(heads()).not.toContain('p50');
  expect(screen.getByRole('button', { name: 'Columns, 2 hidden' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Reset columns' }));
  expect(address().getAll('hide')).toEqual([]);
  expect(heads()).toContain('Apdex');
});

it('a column that the tab does not have is added, moved and made wider, all in the address', async () => {
  const user = userEvent.setup();
  await show('');
  expect(heads()).not.toContain('p75');
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('checkbox', { name: 'p75' }));
  expect(address().getAll('show')).toEqual(['p75']);
  expect(heads().indexOf('p75')).toBe(heads().indexOf('p50') + 1);
  await user.click(screen.getByRole('button', { name: 'Move p75 left' }));
  expect(heads().indexOf('p75')).toBe(heads().indexOf('p50') - 1);
  await user.click(screen.getByRole('button', { name: 'Make p75 wider' }));
  expect(address().getAll('width')).toEqual(['p75:75']);
  await user.click(screen.getByRole('checkbox', { name: 'p75' }));
  expect(address().getAll('show')).toEqual([]);
  expect(heads()).not.toContain('p75');
});

it('the column that the table is sorted by is always there', async () => {
  await show('&hide=p99&hide=apdex&sort=-p99');
  expect(heads()).toContain('p99');
  expect(heads()).not.toContain('Apdex');
});
