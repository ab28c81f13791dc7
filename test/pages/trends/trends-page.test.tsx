// What the trends page says of a route that became slower at a known time.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ChangeQuestion, ChangeReport } from '../../../src/model/change.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import type { Source } from '../../../src/model/source.ts';
import { DAY, HOUR } from '../../../src/model/time.ts';
import { TrendsPage } from '../../../src/pages/trends/TrendsPage.tsx';
import { printInterval } from '../../../src/view/interval.ts';
import { createRandom } from '../../random.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 14 * DAY, end: END };
const CHANGED = END - 6 * DAY;

const random = createRandom(7);
const rows = ['/slower', '/same'].flatMap((name) =>
  Array.from({ length: 1_400 }, (_, index) => {
    const end = RANGE.start + 1 + index * ((14 * DAY) / 1_400);
    const isSlow = name === '/slower' && end >= CHANGED;
    return transaction({
      end,
      duration: (isSlow ? 180 : 100) * Math.exp(0.3 * (random.next() + random.next() - 1)),
      release: end >= CHANGED ? 'shop@2' : 'shop@1',
      transaction: name,
    });
  }),
);

const REPORT: ChangeReport = {
  explanation: {
    part: 'all',
    before: 100,
    after: 180,
    countBefore: 800,
    countAfter: 600,
    causes: [
      { kind: 'self time', group: 'g1', change: 78 },
      { kind: 'unexplained', change: 2 },
    ],
  },
  kinds: new Map([['g1', { op: 'db', description: 'SELECT contacts', isOwn: false }]]),
  before: { events: 800, total: 1_200 },
  after: { events: 600, total: 600 },
  complete: true,
};

async function show(more: Readonly<Record<string, string>>): Promise<{ readonly asked: ChangeQuestion[] }> {
  const { source: held } = await heldSource(rows, RANGE);
  const asked: ChangeQuestion[] = [];
  const source = {
    ...held,
    explainChange: (question: ChangeQuestion) => {
      asked.push(question);
      return Promise.resolve(REPORT);
    },
  };
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), ...more });
  render(
    <PageAround source={source} address={`/trends?${params.toString()}`}>
      <TrendsPage />
    </PageAround>,
  );
  await screen.findByRole('link', { name: /^\/slower shop/ });
  return { asked };
}

it('names what changed, when, the release next to it, and why', async () => {
  const { asked } = await show({ rules: 'tested' });
  const regressed = screen.getByRole('region', { name: 'Regressed' });
  expect(within(regressed).getAllByRole('listitem')).toHaveLength(1);
  expect(screen.getByRole('region', { name: 'Improved' })).toHaveTextContent('Nothing became faster');
  const detail = screen.getByRole('article');
  await waitFor(() => expect(detail).toHaveTextContent(/Release next to it: shop@2/));
  const why = within(detail).getByRole('region', { name: 'Why it changed' });
  expect(why).toHaveTextContent(
    /The average of the newest 800 of 1,200 events before and all 600 events after rose by 80\.0\sms, from 100\sms to 180\sms\. db SELECT contacts: \+78\.0\sms/,
  );
  expect(within(why).getByRole('row', { name: /^Unexplained/ })).toHaveTextContent(/\+2\.00\sms/);
  expect(why).toHaveTextContent('800 of 1,200 events before and 600 of 600 after');
  const at = asked[0]?.after.start ?? Number.NaN;
  expect(Math.abs(at - CHANGED)).toBeLessThanOrEqual(8 * HOUR);
  expect(asked[0]).toMatchObject({ transaction: '/slower', part: 'all' });
});

