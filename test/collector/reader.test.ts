import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Reader } from '../../src/collector/contract/reader.ts';
import { decodeBody } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { afterwards, emptyDirectory } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

it('answers several questions from one state, whatever is written between them', async () => {
  const database = await Database.open(join(emptyDirectory(), 'test.duckdb'));
  const store = await Store.open(database, BEGIN);
  afterwards(() => store.close());
  const write = (value: number): Promise<void> => {
    const body = new TextEncoder().encode(transactionEnvelope(value));
    const parcel = unpack(pack(decodeBody('sentry', '1', BEGIN, body), BEGIN));
    return store.apply([parcel], { segment: 1, offset: value }, new Counters());
  };
  await write(1);
  const reader = new Reader(store);
  const count = 'SELECT count(*)::INTEGER FROM transactions';
  const counted = await reader.snapshot(async (connection) => {
    const before = (await connection.runAndReadAll(count)).getRows();
    await write(2);
    return [before, (await connection.runAndReadAll(count)).getRows()];
  });
  expect(counted).toEqual([[[1]], [[1]]]);
  expect(await reader.rows(count)).toEqual([[2]]);
});

it('is not closed under someone who reads, and lends nothing more', async () => {
  const database = await Database.open(':memory:');
  const rows = 'SELECT range FROM range(1000000)';
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let read = 0;
  const reading = database.within(async (connection) => {
    const result = await connection.stream(rows);
    read += (await result.fetchChunk())?.rowCount ?? 0;
    await held;
    for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
      if (chunk.rowCount === 0) break;
      read += chunk.rowCount;
    }
  });
  await vi.waitFor(() => expect(read).toBeGreaterThan(0));
  let isDrained = false;
  const drained = database.drain().then(() => {
    isDrained = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isDrained).toBe(false);
  await expect(database.within((connection) => connection.run(rows))).rejects.toThrow('being closed');
  letGo();
  await Promise.all([reading, drained]);
  database.close();
  expect(read).toBe(1_000_000);
});

it.each(['start', 'turn'] as const)('lets what waits be written before a long answer: %s', async (ask) => {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  let isPressed = true;
  const reader = new Reader(store, () => isPressed);
  let hasTurn = false;
  const waiting = reader[ask]().then(() => {
    hasTurn = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(hasTurn).toBe(false);
  isPressed = false;
  await waiting;
});
