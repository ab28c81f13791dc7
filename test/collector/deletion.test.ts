// Data is deleted from the tables and from the disk: what is made anew of the spool does not bring it back.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Deletion } from '../../src/collector/deletion/deletion.ts';
import { Pending } from '../../src/collector/deletion/pending.ts';
import type { Collector } from '../../src/collector/start.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { readAsPage } from './as-page.ts';
import {
  afterwards,
  emptyDirectory,
  frames,
  info,
  sendEnvelope,
  sendTraces,
  start,
  transactions,
} from './running.ts';
import { BEGIN, envelope, errorItem, otlp, spanId, traceId, transactionEnvelope } from './traffic.ts';

/** Asks for a deletion as the app's own page does; `origin`: another page's. */
function ask({ url }: Collector, project: unknown, origin = url.slice(0, -1)): Promise<Response> {
  return readAsPage(`${url}api/v1/deletions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ project }),
  });
}

async function deleted(collector: Collector, project: string | null): Promise<unknown> {
  const response = await ask(collector, project);
  expect(response.status).toBe(200);
  return response.json();
}

/** Traffic of the projects 1 and 2, and of two services that send together. */
async function fill(collector: Collector): Promise<void> {
  for (const value of [1, 2, 3]) await sendEnvelope(collector, transactionEnvelope(value), { project: '1' });
  for (const value of [4, 5]) await sendEnvelope(collector, transactionEnvelope(value), { project: '2' });
  await sendEnvelope(collector, envelope([['event', errorItem(1, 1)]]), { project: '1' });
  const spans = (value: number, name: string) => [
    { traceId: traceId(value), spanId: spanId(value), name, kind: 2, startMs: BEGIN, durationMs: 100 },
  ];
  const [shop, bank] = [otlp(spans(101, 'GET /shop'), 'shop'), otlp(spans(102, 'GET /bank'), 'bank')] as {
    resourceSpans: unknown[];
  }[];
  await sendTraces(collector, {
    resourceSpans: [...(shop?.resourceSpans ?? []), ...(bank?.resourceSpans ?? [])],
  });
  await collector.settled();
}

async function projectsOf(collector: Collector): Promise<string[]> {
  return (await transactions(collector)).map(({ project }) => project).toSorted();
}

/** All bytes of the spool as text: names stand in it as they were sent. */
function spoolOf(directory: string): string {
  const spool = join(directory, 'spool');
  return readdirSync(spool)
    .map((name) => readFileSync(join(spool, name), 'latin1'))
    .join('');
}

it('of one project alone goes, for those who watch too, and stays gone when the database is made anew', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  expect(await projectsOf(first)).toEqual(['1', '1', '1', '2', '2', 'bank', 'shop']);
  const { revision } = await info(first);
  expect(await deleted(first, '1')).toEqual({ transactions: 3 });
  expect(await projectsOf(first)).toEqual(['2', '2', 'bank', 'shop']);
  const [removed] = await frames(first, `transactions?after=${revision}`);
  expect(removed).toMatchObject({ table: 'removed', removed: { length: 3 } });
  expect(await deleted(first, 'shop')).toEqual({ transactions: 1 });
  expect(spoolOf(directory)).toContain('GET /bank');
  expect(spoolOf(directory)).not.toContain('GET /shop');
  // What comes later is kept.
  await sendEnvelope(first, transactionEnvelope(6), { project: '1' });
  await first.settled();
  const standing = await projectsOf(first);
  expect(standing).toEqual(['1', '2', '2', 'bank']);
  const { quality } = await info(first);
  expect(quality).toMatchObject({ received: 9, stored: 9 });
  await first.close();
  rmSync(join(directory, 'longtail.duckdb'));
  const second = await start({ directory });
  await second.settled();
  expect(await projectsOf(second)).toEqual(standing);
  const anew = (await info(second)).quality;
  expect([anew.received, anew.stored, anew.refused]).toEqual([4, 4, []]);
});

it('goes as a whole, with the files of the spool', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  expect(await deleted(first, null)).toEqual({ transactions: 7 });
  expect(await info(first)).toMatchObject({ rows: 0, extent: null, projects: [] });
  expect(spoolOf(directory).length).toBeLessThan(1_000);
  await first.close();
  rmSync(join(directory, 'longtail.duckdb'));
  const second = await start({ directory });
  await second.settled();
  expect(await projectsOf(second)).toEqual([]);
});

it('goes from tables and disk alike, or stays in both, where it comes at that very moment', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  const over = new AbortController();
  let value = 1_000;
  const sending = (async () => {
    for (; !over.signal.aborted; value += 1) {
      await sendEnvelope(first, transactionEnvelope(value), { project: '1' });
    }
  })();
  const before = (await transactions(first)).length;
  await deleted(first, '1');
  const during = value;
  over.abort();
  await sending;
  await first.settled();
  const standing = (await transactions(first)).map((row) => row.eventId).toSorted();
  expect(before).toBeGreaterThanOrEqual(7);
  // Some came while it was deleted; of what came before nothing is left but the others' four rows.
  expect(during).toBeGreaterThan(1_001);
  expect(standing.length).toBeLessThan(4 + value - 1_000);
  await first.close();
  rmSync(join(directory, 'longtail.duckdb'));
  const second = await start({ directory });
  await second.settled();
  expect((await transactions(second)).map((row) => row.eventId).toSorted()).toEqual(standing);
});

it('goes with the spans whose transactions have not come, and leaves those of others', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  const child = (value: number) =>
    [
      {
        traceId: traceId(value),
        spanId: spanId(value),
        parentSpanId: spanId(value + 1),
        name: 'select',
        kind: 3,
        startMs: BEGIN,
        durationMs: 9,
      },
    ] as const;
  await sendTraces(first, otlp(child(201), 'shop'));
  await sendTraces(first, otlp(child(202), 'bank'));
  await first.settled();
  const spansOf = async (collector: Collector): Promise<number[]> => {
    const statuses = [];
    for (const value of [201, 202]) {
      statuses.push((await readAsPage(`${collector.url}api/v1/traces/${traceId(value)}`)).status);
    }
    return statuses;
  };
  expect(await spansOf(first)).toEqual([200, 200]);
  expect(await deleted(first, 'shop')).toEqual({ transactions: 1 });
  expect(await spansOf(first)).toEqual([404, 200]);
  await first.close();
  rmSync(join(directory, 'longtail.duckdb'));
  const second = await start({ directory });
  await second.settled();
  expect(await spansOf(second)).toEqual([404, 200]);
});

it('goes in memory as well', async () => {
  const collector = await start();
  await fill(collector);
  expect(await deleted(collector, '2')).toEqual({ transactions: 2 });
  expect(await projectsOf(collector)).toEqual(['1', '1', '1', 'bank', 'shop']);
  expect(await deleted(collector, 'nobody')).toEqual({ transactions: 0 });
});

it('goes with the next start where the last one had no time for it', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  await first.close();
  const pending = join(directory, 'deletions.json');
  writeFileSync(pending, JSON.stringify([{ project: '1' }]));
  const second = await start({ directory });
  await expect.poll(() => projectsOf(second), { timeout: 10_000 }).toEqual(['2', '2', 'bank', 'shop']);
  await expect.poll(() => readFileSync(pending, 'utf8'), { timeout: 10_000 }).toBe('[]');
  expect(await info(second)).toMatchObject({ rows: 4 });
});

it('spares what came after it was asked for, where the machine stopped meanwhile', async () => {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await fill(first);
  await first.close();
  const later = await start({ directory });
  await sendEnvelope(later, transactionEnvelope(6), { project: '1' });
  await later.settled();
  await later.close();
  rmSync(join(directory, 'longtail.duckdb'));
  const pending = join(directory, 'deletions.json');
  writeFileSync(pending, JSON.stringify([{ project: '1', segment: 2 }]));
  const second = await start({ directory });
  await expect.poll(() => readFileSync(pending, 'utf8'), { timeout: 10_000 }).toBe('[]');
  await second.settled();
  expect(await projectsOf(second)).toEqual(['1', '2', '2', 'bank', 'shop']);
  expect(await transactions(second)).toContainEqual(expect.objectContaining({ traceId: traceId(6) }));
});

it('that the database refuses is given up after a while, and lets writing go on', async () => {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  const transact = vi.spyOn(store.tables, 'transact').mockRejectedValue(new Error('no memory'));
  const writer = { hold: vi.fn(), reach: vi.fn(() => Promise.resolve()), release: vi.fn() };
  const pending = await Pending.open(join(emptyDirectory(), 'deletions.json'));
  const reported: unknown[] = [];
  const deletion = new Deletion({
    store,
    writer,
    spool: null,
    pending,
    roll: () => Promise.resolve(2),
    firstSegment: 1,
    deleted: () => undefined,
    report: (error) => reported.push(error),
    retry: 1,
  });
  await expect(deletion.delete('1')).rejects.toThrow('The database deletes nothing');
  expect(reported.length).toBeGreaterThan(1);
  expect(transact).toHaveBeenCalledTimes(reported.length);
  expect(writer.release).toHaveBeenCalledTimes(1);
  expect(pending.all).toEqual([]);
  transact.mockRestore();
  expect(await deletion.delete('1')).toBe(0);
});

it('that came back with tables made anew, and that these refuse, is still to go from the spool', async () => {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  const pending = await Pending.open(join(emptyDirectory(), 'deletions.json'));
  const reported: unknown[] = [];
  const deletion = new Deletion({
    store,
    writer: { hold: vi.fn(), reach: () => Promise.resolve(), release: vi.fn() },
    spool: join(emptyDirectory(), 'that is not there'),
    pending,
    roll: () => Promise.resolve(2),
    firstSegment: 1,
    deleted: () => undefined,
    report: (error) => reported.push(error),
    retry: 1,
  });
  await expect(deletion.delete('1')).rejects.toThrow('ENOENT');
  vi.spyOn(store.tables, 'births', 'get').mockReturnValue(1);
  vi.spyOn(store.tables, 'transact').mockRejectedValue(new Error('no memory'));
  deletion.followBirth();
  await vi.waitFor(() =>
    expect(reported.at(-1)).toMatchObject({ problem: { advice: expect.stringContaining('there again') } }),
  );
  expect(pending.all).toEqual([{ project: '1', segment: 2 }]);
});

it('is asked for by the app’s own pages alone, and in words that are understood', async () => {
  const collector = await start();
  await fill(collector);
  expect((await ask(collector, null, 'https://elsewhere.example')).status).toBe(403);
  expect((await ask(collector, 7)).status).toBe(400);
  expect((await info(collector)).rows).toBe(7);
});
