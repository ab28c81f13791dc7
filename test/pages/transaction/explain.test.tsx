// What differs, where time goes and how long a response may take, on the page of one transaction.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Source } from '../../../src/model/source.ts';
import type { Survey } from '../../../src/model/survey.ts';
import { HOUR } from '../../../src/model/time.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { WholePage } from './whole-page.tsx';

configure({ asyncUtilTimeout: 15_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 6 * HOUR, end: END };
const ADDRESS =
  `/transaction?v=2&range=${encodeURIComponent(`${new Date(RANGE.start).toISOString()}..${new Date(END).toISOString()}`)}` +
  '&compare=off&transaction=%2Fcart&transaction.project=shop';

/** 200 events of 100 ms, and 40 of 900 ms, all of the latter of one release, with half of their time in the database. */
const rows = Array.from({ length: 240 }, (_, index) => {
  const isSlow = index % 6 === 0;
  return transaction({
    transaction: '/cart',
    duration: isSlow ? 900 : 100,
    end: RANGE.start + HOUR + index * 60_000,
    release: isSlow ? '2.0' : (['1.0', '1.1', '1.2'][index % 3] ?? null),
    tags: new Map([['plan', ['free', 'team'][index % 2] ?? '']]),
    work: { db: isSlow ? 450 : 20 },
  });
});

const SURVEY: Survey = {
  events: 10,
  eventsTotal: 240,
  spans: 60,
  findings: [],
  like: null,
  fix: null,
  statistics: [
    {
      op: 'http.server',
      description: '/cart',
      count: 10,
      total: 1_000,
      self: 100,
      p50: 90,
      p95: 110,
      max: 120,
      critical: 100,
      first: 0,
      examples: [],
      found: [],
    },
    {
      op: 'db.query',
      description: 'SELECT 1',
      count: 50,
      total: 300,
      self: 300,
      p50: 5,
      p95: 9,
      max: 10,
      critical: 300,
      first: 1,
      examples: [
        { trace: 'a'.repeat(32), span: 'b'.repeat(16), count: 9, self: 81 },
        { trace: 'c'.repeat(32), span: 'd'.repeat(16), count: 1, self: 7 },
      ],
      found: [{ kind: 'n-plus-one-db', events: 8 }],
    },
  ],
};

async function show(
  more = '',
  change: Partial<Source> = {},
): Promise<Awaited<ReturnType<typeof heldSource>>> {
  const held = await heldSource(rows, RANGE);
  render(
    <PageAround
      source={{ ...held.source, survey: () => Promise.resolve(SURVEY), ...change }}
      address={ADDRESS + more}
    >
      <WholePage />
    </PageAround>,
  );
  return held;
}

function exactIn(element: HTMLElement, name: string): number {
  return Number(element.querySelector(`[data-metric="${name}"]`)?.getAttribute('data-exact'));
}

it('durations in the address are selected, told from the rest, and listed', async () => {
  await show('&durations=500..1000');
  const differs = await screen.findByRole('region', { name: 'What differs' });
  expect(await within(differs).findByText(/40 selected against the other 200/)).toBeVisible();
  const [card] = within(differs).getAllByRole('listitem');
  expect(card).toHaveTextContent('release');
  expect(card).toHaveTextContent('2.0');
  expect(exactIn(card ?? document.body, 'lift')).toBeCloseTo(1 / (40 / 240), 9);
  expect(exactIn(card ?? document.body, 'selected share')).toBe(1);
  expect(exactIn(card ?? document.body, 'rest share')).toBe(0);
  const events = screen.getByRole('region', { name: 'Events' });
  await waitFor(() =>
    expect(
      [...events.querySelectorAll('tr[data-row]')].map((row) => exactIn(row as HTMLElement, 'duration')),
    ).toEqual([900, 900, 900, 900, 900]),
  );
});

it('operations, suspect tags and suspect spans have their shares', async () => {
  await show();
  const operations = await screen.findByRole('region', { name: 'Operations' });
  const whole = 200 * 100 + 40 * 900;
  const db = 200 * 20 + 40 * 450;
  expect(exactIn(operations, 'db share')).toBeCloseTo(db / whole, 9);
  expect(exactIn(operations, 'db per event')).toBeCloseTo(db / 240, 6);
  const spans = screen.getByRole('region', { name: 'Suspect spans' });
  expect(await within(spans).findByText(/60 spans of 10 of 240 events/)).toBeVisible();
  const [, first] = within(spans).getAllByRole('row');
  expect(first).toHaveTextContent('SELECT 1');
  expect(exactIn(first ?? document.body, 'self share')).toBe(0.75);
  expect(exactIn(first ?? document.body, 'self')).toBe(30);
  expect(exactIn(first ?? document.body, 'per event')).toBe(5);
  expect(within(first ?? document.body).getByText('N+1 query')).toHaveAttribute(
    'title',
    'Found in 8 of 10 events',
  );
  const example = within(first ?? document.body).getByRole('link', { name: /81/ });
  const { searchParams } = new URL(example.getAttribute('href') ?? '', 'http://test');
  expect([searchParams.get('trace'), searchParams.get('span')]).toEqual(['a'.repeat(32), 'b'.repeat(16)]);
  expect(example.getAttribute('title')).toMatch(/81.* of self time in 9 spans of this event/);
  const tags = screen.getByRole('region', { name: 'Suspect tags' });
  expect(await within(tags).findByText('free')).toBeVisible();
  // Every sixth of the even ones is slow: 40 of 120, none of the odd ones.
  const overall = whole / 240;
  const free = (80 * 100 + 40 * 900) / 120;
  expect(exactIn(tags, 'comparison')).toBeCloseTo(free / overall, 6);
  expect(exactIn(tags, 'lost')).toBeCloseTo((free - overall) * 120, 3);
});

it('a threshold is applied at once, and taken back', async () => {
  const user = userEvent.setup();
  const { feed } = await show();
  const facts = await screen.findByText('Apdex, T 300 ms');
  const apdex = (): number => exactIn(facts.closest('dl') ?? document.body, 'apdex');
  // 200 satisfied, 40 of 900 ms tolerating.
  expect(apdex()).toBeCloseTo(220 / 240, 9);
  await user.click(screen.getByRole('button', { name: /^T 300/ }));
  const field = await screen.findByRole('textbox', { name: 'T' });
  await user.clear(field);
  await user.type(field, '0.2 s{Enter}');
  expect(await screen.findByText('Apdex, T 200 ms')).toBeVisible();
  // 900 ms is above 4 × 200 ms.
  await waitFor(() => expect(exactIn(document.body, 'apdex')).toBeCloseTo(200 / 240, 9));
  await waitFor(async () =>
    expect((await feed.readSettings()).thresholds.transactions).toEqual([
      { project: 'shop', transaction: '/cart', threshold: { metric: 'duration', ms: 200 } },
    ]),
  );
  await user.click(screen.getByRole('button', { name: /^T 200/ }));
  await user.click(await screen.findByRole('button', { name: 'Use the project’s' }));
  expect(await screen.findByText('Apdex, T 300 ms')).toBeVisible();
}, 40_000);
