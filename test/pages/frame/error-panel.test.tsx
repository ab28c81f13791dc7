// The panel of one error: its own calls first, foreign text as text alone, and the ways on.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ErrorGroups, ErrorKind } from '../../../src/model/error-group.ts';
import { NOTHING_CUT } from '../../../src/model/error-report.ts';
import type { StackFrame } from '../../../src/model/error-report.ts';
import { SourceError } from '../../../src/model/source.ts';
import type { Source } from '../../../src/model/source.ts';
import type { ErrorEvent } from '../../../src/model/span.ts';
import { ErrorPanel } from '../../../src/pages/frame/error/ErrorPanel.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

const HOSTILE = '<img src=x onerror=alert(1)> javascript:alert(2) \u202etxt.exe';

function call(name: string, isOwn: boolean): StackFrame {
  const context = isOwn ? [{ line: 7, text: `${name}(); // ${HOSTILE}` }] : [];
  return { function: name, file: `${name}.js`, line: 7, column: 3, isOwn, context };
}

const ERROR: ErrorEvent = {
  eventId: 'a'.repeat(32),
  project: 'shop',
  traceId: null,
  spanId: null,
  timestamp: Date.UTC(2026, 0, 1),
  type: 'PaymentError',
  message: HOSTILE,
  level: 'error',
  transaction: null,
  environment: 'production',
  release: null,
  user: 'id:7',
  report: {
    userDisplay: 'ann@shop.example',
    tags: [['plan', 'pro']],
    exceptions: [
      {
        type: 'PaymentError',
        message: HOSTILE,
        frames: [call('emit', false), call('pay', true), call('run', false)],
      },
      { type: 'IOError', message: 'no answer', frames: [call('read', true)] },
    ],
    stackText: null,
    cut: { ...NOTHING_CUT, frames: 12, tags: 1 },
  },
};

function show(answers: Partial<Source>) {
  const onClose = vi.fn<() => void>();
  render(
    <PageAround source={scriptedSource(answers)}>
      <ErrorPanel id={ERROR} onClose={onClose} />
    </PageAround>,
  );
  return onClose;
}

it('shows the calls of the program itself, and all others when they are asked for', async () => {
  show({ error: () => Promise.resolve(ERROR) });
  const calls = await screen.findByRole('list', { name: 'Calls' });
  expect(
    within(calls)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringContaining('paypay.js:7:3')]);
  expect(screen.getByText('IOError: no answer')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show 2 calls of libraries' }));
  const names = within(screen.getByRole('list', { name: 'Calls' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.slice(0, 3));
  expect(names).toEqual(['emi', 'pay', 'run']);
  expect(screen.getByText('There was no room for 12 outer calls, 1 tag.')).toBeTruthy();
});

it('writes foreign text out: nothing of it is an element or a link, and nothing turns around', async () => {
  show({ error: () => Promise.resolve(ERROR) });
  const panel = await screen.findByRole('dialog', { name: 'Error' });
  await within(panel).findByRole('list', { name: 'Calls' });
  expect(panel.querySelector('img')).toBeNull();
  expect(within(panel).queryAllByRole('link')).toEqual([]);
  expect(panel.textContent).toContain('<img src=x onerror=alert(1)>');
  expect(panel.textContent).toContain('\\u202e');
  expect(panel.textContent).not.toContain('\u202e');
});

it('says that there is no transaction and no trace, and is closed by Escape', async () => {
  const onClose = show({ error: () => Promise.resolve(ERROR) });
  expect(await screen.findByText(/^no transaction:/)).toBeTruthy();
  expect(screen.getByText(/^no trace:/)).toBeTruthy();
  expect(await screen.findByText(/not among the errors of this page/)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('dialog', { name: 'Error' }));
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});

it('keeps Tab where it covers the whole window, and lets it go on beside the page', async () => {
  const user = userEvent.setup();
  show({ error: () => Promise.resolve(ERROR) });
  const panel = await screen.findByRole('dialog', { name: 'Error' });
  await within(panel).findByRole('region', { name: 'Stack' });
  const isInside = (): boolean => panel.contains(document.activeElement);
  const cover = vi.spyOn(panel, 'getBoundingClientRect');
  cover.mockReturnValue(new DOMRect(0, 0, innerWidth, innerHeight));
  for (let presses = 0; presses < 30; presses += 1) {
    await user.tab();
    expect(isInside()).toBe(true);
  }
  for (let presses = 0; presses < 30; presses += 1) {
    await user.tab({ shift: true });
    expect(isInside()).toBe(true);
  }
  cover.mockReturnValue(new DOMRect(800, 0, 400, innerHeight));
  const stops = panel.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), summary');
  stops.item(stops.length - 1).focus();
  await user.tab();
  expect(isInside()).toBe(false);
});

it('says where nothing was kept, and why there is no error', async () => {
  const { report: _report, ...bare } = ERROR;
  show({ error: () => Promise.resolve(bare) });
  expect(await screen.findByText('No stack was kept of this error')).toBeTruthy();
});

it('says why there is no error', async () => {
  const problem = {
    kind: 'refused',
    message: 'There is no such error.',
    advice: 'It may have expired.',
  } as const;
  show({ error: () => Promise.reject(new SourceError('not-found', problem)) });
  expect(await screen.findByText('There is no such error.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Close the error' })).toBeTruthy();
});

it('shows the group of another error as that of none, also where both have type and call in common', async () => {
  const [one, two] = ['/a', '/b'].map((transaction, index): ErrorEvent => ({
    ...ERROR,
    eventId: String(index).repeat(32),
    transaction,
  })) as [ErrorEvent, ErrorEvent];
  let asked = 0;
  const groupOf = (kind: ErrorKind, count: number): ErrorGroups => ({
    groups: [
      {
        ...kind,
        message: '',
        level: 'error',
        count,
        users: 0,
        first: 0,
        last: 1,
        counts: [count],
        newest: [],
      },
    ],
    total: 1,
    matched: count,
    read: count,
    held: count,
    apart: null,
  });
  const source = scriptedSource({
    error: ({ eventId }) => Promise.resolve(eventId === one.eventId ? one : two),
    errors: ({ kind }) => {
      asked += 1;
      if (kind === null || asked > 2) return new Promise(() => undefined);
      return Promise.resolve(groupOf(kind, kind.transaction === '/a' ? 5 : 7));
    },
  });
  const panel = (id: ErrorEvent) => (
    <PageAround source={source}>
      <ErrorPanel id={id} onClose={() => undefined} />
    </PageAround>
  );
  const { rerender } = render(panel(one));
  expect(await screen.findByText('5 errors')).toBeVisible();
  rerender(panel(two));
  expect(await screen.findByText('7 errors')).toBeVisible();
  rerender(panel(one));
  expect(await screen.findByText('Looking for others of its kind.')).toBeVisible();
  expect(screen.queryByText('7 errors')).toBeNull();
});
