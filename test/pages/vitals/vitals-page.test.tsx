// What the web vitals page says of page views that are known one by one.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
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
const FAST = { lcp: 900, fcp: 500, cls: 0.01, ttfb: 120 };

function views(count: number, page: string, words: Partial<Transaction>): Transaction[] {
  return Array.from({ length: count }, (_, index) =>
    transaction({
      end: END - 1 - index * 60_000,
      transaction: page,
      op: 'pageload',
      project: 'web',
      ...words,
    }),
  );
}

const rows = [
  ...views(40, '/slow', {
    vitals: SLOW,
    tags: new Map([
      ['lcp.element', 'main > img'],
      ['inp.target', 'button#go'],
    ]),
  }),
  ...views(60, '/fast', { vitals: { ...FAST, fid: 20 } }),
  // A navigation within a page has no LCP: no score.
  ...views(30, '/inner', { op: 'navigation', vitals: { inp: 90 } }),
  ...views(50, '/api', { op: 'http.server' }),
];

async function show(settings: 'web.dev' | 'classic'): Promise<void> {
  const { source } = await heldSource(rows, RANGE);
  const before = await source.readSettings();
  await source.writeSettings({ ...before, bands: settings }, null);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/vitals?${params.toString()}`}>
      <VitalsPage Preview={Preview} />
    </PageAround>,
  );
  await screen.findByRole('link', { name: '/slow' });
}

function card(name: RegExp): HTMLElement {
  return screen.getByRole('button', { name });
}

it('scores page views, ranks pages by what they could win, and shows one vital with where it comes from', async () => {
  await show('web.dev');
  const whole = (40 * performanceScore(SLOW) + 60 * performanceScore({ ...FAST, fid: 20 })) / 100;
  const score = screen.getByRole('region', { name: 'Performance score' });
  await waitFor(() =>
    expect(Number(score.querySelector('[data-metric=score]')?.getAttribute('data-exact'))).toBeCloseTo(
      whole,
      6,
    ),
  );
  expect(score).toHaveTextContent('Average of 100 page views');
  expect(score).toHaveTextContent('30 without a score');
  const table = within(screen.getByRole('region', { name: 'Pages' }));
  expect(table.getAllByRole('link').map((link) => link.textContent)).toEqual(['/slow', '/fast', '/inner']);
  // FID stands in where none of a page's views has an INP; a request to a server is no page view.
  expect(table.getByText('FID')).toBeVisible();
  expect(screen.queryByText('/api')).toBeNull();

  // One vital at a time, with a column of where it comes from.
  const samples = (): HTMLElement => screen.getByRole('region', { name: /^Samples of/ });
  await waitFor(() => expect(samples()).toHaveTextContent('main > img'));
  expect(within(samples()).getByRole('columnheader', { name: 'LCP element' })).toBeVisible();
  // At its limit of 4 s a value needs work by web.dev, and is poor by the classic limits.
  await waitFor(() => expect(card(/^LCP/)).toHaveTextContent(/60% good\s*40% needs work\s*0% poor/));
  expect(card(/^FID/)).toHaveTextContent('n 60');
  await userEvent.setup().click(card(/^INP/));
  await waitFor(() => expect(samples()).toHaveTextContent('button#go'));
  expect(within(samples()).getByRole('columnheader', { name: 'INP target' })).toBeVisible();
  expect(card(/^INP/)).toHaveAttribute('aria-pressed', 'true');
});

it('takes the classic limits where the settings say so', async () => {
  await show('classic');
  await waitFor(() => expect(card(/^LCP/)).toHaveTextContent(/60% good\s*0% needs work\s*40% poor/));
  expect(screen.getByText(/Limits: classic/)).toBeVisible();
});

it('samples are picked out and looked at beside their list; both charts are tables too', async () => {
  await show('web.dev');
  const user = userEvent.setup();
  const samples = await screen.findByRole('region', { name: /^Samples of/ });
  const [first] = await within(samples).findAllByRole('link', { name: /^Trace of a view/ });
  first?.focus();
  await user.keyboard('xjx');
  expect(screen.getByRole('group', { name: 'Selected rows' })).toHaveTextContent('2 of');
  await user.keyboard(' ');
  expect(await screen.findByRole('complementary', { name: 'Preview' })).toBeVisible();
  for (const name of ['p75 LCP', 'Distribution of LCP']) {
    await user.click(await screen.findByRole('button', { name: `${name}: show as a table` }));
    expect(await screen.findByRole('region', { name: `${name} as a table` })).toBeVisible();
    expect(screen.getByRole('button', { name: `${name}: copy` })).toBeVisible();
    expect(screen.getByRole('link', { name: `${name}: open in events` })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/events\?.*search=has%3Alcp/),
    );
  }
});

it('leads from nothing to how page views are sent', async () => {
  const { source } = await heldSource(views(3, '/api', { op: 'http.server' }), RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/vitals?${params.toString()}`}>
      <VitalsPage Preview={Preview} />
    </PageAround>,
  );
  await screen.findByText('No page views with web vitals here');
  expect(screen.getByRole('link', { name: 'How to send them' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/settings\?.*#connect$/),
  );
});
