// Every kind of comparison on the Performance page: each change is against what the oracle has for that other side.
import { configure, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import type { Query } from '../../../src/model/query.ts';
import { DAY, HOUR } from '../../../src/model/time.ts';
import type { Range } from '../../../src/model/time.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { printInterval, printTime } from '../../../src/view/interval.ts';
import { ask } from '../../oracle.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { rowLinks } from '../row-links.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 6 * HOUR, end: END };
const HELD = { start: END - 10 * DAY, end: END };

/** A row every ten minutes for ten days, slower from day to day, of two releases in turn. */
const rows = Array.from({ length: 1_440 }, (_, index) =>
  transaction({
    end: END - 1 - index * 10 * 60_000,
    duration: 100 + (1_440 - index) + (index % 7) * 10,
    release: index % 2 === 0 ? 'even' : 'odd',
  }),
);

async function show(compare: string): Promise<void> {
  const { source } = await heldSource(rows, HELD);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare });
  render(
    <PageAround source={source} address={`/performance?${params.toString()}`}>
      <PerformancePage />
    </PageAround>,
  );
  await rowLinks();
}

function oracleP95(versus: NonNullable<Query['versus']>): number {
  const { columns } = ask(rows, {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    versus,
    by: [],
    show: [{ metric: 'p95', read: 'versus' }],
  });
  return Number(columns[0]?.values[0]);
}

/** What each change of the p95 is against: in the summary, in its widget, in the table. */
function comparedWith(): number[] {
  return [...document.querySelectorAll('[data-change="p95"]')].map((mark) =>
    Number(mark.getAttribute('data-exact')),
  );
}

const earlier = (by: number): Range => ({ start: RANGE.start - by, end: RANGE.end - by });

describe('changes are against', () => {
  it.each([
    ['previous', { range: earlier(6 * HOUR) }, 'vs prev', '19 Jan 12:00 – 18:00 UTC'],
    ['day', { range: earlier(DAY) }, 'vs day', '18 Jan 18:00 – 19 Jan 00:00 UTC'],
    ['week', { range: earlier(7 * DAY) }, 'vs week', '12 Jan 18:00 – 13 Jan 00:00 UTC'],
    [printTime(END - 4 * DAY), { range: earlier(4 * DAY - 6 * HOUR) }, 'vs then', '16 Jan 00:00 – 06:00 UTC'],
    [
      'release:odd',
      { where: { kind: 'in', field: 'release', values: ['odd'] } },
      'vs release',
      'release odd',
    ],
  ] as const)('%s', async (compare, versus, column, told) => {
    await show(compare);
    const expected = oracleP95(versus);
    await waitFor(() => expect(comparedWith().length).toBeGreaterThanOrEqual(4));
    for (const value of comparedWith()) expect(value).toBeCloseTo(expected, 2);
    expect(screen.getByRole('button', { name: column })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Summary' })).toHaveTextContent(`Changes are against ${told}`);
  });

  it('nothing, where that is chosen: no column, no mark, no dashed line, and tails of their own', async () => {
    await show('off');
    expect(await screen.findByText('nothing: comparing is off')).toBeVisible();
    expect(document.querySelectorAll('[data-change]')).toHaveLength(0);
    expect(screen.queryByRole('button', { name: /^vs/ })).toBeNull();
    expect((await screen.findAllByRole('img', { name: /its own p95/ })).length).toBeGreaterThan(0);
  });

  it.each([
    ['release:none', 'nothing: no transaction in this time is of release none'],
    [printTime(END - 30 * DAY), 'nothing: there is no data of that period'],
  ])('nothing, where %s has no rows, and that is said', async (compare, told) => {
    await show(compare);
    expect(await screen.findByText(told)).toBeVisible();
    expect(comparedWith().every(Number.isNaN)).toBe(true);
  });
});
