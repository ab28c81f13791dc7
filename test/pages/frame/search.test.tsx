// The search box over rows in memory: what it suggests and counts is what the rows say.
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import type { Settings, Source } from '../../../src/model/source.ts';
import { SearchControl } from '../../../src/pages/frame/search/SearchControl.tsx';
import type { FeedSource } from '../../../src/sources/feed-source.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 5_000 });

const RANGE = { start: 1_000_000_000_000, end: 1_000_000_100_000 };
const ADDRESS = `/performance?start=${new Date(RANGE.start).toISOString()}&end=${new Date(RANGE.end).toISOString()}`;

const ROWS = [
  ['/a', 'ok', 100, 'pro'],
  ['/a', 'ok', 200, 'pro'],
  ['/a', 'not_found', 300, null],
  ['/b', 'ok', 400, 'free'],
  ['/b', 'internal_error', 500, null],
  ['/c d', 'ok', 6_000, null],
].map(([name, status, duration, plan], index) =>
  transaction({
    transaction: String(name),
    status: status as 'ok',
    duration: Number(duration),
    environment: index % 2 === 0 ? 'production' : 'staging',
    end: RANGE.start + 10_000 + index,
    tags: new Map(plan === null ? [] : [['plan', String(plan)]]),
  }),
);

interface Shown {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly box: HTMLInputElement;
  readonly source: FeedSource;
}

async function show(search = '', more = ''): Promise<Shown> {
  const { source } = await heldSource(ROWS, RANGE);
  render(
    <PageAround source={source} address={`${ADDRESS}&search=${encodeURIComponent(search)}${more}`}>
      <SearchControl isOfOne={false} isAlone={false} />
    </PageAround>,
  );
  const box = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Search' });
  return { user: userEvent.setup(), box, source };
}

/** The options below a heading, as they are read. */
async function optionsUnder(heading: string | RegExp): Promise<string[]> {
  const group = await screen.findByRole('group', { name: heading });
  return within(group)
    .getAllByRole('option')
    .map((option) => option.textContent.replaceAll(/\s+/g, ' '));
}

function searchInAddress(): string | null {
  const [, query = ''] = screen.getByLabelText('address').textContent.split('?');
  return new URLSearchParams(query).get('search');
}

async function expectSearch(text: string): Promise<void> {
  await waitFor(() => expect(searchInAddress()).toBe(text));
}

