// A report that is asked anew keeps what it showed, and says that it is of an earlier question.
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import type { ErrorGroups, ErrorsQuestion } from '../../../src/model/error-group.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import type { Filter } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import { toErrorTable } from '../../../src/pages/transaction/error-table.ts';
import { RelatedErrors } from '../../../src/pages/transaction/RelatedErrors.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

const ID = { project: 'shop', transaction: '/pay' };
const SLOW: Filter = { kind: 'compare', field: 'duration', is: '>', value: 500 };

function answerOf(type: string): ErrorGroups {
  const group = {
    ...ID,
    type,
    frame: null,
    message: 'no',
    level: 'error',
    count: 3,
    users: 0,
    first: 1,
    last: 2,
    counts: [3],
    newest: [{ eventId: 'a'.repeat(32), timestamp: 2 }],
  };
  return { groups: [group], total: 1, matched: 3, read: 3, held: 3, apart: null };
}

function Page(): ReactNode {
  const [where, setWhere] = useState(EVERYTHING);
  return (
    <>
      <button type="button" onClick={() => setWhere(SLOW)}>
        Slow ones
      </button>
      <RelatedErrors id={ID} scope={{ range: { start: 0, end: HOUR }, where }} />
    </>
  );
}

it('is dimmed while it is of the rows before, and says why it stays so', async () => {
  const user = userEvent.setup();
  let refuse: (error: Error) => void = () => undefined;
  const errors = ({ scope }: ErrorsQuestion): Promise<ErrorGroups> =>
    scope.where === EVERYTHING || scope.where.kind === 'and'
      ? Promise.resolve(answerOf('IOError'))
      : new Promise((_, reject) => (refuse = reject));
  render(
    <PageAround source={scriptedSource({ errors })}>
      <Page />
    </PageAround>,
  );
  const region = screen.getByRole('region', { name: 'Related errors' });
  const link = await within(region).findByRole('link', { name: 'IOError' });
  expect(link.closest('[data-stale]')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Slow ones' }));
  await waitFor(() => expect(link.closest('[data-stale]')).not.toBeNull());
  expect(link).toBeVisible();
  refuse(new Error('unreachable'));
  expect(await within(region).findByText(/^These are earlier figures: /)).toBeVisible();
});

it('has rows that are walked along and picked out by key, and of nobody named no number of users', async () => {
  const user = userEvent.setup();
  const [io, http] = [answerOf('IOError'), answerOf('HTTPError')].map(({ groups: [group] }) => group);
  const groups = [io, http].filter((group) => group !== undefined);
  const answer: ErrorGroups = { ...answerOf('IOError'), groups, total: 2 };
  render(
    <PageAround source={scriptedSource({ errors: () => Promise.resolve(answer) })}>
      <Page />
    </PageAround>,
  );
  const region = screen.getByRole('region', { name: 'Related errors' });
  const link = await within(region).findByRole('link', { name: 'HTTPError' });
  await user.keyboard('jj');
  expect(link).toHaveFocus();
  await user.keyboard('x');
  const bar = await within(region).findByRole('group', { name: 'Selected rows' });
  expect(bar).toHaveTextContent('1 of 2 selected');
  expect(within(region).getByRole('checkbox', { name: 'Select HTTPError' })).toBeChecked();
  expect(within(bar).getByRole('button', { name: 'Export' })).toBeEnabled();
  const users = region.querySelector('[data-metric="users"]');
  expect(users).toHaveAttribute('data-exact', 'none');
  expect(toErrorTable(groups).rows.map((cells) => [cells[0], cells[6]])).toEqual([
    ['IOError', null],
    ['HTTPError', null],
  ]);
  await user.keyboard('{Escape}');
  expect(within(region).queryByRole('group', { name: 'Selected rows' })).toBeNull();
  const { violations } = await axe.run(region, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
});
