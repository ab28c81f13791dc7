import { act, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import type { Settings, Source } from '../../../src/model/source.ts';
import { DAY, HOUR, SECOND } from '../../../src/model/time.ts';
import { Frame } from '../../../src/pages/frame/Frame.tsx';
import { useTick } from '../../../src/view/tick-context.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';
import type { ScriptedSource } from '../../view/scripted-source.ts';

// What opens is read from a file of its own, which a busy machine takes its time for.
configure({ asyncUtilTimeout: 10_000 });

const INFO = infoOf({
  rows: 1_000,
  extent: { start: Date.now() - 100 * DAY, end: Date.now() },
  releases: [
    { name: '1.9', rows: 600, first: Date.now() - 9 * DAY },
    { name: '2.0', rows: 400, first: Date.now() - 2 * DAY },
  ],
  abilities: { live: true, settings: true },
});

function Page(): ReactNode {
  const navigate = useNavigate();
  const { revision, now } = useTick();
  return (
    <>
      <p>{`revision ${revision} at ${now}`}</p>
      <button onClick={() => void navigate(-1)}>back</button>
      <div role="menu">
        <button role="menuitem">Only this</button>
      </div>
    </>
  );
}

async function show(address = '/performance', answers: Partial<Source> = {}): Promise<ScriptedSource> {
  const source = scriptedSource({ info: () => Promise.resolve(INFO), ...answers });
  render(
    <PageAround source={source} address={address}>
      <Frame restartReason={null} firstRun={() => null}>
        <Page />
      </Frame>
    </PageAround>,
  );
  await screen.findByText(/^revision/);
  return source;
}

function address(): URL {
  return new URL(screen.getByLabelText('address').textContent, 'http://here');
}

function lengthOf(range: string | null): number {
  const [start = Number.NaN, end = Number.NaN] = (range ?? '').split('..').map(Date.parse);
  return end - start;
}

afterEach(() => localStorage.clear());

describe('the range', () => {
  it('is typed, moved by keys and doubled, each an intent that Back takes back', async () => {
    const user = userEvent.setup();
    await show();
    await user.click(screen.getByRole('button', { name: /^range/ }));
    await user.type(await screen.findByLabelText('Type a range'), 'yesterday{Enter}');
    const typed = address().searchParams.get('range');
    expect(lengthOf(typed)).toBe(DAY);
    await user.keyboard('[[');
    const earlier = address().searchParams.get('range');
    expect(Date.parse(earlier?.split('..')[0] ?? '')).toBe(Date.parse(typed?.split('..')[0] ?? '') - DAY);
    await user.keyboard(']');
    expect(address().searchParams.get('range')).toBe(typed);
    await user.keyboard('-');
    expect(lengthOf(address().searchParams.get('range'))).toBe(2 * DAY);
    await user.click(screen.getByRole('button', { name: 'back' }));
    await user.click(screen.getByRole('button', { name: /^range/ }));
    await user.click(await screen.findByRole('button', { name: 'Zoom out' }));
    expect(lengthOf(address().searchParams.get('range'))).toBe(2 * DAY);
    await user.keyboard('{Escape}');
    for (const before of [typed, earlier, typed, null]) {
      await user.click(screen.getByRole('button', { name: 'back' }));
      expect(address().searchParams.get('range')).toBe(before);
    }
  });

  it('is left alone by keys that are typed into a field', async () => {
    const user = userEvent.setup();
    await show();
    await user.click(screen.getByRole('button', { name: /^range/ }));
    await user.type(await screen.findByLabelText('Type a range'), '-[[]');
    expect(address().search).toBe('');
  });
});

it.each(['/settings', '/alerts', '/trace'])(
  'keys of the range rest on %s, where none is chosen',
  async (at) => {
    const user = userEvent.setup();
    await show(at);
    await user.keyboard('[[-z');
    expect(address().search).toBe('');
  },
);

it('single keys rest where the reader turned them off; a key with Ctrl does not', async () => {
  localStorage.setItem('longtail.shortcuts', 'off');
  const user = userEvent.setup();
  await show();
  await user.keyboard('[[-gv?/');
  expect(address().pathname + address().search).toBe('/performance');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('combobox', { name: 'Search' })).not.toHaveFocus();
  await user.keyboard('{Control>}k{/Control}');
  expect(await screen.findByRole('combobox', { name: 'Command' })).toBeVisible();
});

