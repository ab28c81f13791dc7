// Lists of errors: read once for all who ask for the same within some seconds.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ErrorLists } from '../../src/sources/error-lists.ts';
import type { ErrorBatch } from '../../src/sources/feed.ts';
import type { Range } from '../../src/model/time.ts';

const RANGE: Range = { start: 0, end: 10_000 };
const SHOP = { project: 'shop', transaction: '/a' };

/** A feed of no errors that answers when it is told to, and notes what was asked and what was given up. */
function heldFeed() {
  const asked: { readonly answer: () => void; readonly fail: () => void; readonly signal: AbortSignal }[] =
    [];
  return {
    asked,
    async *errors(_of: unknown, _range: Range, signal?: AbortSignal): AsyncGenerator<ErrorBatch> {
      if (signal === undefined) throw new Error('A reading can be given up.');
      await new Promise<void>((resolve, reject) => {
        asked.push({ answer: resolve, fail: () => reject(new Error('away')), signal });
      });
      yield { errors: [], total: asked.length };
    },
  };
}

let feed: ReturnType<typeof heldFeed>;
let lists: ErrorLists;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  feed = heldFeed();
  lists = new ErrorLists(feed);
});
afterEach(() => {
  vi.useRealTimers();
});

async function answerNext(): Promise<void> {
  await vi.waitFor(() => expect(feed.asked.length).toBeGreaterThan(0));
  feed.asked.at(-1)?.answer();
}

it('are read once for all who ask for the same, and kept for a while', async () => {
  const [one, two] = [lists.read(null, RANGE), lists.read(null, { ...RANGE })];
  await answerNext();
  expect(await one).toBe(await two);
  vi.advanceTimersByTime(29_000);
  expect(await lists.read(null, RANGE)).toBe(await one);
  expect(feed.asked).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  const later = lists.read(null, RANGE);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(2));
  await answerNext();
  expect((await later).held).toBe(2);
});

it('of another time or transaction are read anew', async () => {
  for (const [owner, range] of [
    [null, RANGE],
    [SHOP, RANGE],
    [{ ...SHOP, transaction: '/b' }, RANGE],
    [null, { ...RANGE, end: 20_000 }],
    [null, { start: 5, end: 20_000 }],
  ] as const) {
    const before = feed.asked.length;
    const list = lists.read(owner, range);
    await vi.waitFor(() => expect(feed.asked).toHaveLength(before + 1));
    await answerNext();
    await list;
  }
});

it('are left to the next by who gives up waiting, and given up when something else is asked for', async () => {
  const given = new AbortController();
  const first = lists.read(null, RANGE, given.signal);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(1));
  given.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(feed.asked[0]?.signal.aborted).toBe(false);
  const second = lists.read(null, RANGE);
  await answerNext();
  await second;
  expect(feed.asked).toHaveLength(1);

  const waits = lists.read(SHOP, RANGE);
  const goes = new AbortController();
  const leaves = lists.read(SHOP, RANGE, goes.signal);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(2));
  const other = lists.read(null, RANGE);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(3));
  goes.abort(new Error('enough'));
  await expect(leaves).rejects.toThrow('enough');
  // Somebody still waits.
  expect(feed.asked[1]?.signal.aborted).toBe(false);
  feed.asked[1]?.answer();
  feed.asked[2]?.answer();
  await Promise.all([waits, other]);

  const left = new AbortController();
  const lonely = lists.read(SHOP, RANGE, left.signal);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(4));
  left.abort(new Error('enough'));
  await expect(lonely).rejects.toThrow('enough');
  lists.forget();
  expect(feed.asked[3]?.signal.aborted).toBe(true);
});

it('that could not be read are read again', async () => {
  const first = lists.read(null, RANGE);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(1));
  feed.asked[0]?.fail();
  await expect(first).rejects.toThrow('away');
  const second = lists.read(null, RANGE);
  await vi.waitFor(() => expect(feed.asked).toHaveLength(2));
  await answerNext();
  expect((await second).held).toBe(2);
});
