import { act, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { SourceError } from '../../src/model/source.ts';
import type { Source } from '../../src/model/source.ts';
import type { Problem } from '../../src/model/result.ts';
import { useRefresh, useTick } from '../../src/view/tick-context.tsx';
import { useReport } from '../../src/view/use-report.ts';
import { PageAround } from './page-around.tsx';
import { scriptedSource } from './scripted-source.ts';

const AWAY: Problem = { kind: 'unreachable', message: 'It is away.', advice: 'Wait.' };

let isAway = true;

function make(): Promise<string> {
  return isAway ? Promise.reject(new SourceError('unreachable', AWAY)) : Promise.resolve('a report');
}

function Report(): ReactNode {
  const { data, problem } = useReport('test', { of: 1 }, make);
  return <p>{data ?? problem?.message ?? 'nothing yet'}</p>;
}

it('a report that failed while its source was away is made once it is back', async () => {
  const source = scriptedSource();
  render(
    <PageAround source={source}>
      <Report />
    </PageAround>,
  );
  expect(await screen.findByText('It is away.')).toBeVisible();
  act(() => source.tell({ problem: AWAY }));
  isAway = false;
  act(() => source.tell({ problem: null }));
  expect(await screen.findByText('a report')).toBeVisible();
});

it('a report that waits for rows says why none come, and asks for them again', async () => {
  isAway = false;
  const resumeLoading = vi.fn(() => Promise.resolve());
  const source = scriptedSource({ resumeLoading });
  function Waiting(): ReactNode {
    const { data, problem, retry } = useReport('waiting', { of: 1 }, make);
    return <button onClick={retry}>{data ?? problem?.message ?? 'nothing yet'}</button>;
  }
  const loading = { rows: 0, total: 10 };
  // It is being loaded before the page asks.
  const loadingSource: Source = {
    ...source,
    watch: (onUpdate) => {
      onUpdate({ revision: 1, changed: null, loading, problem: null });
      return source.watch(onUpdate);
    },
  };
  render(
    <PageAround source={loadingSource}>
      <Waiting />
    </PageAround>,
  );
  expect(await screen.findByText('nothing yet')).toBeVisible();
  act(() => source.tell({ loading, problem: AWAY }));
  const button = await screen.findByText('It is away.');
  act(() => button.click());
  expect(resumeLoading).toHaveBeenCalledOnce();
  act(() => source.tell({}));
  expect(await screen.findByText('a report')).toBeVisible();
});

/** A minute, and what it is compared with: the one before, or one that stays where it is. */
interface Question {
  readonly where: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly versus?: { readonly range: { readonly start: number; readonly end: number } };
}

it('is asked of one moment for a while, by whichever filter, so that what was read of it serves again', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  const asked: Question[] = [];
  function Asking({ question }: { readonly question: (now: number) => Question }): ReactNode {
    const { now } = useTick();
    const { refreshNow } = useRefresh();
    useReport('moments', question(now), (_source, each) => {
      asked.push(each);
      return Promise.resolve('made');
    });
    return <button onClick={refreshNow}>Again</button>;
  }
  const source = scriptedSource();
  const around = (question: (now: number) => Question): ReactNode => (
    <PageAround source={source}>
      <Asking question={question} />
    </PageAround>
  );
  const minute = (where: string) => (now: number) => ({ where, range: { start: now - 60_000, end: now } });
  const { rerender } = render(around(minute('a')));
  const pass = (seconds: number): void => {
    vi.setSystemTime(Date.now() + seconds * 1_000);
    act(() => screen.getByRole('button').click());
  };
  const last = async (count: number): Promise<Question | undefined> => {
    await waitFor(() => expect(asked).toHaveLength(count));
    return asked.at(-1);
  };
  expect(await last(1)).toEqual({ where: 'a', range: { start: 940_000, end: 1_000_000 } });
  pass(5);
  rerender(around(minute('b')));
  expect(await last(2)).toEqual({ where: 'b', range: { start: 940_000, end: 1_000_000 } });
  // Another length is another time.
  rerender(around((now) => ({ where: 'b', range: { start: now - 30_000, end: now } })));
  expect(await last(3)).toEqual({ where: 'b', range: { start: 975_000, end: 1_005_000 } });
  pass(16);
  expect(await last(4)).toEqual({ where: 'b', range: { start: 991_000, end: 1_021_000 } });
  // Times that did not move with the time are others, be they as long.
  pass(2);
  rerender(around(() => ({ where: 'b', range: { start: 990_000, end: 1_020_000 } })));
  expect((await last(5))?.range).toEqual({ start: 990_000, end: 1_020_000 });
  // What it is compared with moves too, or stays.
  const compared = (where: string, versusEnd: (now: number) => number) => (now: number) => ({
    ...minute(where)(now),
    versus: { range: { start: versusEnd(now) - 60_000, end: versusEnd(now) } },
  });
  for (const versusEnd of [(now: number) => now - 60_000, () => 500_000]) {
    const before = asked.length;
    rerender(around(compared('a', versusEnd)));
    const first = await last(before + 1);
    pass(3);
    rerender(around(compared('b', versusEnd)));
    expect(await last(before + 2)).toEqual({ ...first, where: 'b' });
  }
  vi.useRealTimers();
});
