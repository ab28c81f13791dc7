// The charts of a transaction are taken along, shown as tables and read line by line, and their events are looked at.
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Transaction } from '../../../src/model/transaction.ts';
import { HOUR } from '../../../src/model/time.ts';
import { percentile } from '../../oracle/measure.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { WholePage } from './whole-page.tsx';

configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const ID = { project: 'shop', transaction: '/api/*' };

const rows: readonly Transaction[] = randomTransactions(21, 120).map((row, index) => ({
  ...row,
  ...ID,
  start: RANGE.start + HOUR + index * 60_000,
  duration: Math.fround(100 + index * 7),
  weight: 1,
}));

const MOST = Math.max(...rows.map(({ duration }) => duration));

/** Whether a duration is in a bin that ends there: the last one has its end too. */
function isBelow(duration: number, end: number): boolean {
  return duration < end || (duration === MOST && end === MOST);
}

const copied: string[] = [];

beforeEach(() => {
  copied.length = 0;
});

async function show(says: Readonly<Record<string, string>>): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    copied.push(text);
    return Promise.resolve();
  });
  const { source } = await heldSource(rows, DATA_RANGE);
  const params = new URLSearchParams({
    start: new Date(RANGE.start).toISOString(),
    end: new Date(RANGE.end).toISOString(),
    transaction: ID.transaction,
    'transaction.project': ID.project,
    compare: 'off',
    ...says,
  });
  render(
    <PageAround source={source} address={`/transaction?${params.toString()}`}>
      <WholePage />
    </PageAround>,
  );
  await screen.findAllByRole('link', { name: /^Trace of/ });
  return user;
}

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

