// The chart of a rule: as a table, and while what it measures has not come or cannot be had.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import type { Ticks } from '../../../src/model/alert-state.ts';
import type { Source } from '../../../src/model/source.ts';
import { MINUTE } from '../../../src/model/time.ts';
import { AlertPage } from '../../../src/pages/alerts/AlertPage.tsx';
import { AlertEditPage } from '../../../src/pages/alerts/AlertEditPage.tsx';
import { comparedValues } from '../../../src/pages/alerts/loaded-ticks.ts';
import { ruleRows, toRuleTable } from '../../../src/pages/alerts/rule-table.ts';
import { PageAround } from '../../view/page-around.tsx';
import { NO_ALERTS, scriptedSource } from '../../view/scripted-source.ts';

const START = Date.UTC(2026, 10, 23, 10);
const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'slow',
  name: 'Slow',
  measure: { metric: 'p95', of: 'duration' },
  thresholds: { critical: 1_000, warning: null, resolve: null },
};

/** Ten minutes, the fourth without data, the sixth slow. */
const VALUES = [100, 110, 120, Number.NaN, 130, 2_000, 140, 150, 160, 170];
const TICKS: Ticks = {
  length: VALUES.length,
  first: START,
  value: Float64Array.from(VALUES),
  rows: Float64Array.from(VALUES, (value, index) => (Number.isNaN(value) ? 0 : 40 + index)),
  earlier: Float64Array.from(VALUES, () => Number.NaN),
};

function show(answers: Partial<Source>, Page = AlertPage): void {
  const range = '2026-11-23T10:00Z..2026-11-23T10:10Z';
  render(
    <PageAround
      source={scriptedSource({
        readAlerts: () => Promise.resolve({ ...NO_ALERTS, runs: 'page', rules: [RULE] }),
        ...answers,
      })}
      address={`/alert?v=2&rule=slow&range=${range}`}
    >
      <Page />
    </PageAround>,
  );
}

const measure = () =>
  Promise.resolve({
    ticks: TICKS,
    suggestion: null,
    rows: 400,
    complete: true,
    covered: [{ start: START, end: START + 10 * MINUTE }],
    problems: [],
  });

it('a value that is pressed leads to the events it was measured from, and is copied', async () => {
  const user = userEvent.setup();
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  show({ measure });
  const chart = await screen.findByRole('slider', { name: /^p95 duration: lowest 100/ });
  chart.focus();
  // From the last minute back to the slow one.
  for (let steps = 0; steps < 2_000; steps += 1) {
    await user.keyboard('{ArrowLeft}');
    if (chart.getAttribute('aria-valuetext')?.includes('2.00') === true) break;
  }
  await user.keyboard('{Enter}');
  const events = await screen.findByRole('menuitem', { name: 'Events it was measured from' });
  const { pathname, searchParams } = new URL(events.getAttribute('href') ?? '', 'http://longtail');
  expect(pathname).toBe('/events');
  // The hour up to a minute before it was measured.
  expect(searchParams.get('range')).toBe('2026-11-23T09:04:00.000Z..2026-11-23T10:04:00.000Z');
  await user.click(screen.getByRole('menuitem', { name: /^Copy p95 duration 2\.00/ }));
  expect(copy.mock.calls).toEqual([['2000']]);
  await vi.waitFor(() => expect(chart).toHaveFocus());
});

it('is shown as a table too: every stretch with its least, its greatest and how it stood', async () => {
  show({ measure });
  await userEvent.click(await screen.findByRole('button', { name: 'p95 duration: show as a table' }));
  const table = await screen.findByRole('region', { name: 'p95 duration as a table' });
  const rows = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
  expect(rows).toHaveLength(10);
  expect(rows[3]).toEqual(['no data', 'no data', '—', '—']);
  expect(rows[5]?.[1]).toMatch(/^2\.00\ss$/);
  expect(rows[5]?.[2]).toBe('45');
  expect(screen.getByLabelText('address')).toHaveTextContent('tables=rule');
  await userEvent.click(screen.getByRole('button', { name: 'p95 duration: show as a chart' }));
  expect(screen.getByRole('slider', { name: /^p95 duration: lowest 100/ })).toBeVisible();
});

it('every evaluation is taken along, and a long time has few rows on the page', () => {
  const exported = toRuleTable(RULE, TICKS, comparedValues(RULE, TICKS));
  expect(exported.names).toEqual(['time', 'p95 duration (ms)', 'events']);
  expect(exported.rows).toHaveLength(10);
  expect(exported.rows[5]).toEqual(['2026-11-23T10:05:00.000Z', 2_000, 45]);
  expect(exported.rows[3]?.[1]).toBeNaN();

  const month = 30 * 24 * 60;
  const value = Float64Array.from({ length: month }, (_, minute) => (minute === 20_000 ? 9_000 : 100));
  const long: Ticks = { length: month, first: START, value, rows: value.map(() => 5), earlier: value };
  const rows = ruleRows(RULE, long, value, [], 'utc');
  expect(rows.length).toBeLessThanOrEqual(121);
  // The one slow minute is in one of them.
  expect(rows.filter(({ cells }) => cells[1]?.startsWith('9.00'))).toHaveLength(1);
});

it('that what it measures cannot be had is said, and nothing is said of its incidents', async () => {
  show({ measure: () => Promise.reject(new Error('The store cannot be read.')) });
  expect(await screen.findByText('What the rule would have measured could not be asked for.')).toBeVisible();
  expect(screen.queryByText(/never fired/)).toBeNull();
});

it.each([
  ['page', AlertPage],
  ['form', AlertEditPage],
])('has its %s in its shape while the rules are on their way', async (_, Page) => {
  show({ readAlerts: () => new Promise(() => undefined) }, Page);
  await screen.findByLabelText('address');
  const busy = document.querySelector('[aria-busy=true]');
  expect(busy?.querySelectorAll('[class*=skeleton]').length).toBeGreaterThan(5);
});
