import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Source } from '../../../src/model/source.ts';
import type { SourceCheck } from '../../../src/model/source-check.ts';
import { SettingsPage } from '../../../src/pages/settings/SettingsPage.tsx';
import { DEMO_CHOICE } from '../../../src/view/demo-choice.ts';
import { formatCount } from '../../../src/ui/format.ts';
import { MOST_DEMO_ROWS } from '../../../src/view/fields.ts';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 13) });
});

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

const HELD = infoOf({ rows: 1_234, extent: { start: Date.UTC(2026, 10, 9), end: Date.UTC(2026, 10, 23) } });

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

async function open(check: Source['check'], info = HELD): Promise<void> {
  const source = scriptedSource({ info: () => Promise.resolve(info), check });
  render(
    <PageAround source={source} address="/settings">
      <SettingsPage Connect={() => null} />
    </PageAround>,
  );
  await pass(10);
}

const never: Source['check'] = () => new Promise(() => undefined);

function card(name: string): ReturnType<typeof within> {
  return within(screen.getByRole('article', { name }));
}

function press(name: string): void {
  fireEvent.click(screen.getByRole('button', { name }));
}

function stepWords(): string[] {
  return within(screen.getByRole('article', { name: 'Collector' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.replaceAll('\u202f', ' '));
}

const PASSED: SourceCheck = {
  address: 'http://localhost:4318/api/v1/',
  at: Date.UTC(2026, 10, 23, 13),
  ahead: 40,
  info: HELD,
  sample: 12,
  steps: (['reached', 'allowed', 'understood', 'rows', 'changes'] as const).map((step, place) => ({
    step,
    state: 'passed',
    took: place === 1 ? null : 4 + place,
    problem: null,
  })),
};

it('tells of the open source what it is, what it holds and what it can do', async () => {
  await open(never);
  const collector = card('Collector');
  expect(collector.getByText('in use, live')).toBeVisible();
  expect(collector.getByText('1,234 transactions')).toBeVisible();
  expect(collector.getByText('collector 0.1.0, contract 1')).toBeVisible();
  expect(collector.getByText(/new rows come by themselves, keeps settings/)).toBeVisible();
  // It serves the page: there is nothing to edit or remove, and it says so.
  expect(collector.queryByRole('button', { name: /Remove|Edit/ })).toBeNull();
  expect(collector.getByText(/stays on the list/)).toBeVisible();
});

it('a test says of every step what it found, and in one sentence what that means', async () => {
  await open(() => Promise.resolve(PASSED));
  press('Test the collector');
  await pass(10);
  expect(card('Collector').getByRole('status')).toHaveTextContent('It can be used: every step passed.');
  expect(stepWords()).toEqual([
    'Answers: passedhttp://localhost:4318/api/v1/ in 4.00 ms',
    'Lets this page read: passedThe cookie and the header of this page are taken.',
    'Speaks the contract: passedcollector 0.1.0, version 1 of the contract',
    'Sends transactions: passedRead 12 of 1,234, the newest, in 7.00 ms',
    'Tells of changes: passedThe stream was opened in 8.00 ms',
  ]);
});

it('a test that fails names the step, why and what to do; what comes after it was not tried', async () => {
  const problem = { kind: 'refused', message: 'There is no cookie.', advice: 'Open the link.' } as const;
  const check = vi.fn<Source['check']>(() =>
    Promise.resolve({
      ...PASSED,
      info: null,
      sample: null,
      ahead: null,
      steps: PASSED.steps.map((each, place) =>
        place < 1
          ? each
          : place === 1
            ? { ...each, state: 'failed', problem }
            : { ...each, state: 'skipped', took: null },
      ),
    }),
  );
  await open(check);
  press('Test the collector');
  await pass(10);
  expect(card('Collector').getByRole('status')).toHaveTextContent(
    'It cannot be used: “Lets this page read” failed.',
  );
  expect(stepWords().slice(1, 3)).toEqual([
    'Lets this page read: failedThere is no cookie.Open the link.',
    'Speaks the contract: not triedNot tried: a step before it failed.',
  ]);
  // Tried again, it is asked again.
  press('Test the collector');
  await pass(10);
  expect(check).toHaveBeenCalledTimes(2);
});

it('a source whose clock differs can be used, and it is said by how much', async () => {
  await open(() => Promise.resolve({ ...PASSED, ahead: -3 * 3_600_000 }));
  press('Test the collector');
  await pass(10);
  const said = card('Collector').getByRole('status');
  expect(said).toHaveTextContent('its clock differs');
  expect(said.textContent.replaceAll('\u202f', ' ')).toMatch(/Its clock is 3 h.* behind this computer/);
});

it('a test that is under way is ended by leaving, and cannot be begun twice', async () => {
  let signal: AbortSignal | undefined;
  const source = scriptedSource({
    info: () => Promise.resolve(HELD),
    check: (given) => {
      signal = given;
      return new Promise(() => undefined);
    },
  });
  const { unmount } = render(
    <PageAround source={source} address="/settings">
      <SettingsPage Connect={() => null} />
    </PageAround>,
  );
  await pass(10);
  press('Test the collector');
  expect(screen.getByRole('button', { name: 'Test the collector' })).toBeDisabled();
  expect(card('Collector').getByRole('status')).toHaveTextContent('Trying it.');
  expect(signal?.aborted).toBe(false);
  unmount();
  expect(signal?.aborted).toBe(true);
});

it('the demo is made as large as is asked for, and of no size that it cannot have', async () => {
  await open(never);
  press('Edit the demo');
  const field = screen.getByRole('textbox', { name: 'Transactions in two weeks' });
  expect(field).toHaveFocus();
  expect(field).toHaveValue('200000');
  for (const wrong of ['', '0', formatCount(MOST_DEMO_ROWS + 1), '1e6', '-4']) {
    fireEvent.change(field, { target: { value: wrong } });
    expect(screen.getByRole('button', { name: 'Make it anew' })).toBeDisabled();
    expect(screen.getByText(`A whole number from 1 to ${formatCount(MOST_DEMO_ROWS)}.`)).toBeVisible();
  }
  fireEvent.change(field, { target: { value: '1,000,000' } });
  press('Make it anew');
  await pass(10);
  const address = screen.getByLabelText('address').textContent;
  expect(address).toMatch(/^\/performance\?/);
  expect(address).toContain('source=demo&demo=1000000');
});

it('the demo is removed from this browser once that can no longer be taken back', async () => {
  const unregister = vi.fn(() => Promise.resolve(true));
  const other = vi.fn(() => Promise.resolve(true));
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: {
      getRegistrations: () =>
        Promise.resolve([
          { active: { scriptURL: 'http://localhost/mockServiceWorker.js' }, unregister },
          { active: { scriptURL: 'http://localhost/other.js' }, unregister: other },
        ]),
    },
  });
  await open(never);
  press('Remove the demo');
  await pass(10);
  expect(screen.queryByRole('article', { name: 'Demo' })).toBeNull();
  expect(DEMO_CHOICE.read()).toBe('removed');
  press('Undo');
  await pass(20_000);
  expect(DEMO_CHOICE.read()).toBe('offered');
  expect(unregister).not.toHaveBeenCalled();
  expect(screen.getByRole('article', { name: 'Demo' })).toBeVisible();

  press('Remove the demo');
  await pass(9_000);
  expect(unregister).not.toHaveBeenCalled();
  await pass(2_000);
  expect(unregister).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();

  press('Add the demo');
  expect(DEMO_CHOICE.read()).toBe('offered');
  expect(screen.getByRole('article', { name: 'Demo' })).toBeVisible();
});

it('files of traces that were opened are listed, and let go of', async () => {
  const opened = [{ traceId: 'a'.repeat(32), name: 'slow.longtail-trace', bytes: 120_000, spans: 113 }];
  const closed: string[] = [];
  const source = scriptedSource({
    info: () => Promise.resolve(HELD),
    openedTraces: () => Promise.resolve(opened),
    closeTrace: (traceId) => {
      closed.push(traceId);
      return Promise.resolve();
    },
  });
  render(
    <PageAround source={source} address="/settings">
      <SettingsPage Connect={() => null} />
    </PageAround>,
  );
  await pass(10);
  const files = card('Trace files');
  expect(files.getByRole('link', { name: 'slow.longtail-trace' })).toHaveAttribute(
    'href',
    expect.stringContaining(`trace=${'a'.repeat(32)}`),
  );
  expect(files.getByText(/^113 spans, \d/)).toBeVisible();
  press('Remove slow.longtail-trace');
  await pass(10);
  expect(closed).toEqual(['a'.repeat(32)]);
  expect(files.queryByRole('link')).toBeNull();
  expect(files.getByRole('button', { name: 'Open a trace file' })).toBeVisible();
});
