// A database that opens, and is damaged where a start does not look.
import { copyFileSync, cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Collector } from '../../src/collector/start.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { until } from '../until.ts';
import { emptyDirectory, frames, info, sendEnvelope, start, transactions } from './running.ts';
import { envelope, errorItem, eventId, traceId, transactionEnvelope, transactionItem } from './traffic.ts';

vi.setConfig({ testTimeout: 120_000 });

const COUNT = 120;
/** How a database of this version is laid out: three headers, and blocks of a quarter of a megabyte. */
const HEADERS = 3 * 4_096;
const BLOCK = 262_144;

function bulky(value: number): string {
  const noise = Array.from({ length: 600 }, () => Math.random().toString(36).slice(2)).join(' ');
  const item = transactionItem(value, { spans: 1 });
  const [span] = item['spans'] as readonly object[];
  return envelope([['transaction', { ...item, spans: [{ ...span, description: noise }] }]]);
}

/** Whether a database opens as a collector opens it, and whether the spans in it can be read. */
async function tried(path: string): Promise<{ readonly opens: boolean; readonly isWhole: boolean }> {
  try {
    const database = await Database.open(path);
    try {
      await Store.open(database, 1);
      const isWhole = await database
        .within((connection) => connection.runAndReadAll('SELECT bit_xor(hash(bytes)) FROM blocks'))
        .then(
          () => true,
          () => false,
        );
      return { opens: true, isWhole };
    } finally {
      database.close();
    }
  } catch {
    return { opens: false, isWhole: false };
  }
}

/** A data directory whose database has a flipped bit in the middle of the spans. */
async function damagedInside(): Promise<string> {
  const directory = emptyDirectory();
  const collector = await start({ directory });
  for (let value = 1; value <= COUNT; value += 1) await sendEnvelope(collector, bulky(value));
  await collector.settled();
  await collector.close();
  const path = join(directory, 'longtail.duckdb');
  const whole = readFileSync(path);
  const probe = join(emptyDirectory(), 'probe.duckdb');
  for (let at = HEADERS; at < whole.length; at += BLOCK) {
    const damaged = Buffer.from(whole);
    const place = Math.min(at + BLOCK / 2, whole.length - 1);
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    writeFileSync(probe, damaged);
    const { opens, isWhole } = await tried(probe);
    if (!opens || isWhole) continue;
    writeFileSync(path, damaged);
    return directory;
  }
  throw new Error('Every block of the database is read when it is opened.');
}

/** Everything is there, once, and what was put aside is named. */
async function expectHealed(collector: Collector, directory: string, more: number): Promise<void> {
  await until(async () => {
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(COUNT + more);
    for (let value = 1; value <= COUNT; value += 1) {
      const parts = await frames(collector, `traces/${traceId(value)}`);
      expect(parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : []))).toHaveLength(2);
    }
  });
  const [name = 'none'] = readdirSync(join(directory, 'quarantine'));
  const { problems, quality } = await info(collector);
  expect(problems).toMatchObject([{ kind: 'partial', message: expect.stringContaining(name) as string }]);
  expect(quality.repeated).toBe(0);
}

describe('a database that is damaged where a start does not look', () => {
  it('is put aside when that is read or written, and built anew while events come in', async () => {
    const damaged = await damagedInside();
    const copy = emptyDirectory();
    cpSync(damaged, copy, { recursive: true });
    copyFileSync(join(damaged, 'longtail.duckdb'), join(copy, 'longtail.duckdb'));

    const read = await start({ directory: damaged });
    expect((await info(read)).problems).toEqual([]);
    await sendEnvelope(read, transactionEnvelope(9_000));
    for (let value = 1; value <= COUNT; value += 1) {
      // Some of these are answered with 503.
      await frames(read, `traces/${traceId(value)}`).catch(() => undefined);
    }
    await expectHealed(read, damaged, 1);

    const written = await start({ directory: copy });
    expect((await info(written)).problems).toEqual([]);
    for (let value = 1; value <= COUNT; value += 1) {
      // What is stored of a trace is read when more of it arrives.
      await sendEnvelope(
        written,
        envelope([['event', { ...errorItem(value, value), event_id: eventId(9_000 + value) }]]),
      );
    }
    await expectHealed(written, copy, 0);
    const rows = await transactions(written);
    expect(rows.filter(({ errors }) => errors === 1)).toHaveLength(COUNT);
  });
});