it.each([
  ['ge', '/events'],
  ['gv', '/vitals'],
  ['gt', '/trends'],
  ['ga', '/alerts'],
  ['g,', '/settings'],
])('%s leads to %s', async (keys, path) => {
  const user = userEvent.setup();
  await show();
  await user.keyboard(keys);
  expect(address().pathname).toBe(path);
});

describe('what numbers are compared with', () => {
  it.each([
    ['Nothing', 'off', 'vs nothing'],
    ['The same time a day earlier', 'day', 'vs day before'],
    ['The same time a week earlier', 'week', 'vs week before'],
    ['1.9', 'release:1.9', 'vs 1.9'],
  ])('%s', async (label, text, said) => {
    const user = userEvent.setup();
    await show();
    await user.click(screen.getByRole('button', { name: 'vs previous' }));
    await user.click(await screen.findByRole('radio', { name: label }));
    expect(address().searchParams.get('compare')).toBe(text);
    expect(screen.getByRole('button', { name: said })).toBeVisible();
  });

  it('is walked to by the arrow keys, which take nothing on the way, and taken by Enter', async () => {
    const user = userEvent.setup();
    await show();
    await user.click(screen.getByRole('button', { name: 'vs previous' }));
    const previous = await screen.findByRole('radio', { name: 'The previous period' });
    previous.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('radio', { name: 'The same time a week earlier' })).toHaveFocus();
    expect(address().search).toBe('');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(address().searchParams.get('compare')).toBe('off');
  });

  it('may be a period of its own', async () => {
    const user = userEvent.setup();
    await show('/performance?range=1h');
    await user.click(screen.getByRole('button', { name: 'vs previous' }));
    await user.type(await screen.findByLabelText(/A period of the same length/), '2026-11-01 14:00{Enter}');
    expect(address().searchParams.get('compare')).toBe('2026-11-01T14:00:00.000Z');
  });

  it('offers the newest release first, and keeps one that is chosen and not known', async () => {
    const user = userEvent.setup();
    await show('/performance?compare=release:0.1');
    await user.click(screen.getByRole('button', { name: 'vs 0.1' }));
    const group = await screen.findByRole('group', { name: 'Compare with a release' });
    const names = within(group)
      .getAllByRole('radio')
      .map((radio) => radio.getAttribute('aria-label'));
    expect(names).toEqual(['0.1', '2.0', '1.9']);
  });
});

describe('how current the page is', () => {
  const told = { changed: { start: 0, end: Date.now() + DAY } };

  it('is said, and stands still while it is paused', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      const source = await show();
      act(() => source.tell({ ...told, revision: 1 }));
      await act(() => vi.advanceTimersByTimeAsync(50));
      expect(screen.getByText(/^revision 1 /)).toBeVisible();
      await user.click(screen.getByRole('button', { name: 'Pause' }));
      act(() => source.tell({ ...told, revision: 2 }));
      await act(() => vi.advanceTimersByTimeAsync(12 * SECOND));
      expect(screen.getByText(/^revision 1 /)).toBeVisible();
      expect(screen.getByRole('button', { name: /^Updated 1[12]\ss ago, paused/ })).toBeVisible();
      await user.click(screen.getByRole('button', { name: 'Go on' }));
      await act(() => vi.advanceTimersByTimeAsync(SECOND));
      expect(screen.getByText(/^revision 2 /)).toBeVisible();
      expect(screen.getByRole('button', { name: /^Updated just now, live/ })).toBeVisible();
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits while a menu of the bar is open', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      const source = await show();
      act(() => source.tell({ ...told, revision: 1 }));
      await act(() => vi.advanceTimersByTimeAsync(50));
      await user.click(screen.getByRole('button', { name: 'env all' }));
      act(() => source.tell({ ...told, revision: 2 }));
      await act(() => vi.advanceTimersByTimeAsync(5 * SECOND));
      expect(screen.getByText(/^revision 1 /)).toBeVisible();
      await user.keyboard('{Escape}');
      await act(() => vi.advanceTimersByTimeAsync(SECOND));
      expect(screen.getByText(/^revision 2 /)).toBeVisible();
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits while the focus is in a menu of a row, also when that is taken away', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const source = await show();
      act(() => source.tell({ ...told, revision: 1 }));
      await act(() => vi.advanceTimersByTimeAsync(50));
      const item = screen.getByRole('menuitem', { name: 'Only this' });
      act(() => item.focus());
      act(() => source.tell({ ...told, revision: 2 }));
      await act(() => vi.advanceTimersByTimeAsync(20 * SECOND));
      expect(screen.getByText(/^revision 1 /)).toBeVisible();
      act(() => item.blur());
      await act(() => vi.advanceTimersByTimeAsync(2 * SECOND));
      expect(screen.getByText(/^revision 2 /)).toBeVisible();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is a choice that the browser keeps, and that no address has', async () => {
    const user = userEvent.setup();
    await show();
    await user.click(screen.getByRole('button', { name: /^Updated/ }));
    await user.click(await screen.findByRole('radio', { name: /^Every 15/ }));
    expect(localStorage.getItem('longtail.refresh')).toBe('15000');
    expect(address().search).toBe('');
    expect(screen.getByRole('button', { name: /every 15/ })).toBeVisible();
  });
});

