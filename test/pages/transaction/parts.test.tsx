// The parts of a transaction's page: each in the address, each about the rows of that transaction alone.
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, it, vi } from 'vitest';
import type { Source, StoppedLoad, Update } from '../../../src/model/source.ts';
import type { Survey, SurveyedSpans } from '../../../src/model/survey.ts';
import { HOUR } from '../../../src/model/time.ts';
import { useView } from '../../../src/view/use-view.ts';
import { printInterval } from '../../../src/view/interval.ts';
import { transaction } from '../../transaction-builder.ts';
import { toSpanTable } from '../../../src/pages/transaction/span-table.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { WholePage } from './whole-page.tsx';

configure({ asyncUtilTimeout: 15_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 6 * HOUR, end: END };

/** 60 events, a third of them of the plan `free` and slow; and others that are none of its. */
const rows = Array.from({ length: 60 }, (_, index) =>
  transaction({
    transaction: '/api/cart',
    duration: index % 3 === 0 ? 900 : 100,
    end: RANGE.start + HOUR + index * 60_000,
    vitals: { lcp: 1_000 + index },
    tags: new Map([
      ['plan', index % 3 === 0 ? 'free' : 'team'],
      ['host', 'one'],
    ]),
  }),
).concat(
  Array.from({ length: 9 }, (_, index) =>
    transaction({ transaction: '/api/items', duration: 5, end: RANGE.start + HOUR + index }),
  ),
);

function spansOf(description: string, part: Partial<SurveyedSpans>): SurveyedSpans {
  return {
    op: 'db.query',
    description,
    count: 1,
    total: 1,
    self: 1,
    p50: 1,
    p95: 1,
    max: 1,
    critical: 1,
    first: 0,
    examples: [],
    found: [],
    ...part,
  };
}

const SURVEY: Survey = {
  events: 10,
  eventsTotal: 60,
  spans: 60,
  findings: [],
  like: null,
  fix: null,
  statistics: [
    spansOf('SELECT often', { count: 50, self: 10 }),
    ...Array.from({ length: 12 }, (_, index) => spansOf(`SELECT ${index}`, { self: 20 + index })),
  ],
};

async function show(
  more: Readonly<Record<string, string>> = {},
  change: Partial<Source> = {},
): Promise<void> {
  const { source } = await heldSource(rows, RANGE);
  const params = new URLSearchParams({
    v: '2',
    range: printInterval(RANGE),
    compare: 'off',
    transaction: '/api/cart',
    'transaction.project': 'shop',
    ...more,
  });
  render(
    <PageAround
      source={{ ...source, survey: () => Promise.resolve(SURVEY), ...change }}
      address={`/transaction?${params.toString()}`}
    >
      <WholePage />
      <Elsewhere />
    </PageAround>,
  );
}

/** Changes the address in place, in what is nothing to its parts. */
function Elsewhere(): ReactNode {
  const { edit } = useView();
  return <button onClick={() => edit({ listLength: 50 }, 'replace')}>elsewhere</button>;
}

const STOPPED: StoppedLoad = { rows: 60, total: 900, since: RANGE.start };

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

const parts = (): HTMLElement => screen.getByRole('navigation', { name: 'Parts of this page' });

function texts(name: string, cell: number): (string | null | undefined)[] {
  const table = screen.getByRole('region', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelectorAll('td')[cell]?.textContent);
}

it('are links: each leads to its part, which the address keeps', async () => {
  const user = userEvent.setup();
  await show();
  expect(await within(parts()).findByRole('link', { name: 'Events 60' })).toBeVisible();
  expect(await within(parts()).findByRole('link', { name: 'Web vitals' })).toBeVisible();
  expect(within(parts()).getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
  await user.click(within(parts()).getByRole('link', { name: 'Tags' }));
  expect(address().get('part')).toBe('tags');
  expect(await screen.findByRole('region', { name: 'Table of values' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Durations' })).toBeNull();
  await user.click(within(parts()).getByRole('link', { name: 'Overview' }));
  expect(address().get('part')).toBeNull();
  expect(await screen.findByRole('region', { name: 'Durations' })).toBeVisible();
});

it('have no web vitals where no event carries any', async () => {
  await show({ transaction: '/api/items' });
  expect(await within(parts()).findByRole('link', { name: 'Events 9' })).toBeVisible();
  expect(within(parts()).queryByRole('link', { name: 'Web vitals' })).toBeNull();
});

it('list every event of the transaction, with its id, and a look at one on the same page', async () => {
  const user = userEvent.setup();
  await show({ part: 'events' });
  const links = await screen.findAllByRole('link', { name: /^Trace of/ });
  expect(links).toHaveLength(60);
  expect(screen.getByText('60 of 60 events')).toBeVisible();
  expect(screen.queryByRole('columnheader', { name: 'Transaction' })).toBeNull();
  const [row] = document.querySelectorAll('tr[data-row]');
  const newest = rows[59];
  expect(row?.querySelector('[data-column="event"] code')).toHaveAttribute('title', newest?.eventId);
  await user.click(within(row as HTMLElement).getByRole('link', { name: 'Preview' }));
  expect(screen.getByLabelText('address').textContent).toMatch(/^\/transaction\?/);
  expect(address().get('preview')).toBe(`${newest?.traceId}-${newest?.spanId}`);
  expect(await screen.findByRole('complementary', { name: 'Preview' })).toBeVisible();
});

it('order all kinds of spans; the overview has the first few by their self time', async () => {
  const user = userEvent.setup();
  await show();
  await screen.findByRole('region', { name: 'Table of suspect spans' });
  expect(texts('Table of suspect spans', 0)).toHaveLength(10);
  const name = 'Table of spans';
  await user.click(screen.getByRole('link', { name: 'All spans' }));
  expect(address().get('part')).toBe('spans');
  await waitFor(() => expect(texts(name, 0)).toHaveLength(13));
  expect(texts(name, 0)[0]).toContain('SELECT 11');
  await user.click(screen.getByRole('button', { name: 'Per event' }));
  expect(address().get('spans')).toBe('count');
  expect(texts(name, 0)[0]).toContain('SELECT often');
});

it('pick kinds of spans out by key, and take them along in full', async () => {
  const user = userEvent.setup();
  const statistics = SURVEY.statistics.slice(0, 3).map((kind, index) => ({
    ...kind,
    examples: [{ trace: `${index}`.repeat(32), span: `${index}`.repeat(16), count: 1, self: 7 }],
  }));
  const survey = { ...SURVEY, statistics };
  await show({ part: 'spans' }, { survey: () => Promise.resolve(survey) });
  const table = await screen.findByRole('region', { name: 'Table of spans' });
  const [, first, second] = within(table).getAllByRole('row');
  await user.keyboard('jjx');
  expect(within(second as HTMLElement).getByRole('link')).toHaveFocus();
  await user.keyboard('k{Shift>}X{/Shift}');
  expect(within(first as HTMLElement).getByRole('checkbox')).toBeChecked();
  const bar = screen.getByRole('group', { name: 'Selected rows' });
  expect(bar).toHaveTextContent('2 of 3 selected');
  expect(within(bar).getByRole('button', { name: 'Export' })).toBeEnabled();
  const {
    names,
    rows: [often],
  } = toSpanTable(statistics, survey);
  const exported = Object.fromEntries(names.map((name, index) => [name, often?.[index]]));
  // 10 events; 10 ms of 10 + 20 + 21 are its own.
  expect(exported).toMatchObject({
    description: 'SELECT often',
    spans: 50,
    'spans per event': 5,
    'share of self time (ratio)': 10 / 51,
    'self time per event (ms)': 1,
    'example trace': '0'.repeat(32),
  });
});

it('read the spans of many events where they are what one came for', async () => {
  let reads = 0;
  const survey = (): Promise<Survey> => {
    reads += 1;
    return Promise.resolve(SURVEY);
  };
  await show({ part: 'spans' }, { survey });
  await screen.findByRole('region', { name: 'Table of spans' });
  expect(reads).toBe(1);
});

it('tell each value of a tag with its share and its average against all', async () => {
  const user = userEvent.setup();
  await show({ part: 'tags' });
  const suspects = await screen.findByRole('region', { name: 'Suspect tags' });
  await user.click(await within(suspects).findByRole('link', { name: 'plan' }));
  expect(address().get('tag')).toBe('plan');
  const values = await screen.findByRole('region', { name: 'Values of plan' });
  expect(await within(values).findByText('2 values')).toBeVisible();
  const cells = (text: string): (string | null)[] => {
    const row = within(values).getByRole('button', { name: text }).closest('tr');
    return [...(row?.querySelectorAll('[data-exact]') ?? [])].map((one) => one.getAttribute('data-exact'));
  };
  // 20 × 900 ms and 40 × 100 ms: 366.7 ms on average.
  const [share, count, avg, against] = cells('free').map(Number);
  // None of them names a user, which is not the same as no user.
  expect(cells('free').at(-1)).toBe('none');
  expect(share).toBeCloseTo(1 / 3, 9);
  expect([count, avg]).toEqual([20, 900]);
  expect(against).toBeCloseTo(900 / (22_000 / 60), 6);
  await user.click(
    within(screen.getByRole('navigation', { name: 'Tags' })).getByRole('link', { name: /^host/ }),
  );
  expect(await screen.findByRole('region', { name: 'Values of host' })).toHaveTextContent('1 value');
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}, 40_000);

it('judge the web vitals of its page views, without the table of all pages', async () => {
  await show({ part: 'vitals' });
  const samples = await screen.findByRole('region', { name: 'Samples of LCP' });
  expect(await within(samples).findByText(/10 of 60 page views/)).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Pages' })).toBeNull();
});

it('say what may have been meant by a name of which there is nothing', async () => {
  await show({ transaction: '/api/crat' });
  const meant = await screen.findByRole('navigation', { name: 'Did you mean' });
  const link = within(meant).getByRole('link', { name: '/api/cart' });
  expect(new URL(link.getAttribute('href') ?? '', 'http://test').searchParams.get('transaction')).toBe(
    '/api/cart',
  );
});

it('say that they are of what is loaded where the reader stopped loading', async () => {
  const { source } = await heldSource(rows, RANGE);
  const watchers: ((update: Update) => void)[] = [];
  await show(
    { transaction: '/api/items' },
    {
      errors: () => Promise.resolve({ groups: [], total: 0, matched: 0, read: 0, held: 0, apart: null }),
      watch: (onUpdate) => {
        watchers.push(onUpdate);
        return source.watch(onUpdate);
      },
    },
  );
  const errors = await screen.findByRole('region', { name: 'Related errors' });
  expect(await within(errors).findByText(/^None was reported/)).not.toHaveTextContent('loading was stopped');
  act(() => {
    for (const tell of watchers)
      tell({ revision: 1, changed: null, loading: null, problem: null, stopped: STOPPED });
  });
  const said = 'This is of what is loaded: loading was stopped before all of this time had come.';
  await waitFor(() => expect(errors).toHaveTextContent(said));
  const tags = screen.getByRole('region', { name: 'Suspect tags' });
  await waitFor(() => expect(tags).toHaveTextContent(said));
});

it('do not say that a name was never received where not all was looked through', async () => {
  const { source } = await heldSource(rows, RANGE);
  await show(
    { transaction: '/nowhere' },
    {
      // All of the page's time is held, and not all there is.
      ask: async (query) => {
        const result = await source.ask(query);
        const isLastSeen = query.show.some(({ metric }) => metric === 'last_seen');
        return isLastSeen ? { ...result, complete: false } : result;
      },
      watch: (onUpdate) => {
        onUpdate({ revision: 1, changed: null, loading: null, problem: null, stopped: STOPPED });
        return () => undefined;
      },
    },
  );
  expect(await screen.findByText('No event of “/nowhere” is loaded')).toBeVisible();
  expect(
    screen.getByText(/^Loading was stopped, so that not all of the time was looked through/),
  ).toBeVisible();
});

it('begin at their top, and the focus goes on from the tab of the part', async () => {
  const user = userEvent.setup();
  const scroll = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const intoView = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
  await show();
  const all = await screen.findByRole('link', { name: 'All spans' });
  act(() => all.focus());
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: 'Per event' });
  expect(within(parts()).getByRole('link', { name: 'Spans' })).toHaveFocus();
  expect(scroll).toHaveBeenCalledWith(0, 0);
  // Values of a tag are below the table in which it is chosen.
  await user.click(within(parts()).getByRole('link', { name: 'Tags' }));
  const suspects = await screen.findByRole('region', { name: 'Suspect tags' });
  const far = vi
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(0, 5_000, 9, 9));
  await user.click(await within(suspects).findByRole('link', { name: 'plan' }));
  await waitFor(() => expect(intoView).toHaveBeenCalledWith({ block: 'start' }));
  expect(screen.getByRole('region', { name: 'Table of values' })).toBeVisible();
  // What else the address comes to say leaves the page where the reader has it.
  await user.click(screen.getByRole('button', { name: 'elsewhere' }));
  await waitFor(() => expect(address().get('rows')).not.toBeNull());
  expect(intoView).toHaveBeenCalledOnce();
  for (const spy of [scroll, intoView, far]) spy.mockRestore();
});

it('keep a tag apart from the field of its name', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(
    [true, false].map((isAdmin, index) =>
      transaction({
        transaction: '/api/cart',
        userDisplay: 'ada@example.com',
        end: RANGE.start + HOUR + index,
        tags: new Map([['user', isAdmin ? 'admin' : 'guest']]),
      }),
    ),
    RANGE,
  );
  await show({ part: 'tags' }, source);
  const keys = await screen.findByRole('navigation', { name: 'Tags' });
  // The tag comes first, being the one that all events have.
  const tag = await screen.findByRole('region', { name: 'Values of user' });
  expect(await within(tag).findByText('2 values')).toBeVisible();
  expect(tag).toHaveTextContent('admin');
  await user.click(within(keys).getByRole('link', { name: 'User' }));
  expect([address().get('tag'), address().get('field')]).toEqual([null, 'user.display']);
  const field = await screen.findByRole('region', { name: 'Values of User' });
  expect(await within(field).findByText('1 value')).toBeVisible();
  expect(field).toHaveTextContent('ada@example.com');
  await user.click(within(keys).getByRole('link', { name: 'user 100%' }));
  expect([address().get('tag'), address().get('field')]).toEqual(['user', null]);
  expect(await screen.findByRole('region', { name: 'Values of user' })).toHaveTextContent('guest');
});

it('show the values that an address asks for without moving the page', async () => {
  const intoView = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
  const far = vi
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(0, 5_000, 9, 9));
  await show({ part: 'tags', tag: 'host' });
  expect(await screen.findByRole('region', { name: 'Table of values' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Values of host' })).toBeVisible();
  expect(intoView).not.toHaveBeenCalled();
  for (const spy of [intoView, far]) spy.mockRestore();
});
