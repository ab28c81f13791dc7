// Every screen of the app in every state it can be in: for those who look through all of them.
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { GATES, serveGated } from './gated-host.ts';
import type { Gate, GatedHost } from './gated-host.ts';
import { rowNamed, rowsOf } from './read-page.ts';

/** What a screen shows: all of it, nothing that matches, none of it yet, a part of it, or why it cannot. */
export const STATES = ['data', 'empty', 'loading', 'partial', 'error'] as const;
export type State = (typeof STATES)[number];

const GATE: Readonly<Record<State, Gate>> = {
  data: 'open',
  empty: 'open',
  loading: 'shut',
  partial: 'half',
  error: 'refused',
};

export interface Screen {
  readonly name: string;
  readonly page: string;
  /** What its address says beside the source. */
  readonly says: Readonly<Record<string, string>>;
  /** What is there once all is. */
  readonly whole: (page: Page) => Locator;
  /** The states that are its own; any other looks as on a screen before it. */
  readonly states: readonly State[];
  /** What its address says instead where it shows that there is nothing; left out where filters leave nothing. */
  readonly empty?: Readonly<Record<string, string>>;
  /** A screen before it in another form: who looks at few may leave it out. */
  readonly isVariant?: true;
}

const table = (page: Page): Locator => rowsOf(page).nth(3);
const events = (page: Page): Locator => rowsOf(page.getByRole('region', { name: 'Events' })).nth(2);

/** A transaction, a trace of it with its span, and a rule: what screens are about one of. */
export interface Found {
  readonly transaction: Readonly<Record<string, string>>;
  readonly trace: Readonly<Record<string, string>>;
}

export function screens({ transaction, trace }: Found): readonly Screen[] {
  const performance = (tab: string): Screen => ({
    name: `performance-${tab}`,
    page: 'performance',
    says: { tab },
    whole: table,
    states: ['data'],
    isVariant: true,
  });
  const chart = (chart: string): Screen => ({
    name: `transaction-${chart}`,
    page: 'transaction',
    says: { ...transaction, chart },
    whole: events,
    states: ['data'],
    isVariant: true,
  });
  const part = (part: string, whole: Screen['whole']): Screen => ({
    name: `transaction-${part}`,
    page: 'transaction',
    says: { ...transaction, part },
    whole,
    states: ['data'],
    isVariant: true,
  });
  const alerts = (name: string, page: string, says: Screen['says'], whole: Screen['whole']): Screen => ({
    name,
    page,
    says,
    whole,
    states: ['data'],
  });
  return [
    { name: 'performance', page: 'performance', says: {}, whole: table, states: STATES },
    performance('vitals'),
    performance('frontend'),
    performance('backend'),
    { name: 'events', page: 'events', says: {}, whole: table, states: STATES },
    { name: 'transaction', page: 'transaction', says: transaction, whole: events, states: STATES },
    chart('time'),
    chart('percentiles'),
    chart('heatmap'),
    part('events', table),
    part('spans', (page) => page.getByRole('region', { name: 'Table of spans' })),
    part('tags', (page) => page.getByRole('region', { name: 'Table of values' })),
    {
      name: 'trace',
      page: 'trace',
      says: { ...transaction, ...trace },
      whole: (page) => page.getByRole('treegrid').getByRole('row').nth(3),
      states: ['data', 'empty', 'loading', 'error'],
      empty: { trace: '0123456789abcdef0123456789abcdef' },
    },
    {
      name: 'vitals',
      page: 'vitals',
      says: {},
      whole: (page) => rowsOf(page.getByRole('region', { name: 'Pages' })).first(),
      states: STATES,
    },
    {
      name: 'trends',
      page: 'trends',
      says: { range: '14d' },
      whole: (page) =>
        page
          .getByRole('heading', { name: 'Regressed' })
          .or(page.getByText('Nothing became slower or faster')),
      states: STATES,
    },
    {
      ...alerts('alerts', 'alerts', {}, (page) => page.getByRole('row', { name: /LCP of page loads/ })),
      states: ['data', 'loading', 'error'],
    },
    {
      ...alerts('alert-channels', 'alerts', { alerts: 'channels' }, (page) =>
        page.getByText('This browser').first(),
      ),
      isVariant: true,
    },
    {
      ...alerts('alert-deliveries', 'alerts', { alerts: 'deliveries' }, (page) =>
        page.getByRole('heading', { level: 1 }).first(),
      ),
      isVariant: true,
    },
    {
      ...alerts('alert', 'alert', { rule: 'api-failures' }, (page) =>
        page.getByRole('heading', { name: /^Failures of the API/ }).first(),
      ),
      states: ['data', 'empty', 'loading', 'error'],
      empty: { rule: 'gone' },
    },
    {
      ...alerts('alert-edit', 'alert-edit', { rule: 'api-failures' }, (page) =>
        page.getByRole('textbox', { name: 'Critical threshold' }),
      ),
      states: ['data', 'empty', 'loading', 'error'],
      empty: { rule: 'gone' },
    },
    {
      name: 'settings',
      page: 'settings',
      says: {},
      whole: (page) => page.getByRole('textbox', { name: 'Default threshold in milliseconds' }),
      states: ['data', 'loading', 'error'],
    },
  ];
}