async function csvOf(user: ReturnType<typeof userEvent.setup>, name: string): Promise<string[][]> {
  await user.click(screen.getByRole('button', { name: `${name}: copy` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy as CSV' }));
  await waitFor(() => expect(copied).not.toEqual([]));
  return (copied.at(-1) ?? '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

it('a histogram’s bins, as CSV and as a table, hold every event once', async () => {
  const user = await show({});
  const name = 'Distribution of durations';
  const [heads = [], ...bins] = await csvOf(user, name);
  expect(heads).toEqual(['from (ms)', 'to (ms)', 'events']);
  const inBin = (from: number, to: number): number =>
    rows.filter(({ duration }) => duration >= from && isBelow(duration, to)).length;
  for (const [from = '', to = '', events = ''] of bins) {
    expect(Number(events), `${from} to ${to}`).toBe(inBin(Number(from), Number(to)));
  }
  expect(bins.reduce((sum, [, , events]) => sum + Number(events), 0)).toBe(rows.length);

  await user.click(screen.getByRole('button', { name: `${name}: show as a table` }));
  expect(address().getAll('tables')).toEqual(['distribution']);
  const table = await screen.findByRole('region', { name: `${name} as a table` });
  expect(within(table).getAllByRole('row')).toHaveLength(bins.length + 1);
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await user.click(screen.getByRole('button', { name: `${name}: show as a chart` }));
  expect(address().getAll('tables')).toEqual([]);
}, 40_000);

it('a bar that is pressed leads to its events and searches by its durations', async () => {
  const user = await show({});
  const chart = await screen.findByRole('slider', { name: /^Distribution of durations/ });
  chart.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');
  const events = await screen.findByRole('menuitem', { name: 'Events of these durations' });
  const { searchParams } = new URL(events.getAttribute('href') ?? '', 'http://longtail');
  expect(searchParams.get('part')).toBe('events');
  const [, least = '', most = ''] =
    /duration:>=(\S+)ms duration:<=(\S+)ms/.exec(searchParams.get('search') ?? '') ?? [];
  expect(Number(most)).toBeGreaterThan(Number(least));
  const count = rows.filter(({ duration }) => duration >= Number(least) && duration < Number(most)).length;
  expect(screen.getByRole('menuitem', { name: `Copy events ${count}` })).toBeVisible();
  await user.click(screen.getByRole('menuitem', { name: 'Search by these durations' }));
  expect(address().get('search')).toBe(searchParams.get('search'));
}, 40_000);

it('the curve of percentiles says which share took at most so long', async () => {
  const user = await show({ chart: 'percentiles' });
  const [heads = [], ...points] = await csvOf(user, 'Percentiles of all events');
  expect(heads).toEqual(['took at most (ms)', 'share of events']);
  for (const [most = '', share = ''] of points) {
    const below = rows.filter(({ duration }) => isBelow(duration, Number(most))).length / rows.length;
    expect(Number(share), most).toBeCloseTo(below, 9);
  }
  expect(Number(points.at(-1)?.[1])).toBe(1);
}, 40_000);

it('the curve of percentiles has its durations on a linear axis from 0 by the key l, and on a logarithmic one again', async () => {
  const user = await show({ chart: 'percentiles' });
  const chart = await screen.findByRole('img', { name: /^Percentiles: p50 / });
  /** Where the percentiles lie above the foot of the axis, in pixels. */
  const heights = (): number[] =>
    [...chart.querySelectorAll('circle')].map((mark) => 300 - 26 - Number(mark.getAttribute('cy')));
  const log = heights();
  within(screen.getByRole('group', { name: 'Chart' }))
    .getByRole('button', { name: 'Percentiles' })
    .focus();
  await user.keyboard('l');
  expect(address().get('scale')).toBe('linear');
  await waitFor(() => expect(heights()).not.toEqual(log));
  // As far from the foot as they are long.
  const [p50 = Number.NaN, p75 = Number.NaN, p95 = Number.NaN] = ['p50', 'p75', 'p95'].map((name) =>
    percentile(
      rows.map(({ duration, weight }) => ({ value: duration, weight })),
      Number(name.slice(1)) / 100,
    ),
  );
  const [at50 = 0, at75 = 0, at95 = 0] = heights();
  expect(at75 / at50).toBeCloseTo(p75 / p50, 6);
  expect(at95 / at50).toBeCloseTo(p95 / p50, 6);
  await user.keyboard('l');
  await waitFor(() => expect(heights()).toEqual(log));
}, 40_000);

it('percentiles over time have a logarithmic axis by the key l, which the address keeps, and a linear one again', async () => {
  const user = await show({ chart: 'time', tables: 'throughput' });
  const name = 'Percentiles of the duration';
  const [, ...buckets] = await csvOf(user, name);
  const values = buckets.map((row) => Number(row[4])).filter((value) => value > 0);
  const chart = await screen.findByRole('slider', { name: new RegExp(`^${name}`) });
  /** Where the line of the p95 lies, from above. */
  const heights = (): number[] => {
    const line = [...chart.querySelectorAll('g[stroke="var(--p95)"] path')].at(-2)?.getAttribute('d') ?? '';
    return [...line.matchAll(/[ML]\S+ (\S+?)(?=[MLh]|$)/g)].map(([, y]) => Number(y));
  };
  await waitFor(() => expect(heights()).toHaveLength(values.length));
  const linear = heights();
  chart.focus();
  await user.keyboard('l');
  expect(address().get('curves')).toBe('log');
  await waitFor(() => expect(heights()).not.toEqual(linear));
  const [one, two] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  const log = heights();
  const perDecade = (log[one]! - log[two]!) / Math.log10(values[two]! / values[one]!);
  for (const [index, value] of values.entries()) {
    expect(log[one]! - log[index]!, String(value)).toBeCloseTo(
      perDecade * Math.log10(value / values[one]!),
      0,
    );
  }
  await user.keyboard('l');
  await waitFor(() => expect(heights()).toEqual(linear));
  expect(address().get('curves')).toBeNull();
}, 40_000);

it('a heatmap has a linear axis from 0 by the key l, of the same events', async () => {
  const user = await show({ chart: 'heatmap' });
  const name = 'Durations over time';
  const chart = await screen.findByRole('slider', { name: new RegExp(`^${name}`) });
  const marks = (): (string | null)[] =>
    [...chart.querySelectorAll('svg text')].map(({ textContent }) => textContent);
  expect(marks()).not.toContain('0');
  const before = await csvOf(user, name);
  chart.focus();
  await user.keyboard('l');
  expect(address().get('scale')).toBe('linear');
  await waitFor(() => expect(marks()).toContain('0'));
  expect(await csvOf(user, name)).toHaveLength(before.length);
}, 40_000);

it('a legend leaves lines away in the chart, its table and its CSV; the address keeps it', async () => {
  const user = await show({ chart: 'time', without: 'avg' });
  const name = 'Percentiles of the duration';
  const legend = await screen.findByRole('group', { name: `Lines of ${name}` });
  const ends = (): string[] =>
    within(legend)
      .getAllByRole('button', { pressed: true })
      .map(({ textContent }) => textContent);
  expect(ends()).toEqual(['p50', 'p75', 'p95', 'p99']);
  await user.click(within(legend).getByRole('button', { name: 'p95' }));
  // What other charts leave away stays as it was.
  expect(address().getAll('without')).toEqual(['avg', 'p50', 'p75', 'p99']);
  fireEvent.click(within(legend).getByRole('button', { name: 'p50' }), { ctrlKey: true });
  expect(address().getAll('without')).toEqual(['avg', 'p75', 'p99']);
  const [heads] = await csvOf(user, name);
  expect(heads).toEqual(['from', 'to', 'p50 (ms)', 'p95 (ms)', 'transactions']);
  await user.click(screen.getByRole('button', { name: `${name}: show as a table` }));
  const table = await screen.findByRole('region', { name: `${name} as a table` });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Time, UTC', 'p50', 'p95', 'n']);
}, 40_000);

it('charts lead to the events they are drawn from', async () => {
  await show({ chart: 'time' });
  const link = await screen.findByRole('link', { name: 'Failures: open in events' });
  const params = new URL(link.getAttribute('href') ?? '', 'http://page.test').searchParams;
  expect(params.get('part')).toBe('events');
  expect(params.get('search')).toBe('!status:[ok,cancelled,unknown,""]');
  const slow = screen.getByRole('link', { name: 'Percentiles of the duration: open in events' });
  expect(new URL(slow.getAttribute('href') ?? '', 'http://page.test').searchParams.get('order')).toBe(
    'slowest',
  );
});

it('events are picked out, compared and looked at beside the list', async () => {
  const user = await show({});
  const region = screen.getByRole('region', { name: 'Events' });
  const links = within(region).getAllByRole('link', { name: /^Trace of/ });
  links[0]?.focus();
  await user.keyboard('xjx');
  const bar = await screen.findByRole('group', { name: 'Selected rows' });
  expect(bar).toHaveTextContent('2 of 5 selected');
  expect(within(bar).getByRole('button', { name: 'Compare traces' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await user.keyboard(' ');
  const preview = await screen.findByRole('complementary', { name: 'Preview' });
  expect(address().get('preview')).toMatch(/^[0-9a-f]{32}-[0-9a-f]{16}$/);
  expect(within(preview).getByRole('link', { name: 'Open trace' })).toBeVisible();
  // One key closes one thing.
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address().get('preview')).toBeNull());
  expect(screen.getByRole('group', { name: 'Selected rows' })).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('group', { name: 'Selected rows' })).toBeNull();
}, 40_000);

it('the names at the ends of the percentiles lead to the events that are at least as slow', async () => {
  const user = await show({ chart: 'time' });
  const link = await screen.findByRole('link', { name: 'p95' });
  expect(link.closest('[role=slider]')).toBeNull();
  expect(link.title).toMatch(/^Events of at least \d.*, where the p95 ends: the slowest first$/);
  await user.click(link);
  expect([address().get('part'), address().get('order')]).toEqual(['events', 'slowest']);
  expect(address().get('search')).toMatch(/^duration:>=\d/);
  const least = await screen.findAllByRole('link', { name: /^Trace of/ });
  expect(least.length).toBeLessThan(rows.length);
});
