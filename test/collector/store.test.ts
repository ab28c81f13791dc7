// When the database fails in the middle of a batch: nothing of it stays, and the next try writes it once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Reader } from '../../src/collector/contract/reader.ts';
import { decodeBody } from '../../src/collector/decode.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import type { Parcel } from '../../src/collector/parcel/parcel.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { Store } from '../../src/collector/store/store.ts';
import { afterwards, emptyDirectory, info, sendEnvelope, start, transactions } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

afterEach(() => vi.restoreAllMocks());

function entry(value: number): Parcel {
  const body = new TextEncoder().encode(transactionEnvelope(value));
  return unpack(pack(decodeBody('sentry', '1', BEGIN, body), BEGIN));
}

const none = new Counters();

async function openStore(): Promise<Store> {
  const database = await Database.open(join(emptyDirectory(), 'test.duckdb'));
  const store = await Store.open(database, BEGIN);
  afterwards(() => store.close());
  return store;
}

async function held(store: Store) {
  const rows = await new Reader(store).rows(
    `SELECT (SELECT count(*) FROM transactions), (SELECT sum(spans) FROM blocks), (SELECT count(*) FROM texts),
       (SELECT count(DISTINCT code) FROM texts)`,
  );
  const [transactions = 0, spans = 0, texts = 0, codes = 0] = (rows[0] ?? []).map(Number);
  return { transactions, spans, isEachTextOnce: texts === codes, stored: store.counters.total('stored') };
}

describe('a batch', () => {
  it('that fails leaves nothing behind, and is written by the next try', async () => {
    const store = await openStore();
    await store.apply([entry(1)], { segment: 1, offset: 10 }, none);
    const { progress } = store;
    vi.spyOn(Counters.prototype, 'write').mockRejectedValueOnce(new Error('No space left on device'));
    const batch = [entry(2), entry(3)];
    await expect(store.apply(batch, { segment: 1, offset: 20 }, none)).rejects.toThrow('No space');
    expect(store.progress).toEqual(progress);
    expect(await held(store)).toEqual({ transactions: 1, spans: 3, isEachTextOnce: true, stored: 1 });
    await store.apply(batch, { segment: 1, offset: 20 }, none);
    expect(store.progress).toMatchObject({ position: { segment: 1, offset: 20 }, row: 3 });
    expect(await held(store)).toEqual({ transactions: 3, spans: 9, isEachTextOnce: true, stored: 3 });
  });

  it('goes on after the database has become unusable: it is opened again', async () => {
    const store = await openStore();
    await store.apply([entry(1)], { segment: 1, offset: 10 }, none);
    const reopened = vi.spyOn(store.database, 'reopen');
    const connection = await store.database.connect();
    const prototype = Object.getPrototypeOf(connection) as typeof connection;
    connection.closeSync();
    const invalid = new Error('FATAL Error: database has been invalidated');
    const run = vi.spyOn(prototype, 'run').mockRejectedValue(invalid);
    reopened.mockImplementationOnce(async () => {
      run.mockRestore();
      await store.database.reopen();
    });
    await expect(store.apply([entry(2)], { segment: 1, offset: 20 }, none)).rejects.toThrow('invalidated');
    expect(reopened).toHaveBeenCalled();
    await store.apply([entry(2)], { segment: 1, offset: 20 }, none);
    expect(await held(store)).toEqual({ transactions: 2, spans: 6, isEachTextOnce: true, stored: 2 });
  });

  it('is tried again by a running collector, which says what is wrong meanwhile', async () => {
    const collector = await start({ report: () => undefined });
    const failing = vi.spyOn(Counters.prototype, 'write').mockRejectedValue(new Error('No space left'));
    expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
    await vi.waitFor(async () => {
      const { problems } = await info(collector);
      expect(problems).toMatchObject([
        { kind: 'stale', message: expect.stringContaining('No space') as string },
      ]);
    }, 5000);
    failing.mockRestore();
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(1);
    expect((await info(collector)).problems).toEqual([]);
  });
});

describe('a database on disk', () => {
  it('has its rows in small groups, also in a folder of an odd name', async () => {
    const path = join(emptyDirectory(), "it's here.duckdb");
    const database = await Database.open(path);
    afterwards(() => database.close());
    const counts = await database.within(async (connection) => {
      await connection.run('CREATE TABLE numbers AS SELECT i FROM range(50_000) AS numbered(i)');
      await connection.run('CHECKPOINT');
      const groups = await connection.runAndReadAll(
        "SELECT row_group_id, sum(count) FROM pragma_storage_info('numbers') WHERE segment_type <> 'VALIDITY' GROUP BY ALL",
      );
      return groups.getRows().map(([, count]) => Number(count));
    });
    expect(Math.max(...counts)).toBe(16_384);
    expect(existsSync(path)).toBe(true);
  });

  it('begins anew once for a damage that it was told of by several', async () => {
    const store = await openStore();
    const putAside = vi.fn(() => Promise.resolve());
    store.tables.healBy({ putAside, begun: () => undefined });
    const damage = new Error('Corrupt database file');
    expect(await store.tables.heal(damage)).toBe(true);
    // Who gave the damage on has it healed as well.
    expect(await store.tables.heal(damage)).toBe(true);
    expect(putAside).toHaveBeenCalledTimes(1);
    expect(store.tables.births).toBe(1);
  });
});
