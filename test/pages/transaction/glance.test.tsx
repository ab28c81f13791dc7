// A look at a transaction beside a list: its numbers are those of its page, and the list stays as it is.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { both } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { OpenGlance } from '../../../src/pages/transaction/glance/OpenGlance.tsx';
import { ask } from '../../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const RANGE = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const rows: readonly Transaction[] = ['/one', '/two'].flatMap((name, part) =>
  randomTransactions(31 + part, 60).map((row, index) => ({
    ...row,
    row: part * 1_000 + index,
    project: 'shop',
    transaction: name,
    start: RANGE.start + HOUR + index * 60_000,
  })),
);

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

/** The link of a row of the table; roles of a whole page take long to work out. */
async function rowNamed(name: string): Promise<HTMLElement> {
  return waitFor(() => {
    const links = [...document.querySelectorAll<HTMLElement>('tr[data-row] a[data-row-link]')];
    const link = links.find(({ textContent }) => textContent === name);
    if (link === undefined)
      throw new Error(`No row of ${links.map(({ textContent }) => textContent).join()}`);
    return link;
  });
}

it('Space opens it, j and Space another one, Escape closes it', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(rows, DATA_RANGE);
  const range = `start=${new Date(RANGE.start).toISOString()}&end=${new Date(RANGE.end).toISOString()}`;
  render(
    <PageAround source={source} address={`/performance?${range}&sort=transaction&compare=off`}>
      <PerformancePage />
      <OpenGlance />
    </PageAround>,
  );
  const link = await rowNamed('/one');
  link.focus();
  await user.keyboard(' ');
  const glance = await screen.findByRole('complementary', { name: 'Preview of /one' });
  expect(address().get('glance')).toBe('shop:/one');
  // The keys go on from the row.
  expect(link).toHaveFocus();
  await waitFor(() =>
    expect(within(glance).getByRole('status')).toHaveTextContent(/^Preview of \/one: 60 events, p95 /),
  );
  const expected = ask(rows, {
    of: 'transactions',
    range: RANGE,
    where: both(
      { kind: 'in', field: 'project', values: ['shop'] },
      { kind: 'in', field: 'transaction', values: ['/one'] },
    ),
    by: [],
    show: [{ metric: 'p95' }],
  }).columns[0]?.values[0];
  await waitFor(() =>
    expect(Number(glance.querySelector('[data-metric="p95"]')?.getAttribute('data-exact'))).toBeCloseTo(
      Number(expected),
      3,
    ),
  );
  await within(glance).findAllByRole('link', { name: /^Trace of/ });
  expect(within(glance).getByRole('link', { name: 'Open transaction' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/transaction\?.*transaction=%2Fone/),
  );
  const { violations } = await axe.run(glance, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await user.keyboard('j ');
  await screen.findByRole('complementary', { name: 'Preview of /two' });
  expect(screen.queryByRole('complementary', { name: 'Preview of /one' })).toBeNull();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address().get('glance')).toBeNull());
  expect(screen.queryByRole('complementary', { name: /^Preview of/ })).toBeNull();
}, 60_000);