describe('a view with a name', () => {
  /** A source that keeps its settings, as every browser would find them. */
  function keeping(): { readonly answers: Partial<Source>; readonly kept: () => Settings } {
    let settings = DEFAULT_SETTINGS;
    return {
      kept: () => settings,
      answers: {
        readSettings: () => Promise.resolve(settings),
        writeSettings: (next) => {
          settings = next;
          return Promise.resolve();
        },
      },
    };
  }

  it('is saved, opened, renamed, deleted, and that undone', async () => {
    const user = userEvent.setup();
    const { answers, kept } = keeping();
    await show('/performance?range=7d&environment=production', answers);
    await user.click(await screen.findByRole('button', { name: 'Saved views' }));
    const name = await screen.findByLabelText('Save this view as');
    await user.clear(name);
    await user.type(name, 'Production{Enter}');
    expect(await screen.findByText(/What is open is saved as/)).toHaveTextContent('Production');
    const address1 = 'performance?v=2&range=7d&environment=production';
    expect(kept().views).toEqual([{ name: 'Production', address: address1 }]);

    await user.click(screen.getByRole('button', { name: 'Rename Production' }));
    const other = screen.getByLabelText('Another name for Production');
    await user.clear(other);
    await user.type(other, 'A week of it{Enter}');
    expect(await screen.findByRole('link', { name: /A week of it/ })).toBeVisible();
    expect(kept().views).toEqual([{ name: 'A week of it', address: address1 }]);

    await user.click(screen.getByRole('button', { name: 'Delete A week of it' }));
    await vi.waitFor(() => expect(kept().views).toEqual([]));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(kept().views).toEqual([{ name: 'A week of it', address: address1 }]));

    await user.keyboard('{Escape}[[');
    expect(lengthOf(address().searchParams.get('range'))).toBe(7 * DAY);
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('link', { name: /A week of it/ }));
    expect(address().searchParams.get('range')).toBe('7d');
  });

  it('cannot be saved where the source keeps nothing', async () => {
    await show('/performance', {
      info: () => Promise.resolve({ ...INFO, abilities: { live: true, settings: false } }),
    });
    expect(screen.queryByRole('button', { name: 'Saved views' })).toBeNull();
  });
});

it('a copied link has the time of now, or moves on, as was chosen last', async () => {
  const user = userEvent.setup();
  await show('/performance?range=1h');
  await user.click(screen.getByRole('button', { name: 'Copy link' }));
  expect(lengthOf(new URL(await navigator.clipboard.readText()).searchParams.get('range'))).toBe(HOUR);
  await user.click(screen.getByRole('button', { name: /^A copied link shows/ }));
  await user.click(await screen.findByRole('menuitemradio', { name: /whenever it is opened/ }));
  await user.click(screen.getByRole('button', { name: /Copy link|Copied/ }));
  expect(new URL(await navigator.clipboard.readText()).searchParams.get('range')).toBe('1h');
  expect(localStorage.getItem('longtail.link-time')).toBe('moving');
});
