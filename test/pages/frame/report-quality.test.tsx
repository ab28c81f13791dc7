// A report says what the page says of what was asked last, and how much of it that is of.
import { act, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import type { Query } from '../../../src/model/query.ts';
import type { Result } from '../../../src/model/result.ts';
import { SourceError } from '../../../src/model/source.ts';
import { CopyReport } from '../../../src/pages/frame/CopyReport.tsx';
import { ReportParts, useReportPart } from '../../../src/ui/export/report-parts.tsx';
import { useAsk } from '../../../src/view/use-ask.ts';
import { useView } from '../../../src/view/use-view.ts';
import { PageAround } from '../../view/page-around.tsx';
import { emptyResult, scriptedSource } from '../../view/scripted-source.ts';

configure({ asyncUtilTimeout: 10_000 });

// Nothing draws pictures here.
vi.mock('../../../src/ui/export/picture.ts', () => ({
  toPng: () => Promise.resolve(new Blob(['a picture'], { type: 'image/png' })),
}));

const copied: Record<string, Blob | Promise<Blob>>[] = [];

/** A person at a browser that takes what is copied. */
function start(): ReturnType<typeof userEvent.setup> {
  const user = userEvent.setup();
  copied.length = 0;
  vi.stubGlobal('ClipboardItem', function (own: Record<string, Blob | Promise<Blob>>) {
    copied.push(own);
  });
  vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
  return user;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

async function report(): Promise<string> {
  const blob = await copied.at(-1)?.['text/plain'];
  return blob === undefined ? '' : new TextDecoder().decode(await blob.arrayBuffer());
}

/** A part of the page that asks with the search, and tells how many rows match. */
function Part(): ReactNode {
  const { view, edit } = useView();
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 10 },
    where: view.search === '' ? EVERYTHING : { kind: 'in', field: 'op', values: [view.search] },
    by: [],
    show: [{ metric: 'count' }],
  };
  const { data, isStale } = useAsk(query);
  const ref = useReportPart(
    () =>
      data === undefined
        ? null
        : { kind: 'numbers', numbers: [{ label: 'Matched', value: String(data.matched), change: '' }] },
    isStale,
  );
  return (
    <p ref={ref}>
      {data?.matched} rows
      <button onClick={() => edit({ search: 'db' })}>Search</button>
    </p>
  );
}

interface Waiting {
  readonly answer: (result: Result) => void;
  readonly fail: (error: unknown) => void;
}

function show(): { readonly waiting: Waiting[]; readonly tell: ReturnType<typeof scriptedSource>['tell'] } {
  const waiting: Waiting[] = [];
  const source = scriptedSource({
    ask: () => new Promise((answer, fail) => void waiting.push({ answer, fail })),
  });
  render(
    <PageAround source={source} address="/performance?range=2026-11-19T13:00:00Z..2026-11-19T14:00:00Z">
      <ReportParts>
        <CopyReport />
        <Part />
      </ReportParts>
    </PageAround>,
  );
  return { waiting, tell: source.tell };
}

async function answer(waiting: Waiting[], result: Partial<Result>): Promise<void> {
  await act(async () => {
    waiting.shift()?.answer(emptyResult(result));
    await Promise.resolve();
  });
}

it('waits for an answer that is on its way, and has none of the earlier figures', async () => {
  const user = start();
  const { waiting } = show();
  await answer(waiting, { matched: 45 });
  await screen.findByText('45 rows');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(copied).toEqual([]);
  await answer(waiting, { matched: 7 });
  await screen.findByText('Report copied: picture, numbers and link.');
  expect(await report()).toContain('| Matched | 7 |');
  expect(await report()).not.toContain('45');
  expect(await report()).not.toContain('Loaded');
});

it('is not made of what does not come', async () => {
  const user = start();
  const { waiting } = show();
  await answer(waiting, { matched: 45 });
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  expect(await screen.findByText(/still waits for answers/)).toBeVisible();
  expect(copied).toEqual([]);
}, 20_000);

it('says of how much the figures are', async () => {
  const user = start();
  const { waiting, tell } = show();
  act(() => tell({ loading: { rows: 1_200_000, total: 8_000_000 } }));
  await answer(waiting, { matched: 45, complete: false });
  await screen.findByText('45 rows');
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  await screen.findByText('Report copied: picture, numbers and link.');
  expect(await report()).toMatch(/- Loaded: 1[.,]2.* of 8.* rows so far/);
});

it('says that loading was stopped before all had come', async () => {
  const user = start();
  const { waiting, tell } = show();
  act(() => tell({ stopped: { rows: 1_200_000, total: 8_000_000, since: 0 } }));
  await answer(waiting, { matched: 45, complete: false });
  await screen.findByText('45 rows');
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  await screen.findByText('Report copied: picture, numbers and link.');
  expect(await report()).toMatch(/- Loaded: 1[.,]2.* of 8.* rows, the newest: loading was stopped/);
});

it('says that some questions failed where earlier figures stand for them', async () => {
  const user = start();
  const { waiting } = show();
  await answer(waiting, { matched: 45 });
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await act(async () => {
    waiting.shift()?.fail(new SourceError('failed', { kind: 'refused', message: 'No.', advice: '' }));
    await Promise.resolve();
  });
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  expect(await screen.findByText(/earlier ones, since their question failed/)).toBeVisible();
  expect(copied).toEqual([]);
}, 20_000);
