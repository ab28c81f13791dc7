// The kinds of sources, each asked the same questions through the worker's wire.
import { setupServer } from 'msw/node';
import { deepStrictEqual, equal } from 'node:assert/strict';
import { fetchWithCookies, readAsPage } from '../collector/as-page.ts';
import { CLOCK_TAG } from '../../src/trace/drift.ts';
import { tableOfSpans } from '../../src/trace/span-table.ts';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { DEMO_PATH, demoHandlers } from '../../mocks/handlers.ts';
import { startCollector } from '../../src/collector/start.ts';
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import type { TraceData } from '../../src/model/source.ts';
import type { ErrorEvent } from '../../src/model/span.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { createFeedSource } from '../../src/sources/feed-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { gather } from '../mocks/read-world.ts';
import { randomTransactions } from '../random-data.ts';
import { describeSource } from './conformance.ts';
import type { Subject } from './conformance.ts';
import { allTransactions } from './exact-transactions.ts';
import { MemoryFeed } from './memory-feed.ts';
import { postEvents, sentEvents } from './sent.ts';
import { throughTheWire } from './through-the-wire.ts';

/** The source behind the wire, and what else there is to close. */
function subjectOf(
  source: FeedSource,
  known: Pick<Subject, 'transactions' | 'traces'>,
  close: () => Promise<void> = () => Promise.resolve(),
): Subject {
  const wire = throughTheWire(source);
  return {
    ...known,
    source: wire.source,
    close: async () => {
      wire.close();
      source.close();
      await close();
    },
  };
}

describeSource('a feed in memory', async () => {
  // Two of them are known as traces, alone in them.
  const transactions = randomTransactions(3, 700).map((each, index) =>
    index < 2 ? { ...each, spans: 0 } : each,
  );
  const feed = new MemoryFeed(transactions, Date.UTC(2026, 0, 9));
  feed.batch = 90;
  feed.traces = transactions.slice(0, 2).map((each): TraceData => ({
    traceId: each.traceId,
    transactions: [each],
    spans: tableOfSpans([]),
    errors: [],
    problems: [],
  }));
  feed.reported = transactions
    .flatMap((of) =>
      Array.from({ length: of.errors }, (_, index): ErrorEvent => ({
        eventId: (of.row * 1_000 + index).toString(16).padStart(32, '0'),
        project: of.project,
        traceId: of.traceId,
        spanId: of.spanId,
        timestamp: of.start,
        type: 'TypeError',
        message: 'no',
        level: 'error',
        transaction: of.transaction,
      })),
    )
    .sort((one, two) => two.timestamp - one.timestamp);
  return subjectOf(createFeedSource(feed), {
    transactions,
    // A span is made of a transaction that came without its own.
    traces: transactions.slice(0, 2).map((own) => ({
      traceId: own.traceId,
      spans: [{ ...own, parentId: null, description: own.transaction }],
      errors: [],
    })),
  });
});

describeSource('the demo', async () => {
  const app = 'http://demo.test/folder/';
  const base = `${app}${DEMO_PATH}`;
  const now = Date.UTC(2026, 10, 19, 14, 30);
  // Its clock stands still, so that it is known what is in it.
  const world = createWorld({ seed: 7, anchor: now, rows: 4_000 }, () => now);
  const server = setupServer(...demoHandlers(world, app));
  server.listen({ onUnhandledRequest: 'error' });
  const transactions = await allTransactions(base);
  const traces = [...transactions].sort((a, b) => b.spans - a.spans || b.errors - a.errors).slice(0, 2);
  return subjectOf(
    createApiSource({ base }),
    {
      transactions,
      traces: await Promise.all(
        traces.map(async ({ traceId }) => {
          const { body } = await fetch(`${base}traces/${traceId}`);
          const { spans, errors } = await gather(decodeFrames(body ?? new ReadableStream()));
          return { traceId, spans, errors };
        }),
      ),
    },
    async () => server.close(),
  );
});

describeSource('a collector', async () => {
  // The events are older than what a collector keeps by itself.
  const collector = await startCollector({ port: 0, keep: { days: null, bytes: null } });
  const events = sentEvents(11, 600);
  await postEvents(collector.dsn, events);
  await collector.settled();
  const base = `${collector.url}api/v1/`;
  const transactions = await allTransactions(base, readAsPage);
  // Everything that was sent is there, as it was meant; only then it is worth asking about.
  const sent = new Map(events.map(({ transaction }) => [transaction.eventId, transaction]));
  equal(transactions.length, events.length);
  for (const each of transactions) {
    const { row, received } = each;
    const meant = sent.get(each.eventId);
    // All of it is of a time long before it was received.
    const tags = new Map([...(meant?.tags ?? []), [CLOCK_TAG, 'past_timestamp']]);
    deepStrictEqual(each, { ...meant, row, received, tags });
  }
  const traces = events.filter(({ spans, errors }) => spans.length === 3 && errors.length > 0).slice(0, 3);
  return subjectOf(
    createApiSource({ base, fetch: fetchWithCookies() }),
    {
      transactions,
      traces: traces.map(({ transaction: own, spans, errors }) => ({
        traceId: own.traceId,
        spans: [{ ...own, parentId: null, description: own.transaction }, ...spans],
        errors,
      })),
    },
    () => collector.close(),
  );
});
