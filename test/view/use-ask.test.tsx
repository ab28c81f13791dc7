import { act, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { SourceError } from '../../src/model/source.ts';
import { AskLast, useAsk } from '../../src/view/use-ask.ts';
import { PageAround } from './page-around.tsx';
import { emptyResult, scriptedSource } from './scripted-source.ts';

interface Asked {
  readonly query: Query;
  readonly signal: AbortSignal | undefined;
  readonly answer: (result: Result) => void;
  readonly fail: (error: unknown) => void;
}

/** A source whose answers come when the test gives them. */
function setUp(): { asked: Asked[]; show: (query: Query) => void } {
  const asked: Asked[] = [];
  const source = scriptedSource({
    ask: (query, signal) =>
      new Promise((answer, fail) => {
        asked.push({ query, signal, answer, fail });
      }),
  });
  const page = (query: Query): ReactNode => (
    <PageAround source={source}>
      <Shown query={query} />
    </PageAround>
  );
  const view = render(page(query()));
  return { asked, show: (query) => view.rerender(page(query)) };
}

function Shown({ query }: { readonly query: Query }): ReactNode {
  const { data, asked, isStale, isPending, problem } = useAsk(query);
  const words = [
    data === undefined ? 'nothing' : `${data.matched} rows`,
    asked === undefined ? '' : `of ${asked.range.start}`,
    isStale ? 'stale' : '',
    isPending ? 'pending' : '',
    problem?.message ?? '',
  ];
  return <p data-testid="shown">{words.filter((word) => word !== '').join(', ')}</p>;
}

function query(change: Partial<Query> = {}): Query {
  return {
    of: 'transactions',
    range: { start: 0, end: 10 },
    where: EVERYTHING,
    by: [],
    show: [{ metric: 'p95' }],
    ...change,
  };
}

async function settle(change: () => void): Promise<void> {
  await act(async () => {
    change();
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

/** What is shown, once it is these words or long enough was waited for them: a busy machine takes its time. */
async function shown(words: string): Promise<string> {
  const read = (): string => screen.getByTestId('shown').textContent;
  await waitFor(
    () => {
      if (read() !== words) throw new Error(`It shows “${read()}”.`);
    },
    { timeout: 10_000 },
  );
  return read();
}

describe('an answer', () => {
  it('stays on screen while another question of its shape waits for its own', async () => {
    const { asked, show } = setUp();
    expect(await shown('nothing, pending')).toBe('nothing, pending');
    await settle(() => asked[0]?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    await settle(() => show(query({ where: { kind: 'has', field: 'user' } })));
    expect(await shown('5 rows, of 0, stale, pending')).toBe('5 rows, of 0, stale, pending');
    await settle(() => asked[1]?.answer(emptyResult({ matched: 2 })));
    expect(await shown('2 rows, of 0')).toBe('2 rows, of 0');
  });

  it('is not stale when the same question is asked a moment later', async () => {
    const { asked, show } = setUp();
    expect(await shown('nothing, pending')).toBe('nothing, pending');
    await settle(() => asked[0]?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    await settle(() => show(query({ range: { start: 1, end: 11 } })));
    expect(await shown('5 rows, of 0, pending')).toBe('5 rows, of 0, pending');
  });

  it('that compares is not stale a moment later either, but with another period it is', async () => {
    const { asked, show } = setUp();
    await settle(() => show(query({ versus: { range: { start: -10, end: 0 } } })));
    await settle(() => asked.at(-1)?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    const moved = { start: 1, end: 11 };
    await settle(() => show(query({ range: moved, versus: { range: { start: -9, end: 1 } } })));
    expect(await shown('5 rows, of 0, pending')).toBe('5 rows, of 0, pending');
    await settle(() => show(query({ range: moved, versus: { range: { start: -99, end: -89 } } })));
    expect(await shown('5 rows, of 0, stale, pending')).toBe('5 rows, of 0, stale, pending');
  });

  it('that compares with a fixed period is not stale a moment later', async () => {
    const { asked, show } = setUp();
    const fixed = { versus: { range: { start: -100, end: -90 } } };
    await settle(() => show(query(fixed)));
    await waitFor(() => expect(asked.at(-1)?.query.versus).toEqual(fixed.versus), { timeout: 10_000 });
    await settle(() => asked.at(-1)?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    await settle(() => show(query({ ...fixed, range: { start: 1, end: 11 } })));
    expect(await shown('5 rows, of 0, pending')).toBe('5 rows, of 0, pending');
    await settle(() => show(query({ ...fixed, range: { start: 1, end: 12 } })));
    expect(await shown('5 rows, of 0, stale, pending')).toBe('5 rows, of 0, stale, pending');
  });

  it('is never shown for a question of another shape', async () => {
    const { asked, show } = setUp();
    expect(await shown('nothing, pending')).toBe('nothing, pending');
    await settle(() => asked[0]?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    await settle(() => show(query({ show: [{ metric: 'apdex' }] })));
    expect(await shown('nothing, pending')).toBe('nothing, pending');
  });

  it('stays when the next question fails, and says why', async () => {
    const { asked, show } = setUp();
    expect(await shown('nothing, pending')).toBe('nothing, pending');
    await settle(() => asked[0]?.answer(emptyResult({ matched: 5 })));
    expect(await shown('5 rows, of 0')).toBe('5 rows, of 0');
    await settle(() => show(query({ range: { start: 1, end: 11 } })));
    expect(await shown('5 rows, of 0, pending')).toBe('5 rows, of 0, pending');
    const problem = { kind: 'failed', message: 'It failed.', advice: '' } as const;
    await settle(() => asked[1]?.fail(new SourceError('failed', problem)));
    expect(await shown('5 rows, of 0, stale, It failed.')).toBe('5 rows, of 0, stale, It failed.');
  });

  it('that nobody waits for any more is called off', async () => {
    const { asked, show } = setUp();
    expect(await shown('nothing, pending')).toBe('nothing, pending');
    await settle(() => show(query({ range: { start: 1, end: 11 } })));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(asked[1]?.signal?.aborted).toBe(false);
  });
});

it('asks last what is quick to draw', async () => {
  const asked: (number | undefined)[] = [];
  const source = scriptedSource({
    ask: ({ limit }) => {
      asked.push(limit);
      return new Promise(() => undefined);
    },
  });
  render(
    <PageAround source={source}>
      <AskLast value>
        <Shown query={query({ limit: 3 })} />
      </AskLast>
      <Shown query={query({ limit: 1 })} />
      <Shown query={query({ limit: 2 })} />
    </PageAround>,
  );
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked).toEqual([1, 2, 3]);
});
