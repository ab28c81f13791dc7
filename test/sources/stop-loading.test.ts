// A load that somebody stops: what has come stays and says what it is of, and nothing more comes until it goes on.
import { afterEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Update } from '../../src/model/source.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import { createFeedSource } from '../../src/sources/feed-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { transaction } from '../transaction-builder.ts';
import { until } from '../until.ts';
import { MemoryFeed } from './memory-feed.ts';

const NOW = Date.UTC(2026, 0, 10);
const LAST_DAY: Range = { start: NOW - DAY, end: NOW };
const ago = (hours: number): number => NOW - hours * HOUR;

function count(range: Range): Query {
  return { of: 'transactions', range, where: EVERYTHING, by: [], show: [{ metric: 'count' }] };
}

/** One transaction an hour over three days, ended at half past; of a batch of ten. */
class SlowFeed extends MemoryFeed {
  #waiting: (() => void)[] = [];

  constructor() {
    const hours = Array.from({ length: 72 }, (_, hour) => hour);
    super(
      hours.map((hour) =>
        transaction({ row: hour + 1, end: NOW - (72 - hour) * HOUR + 30 * MINUTE, duration: 1 }),
      ),
      NOW,
    );
    this.batch = 10;
    this.gate = () => new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Resolves once a batch is held back. */
  async held(): Promise<void> {
    await until(() => {
      if (this.#waiting.length === 0) throw new Error('no batch is held back yet');
    });
  }

  /** Lets all batches through from now on. */
  open(): void {
    this.gate = () => Promise.resolve();
    for (const pass of this.#waiting.splice(0)) pass();
  }
}

const opened: FeedSource[] = [];
afterEach(() => {
  for (const source of opened.splice(0)) source.close();
});

/** A source of which ten rows of the last day have come when its load is stopped. */
async function stopped(): Promise<{ feed: SlowFeed; source: FeedSource; updates: Update[] }> {
  const feed = new SlowFeed();
  const source = createFeedSource(feed, { wait: 100 });
  opened.push(source);
  const updates: Update[] = [];
  source.watch((update) => updates.push(update));
  await source.ask(count(LAST_DAY));
  await feed.held();
  await source.stopLoading();
  feed.open();
  await until(() => expect(updates.at(-1)?.loading).toBeNull());
  return { feed, source, updates };
}

const whole = (source: FeedSource, range: Range): Promise<void> =>
  until(async () => expect((await source.ask(count(range))).complete).toBe(true));

/** Long enough for a load to begin. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

describe('a load that was stopped', () => {
  it('leaves what has come, and says how much that is and since when it is all', async () => {
    const { feed, source, updates } = await stopped();
    expect(updates.at(-1)?.stopped).toEqual({ rows: 10, total: 24, since: ago(10) + 45 * MINUTE });
    const partial = await source.ask(count(LAST_DAY));
    expect(partial).toMatchObject({ complete: false, matched: 10 });
    expect(partial.problems).toMatchObject([
      { kind: 'partial', message: expect.stringContaining('stopped') as unknown },
    ]);
    // Of what is there in full nothing has to be said.
    expect((await source.ask(count({ start: ago(9), end: NOW }))).problems).toEqual([]);
    await aWhile();
    expect(feed.asked).toHaveLength(1);
  });

  it('goes on where it was, once it is told to', async () => {
    const { feed, source, updates } = await stopped();
    await source.resumeLoading();
    await whole(source, LAST_DAY);
    expect(feed.asked.at(-1)).toEqual({ start: LAST_DAY.start, end: ago(10) + 45 * MINUTE });
    expect((await source.ask(count(LAST_DAY))).matched).toBe(24);
    await until(() => expect(updates.at(-1)).toMatchObject({ stopped: null, loading: null }));
  });

  it('still hears of what is new', async () => {
    const { feed, source } = await stopped();
    feed.put(transaction({ row: 900, end: NOW - MINUTE }));
    await until(async () => expect((await source.ask(count(LAST_DAY))).matched).toBe(11));
    expect(feed.asked).toHaveLength(1);
  });

  it('is over when another time is asked for, not when a part of the same is', async () => {
    const { feed, source } = await stopped();
    await source.ask(count({ start: ago(20), end: ago(2) }));
    await aWhile();
    expect(feed.asked).toHaveLength(1);
    const longer = { start: ago(48), end: NOW };
    await whole(source, longer);
    expect((await source.ask(count(longer))).matched).toBe(48);
  });

  it('stays stopped while a range that ends now moves on', async () => {
    const { feed, source } = await stopped();
    await source.ask(count({ start: LAST_DAY.start + 2_000, end: NOW + 2_000 }));
    await aWhile();
    expect(feed.asked).toHaveLength(1);
  });

  it('is none where nothing is being loaded', async () => {
    const feed = new SlowFeed();
    feed.open();
    const source = createFeedSource(feed);
    opened.push(source);
    await whole(source, LAST_DAY);
    await source.stopLoading();
    const longer = { start: ago(48), end: NOW };
    await source.ask(count(longer));
    await whole(source, longer);
    expect((await source.ask(count(longer))).matched).toBe(48);
  });
});
