// What the table of pages hands over to others.
import { configure, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { performanceScore } from '../../../src/metrics/performance-score.ts';
import { HOUR } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { Preview } from '../../../src/pages/events/Preview.tsx';
import { VitalsPage } from '../../../src/pages/vitals/VitalsPage.tsx';
import { printInterval } from '../../../src/view/interval.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 6 * HOUR, end: END };
const SLOW = { lcp: 4000, fcp: 1000, cls: 0.25, ttfb: 300, inp: 600 };
const FAST = { lcp: 900, fcp: 500, cls: 0.01, ttfb: 120, fid: 20 };

function views(count: number, page: string, vitals: Transaction['vitals']): Transaction[] {
  return Array.from({ length: count }, (_, index) =>
    transaction({
      end: END - 1 - index * 60_000,
      transaction: page,
      op: 'pageload',
      project: 'web',
      vitals,
    }),
  );
}

it('has a column for each vital, with its unit, and figures as the screen has them', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource([...views(40, '/slow', SLOW), ...views(60, '/fast', FAST)], RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/vitals?${params.toString()}`}>
      <VitalsPage Preview={Preview} />
    </PageAround>,
  );
  await screen.findByRole('link', { name: '/slow' });
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const pages = within(screen.getByRole('region', { name: 'Pages' }));
  await user.click(pages.getByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Copy as Markdown/ }));
  await screen.findByText('Copied 2 rows');
  const [names = [], , ...lines] = (copy.mock.lastCall?.[0] ?? '')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(names).toEqual([
    'Page',
    'Project',
    'p75 LCP (ms)',
    'p75 INP (ms)',
    'p75 FID (ms)',
    'p75 CLS',
    'p75 FCP (ms)',
    'p75 TTFB (ms)',
    'Page views',
    'Score (of 100)',
    'Opportunity (points of 100)',
  ]);
  const of = (page: string): ReadonlyMap<string, string> =>
    new Map(lines.find(([name]) => name === page)?.map((cell, at) => [names[at] ?? '', cell]));
  const [slow, fast] = [of('/slow'), of('/fast')];
  // Where no page view has an INP the screen shows FID: that is no INP in the export.
  expect([fast.get('p75 INP (ms)'), fast.get('p75 FID (ms)')]).toEqual(['—', '20']);
  expect([slow.get('p75 INP (ms)'), slow.get('p75 FID (ms)')]).toEqual(['600', '—']);
  expect(slow.get('Project')).toBe('web');
  expect(Number(slow.get('Score (of 100)'))).toBeCloseTo(100 * performanceScore(SLOW), 4);
  expect(Number(fast.get('Score (of 100)'))).toBeCloseTo(100 * performanceScore(FAST), 4);
});

it('has a bar below each value of the column that it is ordered by', async () => {
  const { source } = await heldSource([...views(40, '/slow', SLOW), ...views(60, '/fast', FAST)], RANGE);
  const params = new URLSearchParams({
    v: '2',
    range: printInterval(RANGE),
    compare: 'off',
    pages: '-lcp',
  });
  render(
    <PageAround source={source} address={`/vitals?${params.toString()}`}>
      <VitalsPage Preview={Preview} />
    </PageAround>,
  );
  const barOf = async (name: string): Promise<HTMLElement | null | undefined> =>
    (await screen.findByRole('link', { name }))
      .closest('tr')
      ?.querySelector<HTMLElement>('td[data-column="lcp"] [data-bar]');
  expect((await barOf('/slow'))?.style.width).toBe('100%');
  expect((await barOf('/fast'))?.style.width).toBe('22.5%');
  expect(document.querySelectorAll('[data-bar]')).toHaveLength(2);
});