describe('the search box', () => {
  it('offers the values of a key with their rows, under the other filters', async () => {
    const { user, box } = await show('transaction:/a status:ok');
    await user.click(box);
    // The caret is behind `ok`: its own condition does not count, the one on the name does.
    expect(await optionsUnder('Values')).toEqual(['okin the search, 2', 'not_found, 1']);
    await user.keyboard('{Home}' + '{ArrowRight}'.repeat(13));
    await waitFor(async () =>
      expect(await optionsUnder('Values')).toEqual(['/ain the search, 2', '/b, 1', '/c d, 1']),
    );
  });

  it('narrows the values by what is typed, and writes one with all that it needs', async () => {
    const { user, box } = await show();
    await user.type(box, 'transaction:c');
    await waitFor(async () => expect(await optionsUnder('Values')).toEqual(['/c d, 1']));
    await user.keyboard('{Tab}');
    expect(box).toHaveValue('transaction:"/c d" ');
    await expectSearch('transaction:"/c d"');
  });

  it('adds one more value to those that are there', async () => {
    const { user, box } = await show('status:ok');
    await user.click(box);
    const option = await screen.findByRole('option', { name: /^not_found/ });
    await user.keyboard('{Shift>}');
    await user.click(option);
    await user.keyboard('{/Shift}');
    await expectSearch('status:[ok,not_found]');
    expect(box).toHaveValue('status:[ok,not_found] ');
  });

  it('knows the tags that rows have, as keys and by their values', async () => {
    const { user, box } = await show();
    await user.type(box, 'pla');
    await waitFor(async () => expect(await optionsUnder('Tags')).toEqual(['plan, 3']));
    await user.keyboard('{Tab}');
    expect(box).toHaveValue('plan:');
    expect(await optionsUnder('Values')).toEqual(['(no value), 3', 'pro, 2', 'free, 1']);
    await user.click(screen.getByRole('option', { name: /no value/ }));
    await expectSearch('!has:plan');
  });

  it('offers the percentiles of a length of time, and what compares', async () => {
    const { user, box } = await show('status:ok');
    await user.type(box, ' duration:');
    expect((await optionsUnder('Operators')).map((text) => text.replace(/(?<=[<>]=?)[a-z].*/, ''))).toEqual([
      '>',
      '>=',
      '<',
      '<=',
    ]);
    const compared = await optionsUnder('Compare with');
    // Of 100, 200, 400 and 6,000 ms the median lies half way between the middle ones.
    expect(compared[0]).toBe('>=300msthe p50');
    await user.click(screen.getByRole('option', { name: /^>=300ms/ }));
    await expectSearch('status:ok duration:>=300ms');
  });

  it('finds transactions by a word of their names', async () => {
    const { user, box } = await show();
    await user.type(box, 'c');
    await waitFor(async () => expect(await optionsUnder('Transactions')).toEqual(['/c d, 1']));
    await user.click(screen.getByRole('option', { name: /^\/c d/ }));
    await expectSearch('transaction:"/c d"');
  });

  it('counts what the draft finds, of what there is without it', async () => {
    const { user, box } = await show('', '&environment=production');
    await user.click(box);
    expect(await screen.findByText('2 of 2 transactions')).toBeVisible();
    await user.keyboard('status:not_found');
    expect(await screen.findByText('1 of 2 transactions')).toBeVisible();
    await expectSearch('status:not_found');
    await user.keyboard('x');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('There is no status'));
    // The last one that could be read stays in effect.
    await expectSearch('status:not_found');
  });

  it('picks transactions by their metrics', async () => {
    const { user, box } = await show();
    await user.type(box, 'p95');
    await waitFor(async () =>
      expect((await optionsUnder('Metrics of a transaction'))[0]).toMatch(/^p95\(\)/),
    );
    await user.keyboard('{Tab}>1s');
    expect(box).toHaveValue('p95():>1s');
    expect(await screen.findByText('1 of 3 transactions')).toBeVisible();
  });

  it('excludes, turns off and on again, and removes a condition', async () => {
    const { user, box } = await show('status:ok op:db');
    await user.click(box);
    await user.keyboard('{Home}');
    await user.click(await screen.findByRole('option', { name: /^Exclude instead/ }));
    await expectSearch('!status:ok op:db');
    await user.keyboard('{Home}{ArrowRight}{Control>}/{/Control}');
    await expectSearch('op:db');
    expect(screen.getByLabelText('address')).toHaveTextContent('off=%21status%3Aok');
    await user.click(screen.getByRole('button', { name: '1 off' }));
    await user.click(await screen.findByRole('option', { name: '!status:ok' }));
    await expectSearch('op:db !status:ok');
    expect(screen.getByLabelText('address')).not.toHaveTextContent('off=');
    await user.keyboard('{Home}{ArrowRight}');
    await user.click(await screen.findByRole('option', { name: /^Remove/ }));
    await expectSearch('!status:ok');
  });

  it('keeps a search under a name, and offers it again', async () => {
    const { user, box, source } = await show('op:db');
    await user.click(await screen.findByRole('button', { name: 'Save this search' }));
    await screen.findByRole('textbox', { name: 'Name' });
    await user.keyboard('Databases{Enter}');
    await waitFor(async () =>
      expect((await source.readSettings()).searches).toEqual([
        { name: 'Databases', text: 'op:db', pinned: false },
      ]),
    );
    expect(await screen.findByRole('button', { name: 'Saved as Databases' })).toBeVisible();
    await user.clear(box);
    await user.keyboard('{Escape}{ArrowDown}');
    expect(await optionsUnder('Saved searches')).toEqual(['Databasesop:db']);
    await user.keyboard('{Enter}');
    await expectSearch('op:db');
    await user.clear(box);
    await user.keyboard('{ArrowDown}{Shift>}{Delete}{/Shift}');
    await waitFor(async () => expect((await source.readSettings()).searches).toEqual([]));
  });
});

describe('recent searches', () => {
  it('are those that stayed, written with what another browser has set meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let kept: Settings = { ...DEFAULT_SETTINGS, recentSearches: ['op:db'] };
    const writeSettings = vi.fn<Source['writeSettings']>((settings) => {
      kept = settings;
      return Promise.resolve();
    });
    const source = scriptedSource({ readSettings: () => Promise.resolve(kept), writeSettings });
    render(
      <PageAround source={source} address={`${ADDRESS}&search=status:ok`}>
        <SearchControl isOfOne={false} isAlone={false} />
      </PageAround>,
    );
    await screen.findByRole('button', { name: 'Save this search' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(writeSettings).not.toHaveBeenCalled();
    kept = { ...kept, stars: [{ project: 'p', transaction: 't' }] };
    await vi.advanceTimersByTimeAsync(6_000);
    expect(writeSettings).toHaveBeenCalledOnce();
    expect(kept.recentSearches).toEqual(['status:ok', 'op:db']);
    expect(kept.stars).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(writeSettings).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});