/** Hosts of the same rows, one for each thing that can be done with a question. */
export interface Staged {
  readonly urlOf: (screen: Pick<Screen, 'page' | 'says' | 'empty'>, state: State) => string;
  readonly close: () => Promise<void>;
}

/** Transactions of a host whose first piece is not all of them. */
const MORE_THAN_A_PIECE = 70_000;

export async function stage(rows: number, gates: readonly Gate[] = GATES): Promise<Staged> {
  const anchor = Date.now();
  const hosts = new Map<Gate, GatedHost>();
  for (const gate of gates) {
    hosts.set(gate, await serveGated(gate === 'half' ? MORE_THAN_A_PIECE : rows, gate, anchor));
  }
  return {
    urlOf: ({ page, says, empty = { environment: 'nowhere' } }, state) => {
      const url = new URL(page, hosts.get(GATE[state])?.url);
      for (const [key, value] of Object.entries(says)) url.searchParams.set(key, value);
      if (state === 'partial') url.searchParams.set('range', '14d');
      for (const [key, value] of Object.entries(state === 'empty' ? empty : {})) {
        url.searchParams.set(key, value);
      }
      return url.href;
    },
    close: async () => {
      for (const host of hosts.values()) {
        host.open();
        await host.close();
      }
    },
  };
}

/**
 * Whether an offence is one all the same: pages go from host to host here, one of those refuses, and a static host answers
 * a deep link with its page for what is not there.
 */
export function isStrange(offence: string): boolean {
  return !offence.startsWith('request to http://localhost:') && !/status of (404|503)/.test(offence);
}

/** Looks a transaction and a trace of it up, which the screens are about that are about one. */
export async function find(page: Page, staged: Staged): Promise<Found> {
  const read = async (link: Locator, keys: readonly string[]): Promise<Record<string, string>> => {
    const { searchParams } = new URL((await link.getAttribute('href')) ?? '', page.url());
    return Object.fromEntries(keys.map((key) => [key, searchParams.get(key) ?? '']));
  };
  const [performance] = screens({ transaction: {}, trace: {} });
  if (performance === undefined) throw new Error('There is no first screen.');
  await page.goto(staged.urlOf(performance, 'data'));
  const row = rowNamed(page, '/api/documents').getByRole('link');
  await row.waitFor();
  const transaction = await read(row, ['transaction', 'transaction.project']);
  await page.goto(staged.urlOf({ ...performance, page: 'transaction', says: transaction }, 'data'));
  await events(page).waitFor();
  const event = page.getByRole('region', { name: 'Events' }).locator('a[data-row-link]').first();
  return { transaction, trace: await read(event, ['trace', 'span']) };
}

/** Waits until a screen shows its state, and nothing of it is still on its way. */
export async function shows(page: Page, screen: Screen, state: State): Promise<void> {
  const main = page.locator('main');
  const busy = page.locator('[aria-busy=true], progress');
  await main.waitFor();
  switch (state) {
    case 'data':
      await screen.whole(page).waitFor();
      break;
    case 'empty':
      await main
        .getByText(/nowhere|^No |^There (is|are) no|has no trace/)
        .first()
        .waitFor();
      break;
    case 'error':
      await page.getByText('The store cannot be read').first().waitFor();
      return;
    case 'loading':
      // Nothing ever comes: this is what there is.
      await page.waitForTimeout(800);
      return;
    case 'partial':
      await page.getByRole('progressbar', { name: 'Loaded' }).waitFor();
      return;
  }
  await expect.poll(() => busy.count(), { timeout: 30_000 }).toBe(0);
}
