// A source over rows in memory that holds all of them before a page asks its first question.
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Range } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { createFeedSource } from '../../src/sources/feed-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { MemoryFeed } from '../sources/memory-feed.ts';

/** The feed, and a source on it that holds `range` in full. */
export async function heldSource(
  transactions: readonly Transaction[],
  range: Range,
): Promise<{ readonly feed: MemoryFeed; readonly source: FeedSource }> {
  const feed = new MemoryFeed(transactions, range.end);
  feed.batch = 10_000;
  const source = createFeedSource(feed);
  const loaded = new Promise<void>((resolve) => {
    const look = async (): Promise<void> => {
      const { complete } = await source.ask({
        of: 'transactions',
        range,
        where: EVERYTHING,
        by: [],
        show: [{ metric: 'count' }],
      });
      if (complete) resolve();
    };
    source.watch(() => void look());
    void look();
  });
  await loaded;
  return { feed, source };
}