it('ignores in place, takes it back, and is tuned for everybody', async () => {
  await show({});
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'More about /slower' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Ignore' }));
  const quiet = await screen.findByText('Nothing else became slower or faster');
  expect(quiet).toHaveAttribute('data-tone', 'good');
  expect(screen.getByText(/; the 1 that changed beyond these bounds is ignored: /)).toBeVisible();
  await user.click(screen.getByText('1 ignored'));
  await user.click(screen.getByRole('button', { name: 'Show again' }));
  await screen.findByRole('link', { name: /^\/slower shop/ });
  await user.click(screen.getByRole('button', { name: 'Tune' }));
  const least = screen.getByRole('textbox', { name: 'Changed by more than' });
  await user.clear(least);
  await user.type(least, 'much{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('a number from 0 to 10000');
  await user.clear(least);
  await user.type(least, '400{Enter}');
  // Nothing is left: good news, said in words, and what it is by.
  expect(await screen.findByText('Nothing became slower or faster')).toHaveAttribute('data-tone', 'good');
  expect(
    screen.getByText(/^2 transactions looked at, none of which changed beyond these bounds: .* above 400%/),
  ).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Regressed' })).toBeNull();
});

it('does not call it good news where there was too little to look at', async () => {
  await show({ rules: 'tested' });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Tune' }));
  const least = screen.getByRole('textbox', { name: /events/i });
  await user.clear(least);
  await user.type(least, '100000{Enter}');
  expect(await screen.findByText('Too few events to tell')).not.toHaveAttribute('data-tone');
});

it('says of what it looked at a part because loading was stopped', async () => {
  const { source: held } = await heldSource(rows, { start: RANGE.start, end: RANGE.end });
  // Three days longer than what is held.
  const range = { start: RANGE.start - 3 * DAY, end: RANGE.end };
  const stopped = { rows: rows.length, total: 9_000, since: RANGE.start };
  const source: Source = {
    ...held,
    explainChange: () => Promise.resolve({ ...REPORT, complete: false }),
    watch: (onUpdate) => {
      onUpdate({ revision: 1, changed: null, loading: null, problem: null, stopped });
      return () => undefined;
    },
    ask: async (query) => ({
      ...(await held.ask(query)),
      complete: false,
      problems: [],
    }),
  };
  const params = new URLSearchParams({ v: '2', range: printInterval(range), rules: 'tested' });
  render(
    <PageAround source={source} address={`/trends?${params.toString()}`}>
      <TrendsPage />
    </PageAround>,
  );
  await screen.findByRole('link', { name: /^\/slower shop/ });
  expect(screen.getByText(/^2 transactions looked at in the part that is loaded, /)).toBeVisible();
  const improved = screen.getByRole('region', { name: 'Improved' });
  expect(improved).toHaveTextContent('Nothing that is loaded became faster');
  expect(improved).toHaveTextContent('loading was stopped before all of this time had come');
  expect(
    await screen.findByText('Loading was stopped before all of both times had come: events may be missing.'),
  ).toBeVisible();
});

it('trends are picked out by key and by box, taken along, compared and ignored together', async () => {
  await show({ rules: 'tested' });
  const user = userEvent.setup();
  screen.getByRole('link', { name: /^\/slower shop/ }).focus();
  await user.keyboard('x');
  const bar = await screen.findByRole('group', { name: 'Selected rows' });
  expect(bar).toHaveTextContent('1 of 1 selected');
  expect(screen.getByRole('checkbox', { name: 'Select /slower' })).toHaveAttribute('aria-checked', 'true');
  expect(within(bar).getByRole('button', { name: 'Compare' })).toHaveAttribute('aria-disabled', 'true');
  await user.click(screen.getByRole('checkbox', { name: 'Select /slower' }));
  expect(screen.queryByRole('group', { name: 'Selected rows' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Select /slower' }));
  await user.click(
    within(screen.getByRole('group', { name: 'Selected rows' })).getByRole('button', { name: 'Ignore' }),
  );
  await waitFor(() => expect(screen.queryByRole('link', { name: /^\/slower shop/ })).toBeNull());
  expect(screen.queryByRole('group', { name: 'Selected rows' })).toBeNull();
});

it('a card’s menu leads to its events before and after, to an alert, and to what explains it', async () => {
  await show({ rules: 'tested' });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'More about /slower' }));
  const paramsOf = (name: string): URLSearchParams =>
    new URLSearchParams(screen.getByRole('menuitem', { name }).getAttribute('href')?.split('?')[1] ?? '');
  await screen.findByRole('menuitem', { name: 'Events before' });
  const [before, after] = [paramsOf('Events before'), paramsOf('Events after')].map((params) =>
    (params.get('range') ?? '').split('..'),
  );
  expect(before?.[1]).toBe(after?.[0]);
  expect(Math.abs(Date.parse(after?.[0] ?? '') - CHANGED)).toBeLessThanOrEqual(8 * HOUR);
  expect(paramsOf('Make an alert').get('like')).not.toBe('');
  const intoView = vi.fn();
  Element.prototype.scrollIntoView = intoView;
  await user.click(screen.getByRole('menuitem', { name: 'Explain the difference' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Why' })).toHaveFocus());
  expect(intoView).toHaveBeenCalled();
});

it('calls nothing good news while the rest of the time is being loaded', async () => {
  const { source: held } = await heldSource(rows, RANGE);
  const source: Source = {
    ...held,
    watch: (onUpdate) => {
      onUpdate({ revision: 1, changed: null, loading: { rows: 2_800, total: 9_000 }, problem: null });
      return () => undefined;
    },
    ask: async (query) => ({ ...(await held.ask(query)), complete: false }),
    // No change is as great as this.
    readSettings: () =>
      Promise.resolve({
        ...DEFAULT_SETTINGS,
        trends: {
          ...DEFAULT_SETTINGS.trends,
          classic: { ...DEFAULT_SETTINGS.trends.classic, change: 4 },
        },
      }),
  };
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE) });
  render(
    <PageAround source={source} address={`/trends?${params.toString()}`}>
      <TrendsPage />
    </PageAround>,
  );
  const quiet = await screen.findByText('Nothing that is loaded became slower or faster');
  expect(quiet).not.toHaveAttribute('data-tone');
  expect(screen.getByText(/This is of what is loaded so far: more is on its way\.$/)).toBeVisible();
  expect(screen.getByText(/^2 transactions looked at in the part that is loaded, /)).toBeVisible();
});
