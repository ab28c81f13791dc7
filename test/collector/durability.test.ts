// What is kept: over a restart, without the database, after damage, and in which versions.
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readAsPage } from './as-page.ts';
import { startCollector } from '../../src/collector/start.ts';
import type { Collector } from '../../src/collector/start.ts';
import { StartError } from '../../src/collector/start-error.ts';
import { SCHEMA_VERSION } from '../../src/collector/store/schema.ts';
import {
  emptyDirectory,
  frames,
  info,
  keyOf,
  sendEnvelope,
  sendTraces,
  start,
  transactions,
} from './running.ts';
import { BEGIN, envelope, errorItem, otlp, spanId, traceId, transactionEnvelope } from './traffic.ts';

// Real files and many rows: slow where the machine has other things to do.
vi.setConfig({ testTimeout: 60_000 });

async function sendEverything(collector: Collector): Promise<void> {
  for (let value = 0; value < 20; value += 1) {
    await sendEnvelope(collector, transactionEnvelope(value, { durationMs: 10 + 7 * value }));
    if (value === 10) await collector.settled();
  }
  await sendEnvelope(collector, transactionEnvelope(30, { name: 'odd \u0000 \u{1f986} "\\', spans: 1 }));
  await sendEnvelope(collector, envelope([['event', errorItem(1, 3)]]));
  await sendEnvelope(collector, envelope([['session', {}]]));
  await sendEnvelope(collector, 'no envelope');
  const span = { traceId: traceId(90), name: 'GET /otel', kind: 2, startMs: BEGIN, durationMs: 40 };
  await sendTraces(collector, otlp([{ ...span, spanId: spanId(2), parentSpanId: spanId(1), kind: 3 }]));
  await collector.settled();
  await sendTraces(collector, otlp([{ ...span, spanId: spanId(1) }]));
  await collector.settled();
}

/** Names of the segments of the spool, oldest first. */
function segmentsIn(directory: string): string[] {
  return readdirSync(join(directory, 'spool')).filter((name) => name.endsWith('.spool'));
}

/** All that can be read, but for what a start makes anew. */
async function everything(collector: Collector) {
  const { rows, extent, environments, projects, releases, quality } = await info(collector);
  const spans = (await frames(collector, `traces/${traceId(90)}`)).map((frame) => ({ ...frame, meta: null }));
  const all = await transactions(collector);
  return { rows, extent, environments, projects, releases, quality, spans, all };
}

const databaseIn = (directory: string) => join(directory, 'longtail.duckdb');

async function filled(): Promise<{ directory: string; before: Awaited<ReturnType<typeof everything>> }> {
  const directory = emptyDirectory();
  const collector = await start({ directory });
  await sendEverything(collector);
  const before = await everything(collector);
  expect(before).toMatchObject({ rows: 22, quality: { received: 26, stored: 24, repeated: 0 } });
  await collector.close();
  return { directory, before };
}

describe('a data directory', () => {
  it('gives the same after a restart, with the same key, and goes on counting', async () => {
    const { directory, before } = await filled();
    const key = readFileSync(join(directory, 'key'), 'utf8').trim();
    const collector = await start({ directory });
    expect(keyOf(collector)).toBe(key);
    await collector.settled();
    expect(await everything(collector)).toEqual(before);
    const { revision, problems } = await info(collector);
    expect(problems).toEqual([]);
    await sendEnvelope(collector, transactionEnvelope(40));
    await collector.settled();
    expect((await transactions(collector, `?after=${revision}`)).map(({ row }) => row)).toEqual([23]);
  });

  it.each([
    ['deleted', (path: string) => rmSync(path)],
    ['garbage', (path: string) => writeFileSync(path, 'garbage'.repeat(5000))],
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    ['empty of tables', (path: string) => writeFileSync(path, '')],
  ])('whose database is %s is built anew from the spool, to equal numbers', async (_, spoil) => {
    const { directory, before } = await filled();
    spoil(databaseIn(directory));
    const collector = await start({ directory });
    await collector.settled();
    expect(await everything(collector)).toEqual(before);
    const aside = readdirSync(join(directory, 'quarantine'));
    const { problems, revision } = await info(collector);
    expect(problems.map(({ message }) => aside.some((name) => message.includes(name)))).toEqual(
      aside.length === 0 ? [] : [true],
    );
    // Positions of the old database are known to be old.
    const old = await readAsPage(`${collector.url}api/v1/transactions?after=${revision - 10_000}`);
    expect(old.status).toBe(410);
  });

  it('whose log of the database is damaged is built anew as well', async () => {
    const { directory, before } = await filled();
    writeFileSync(`${databaseIn(directory)}.wal`, Buffer.alloc(4096, 7));
    const collector = await start({ directory });
    await collector.settled();
    expect(await everything(collector)).toEqual(before);
  });

  it('whose spool has a torn end starts, says so, and loses nothing that is whole', async () => {
    const { directory, before } = await filled();
    const [segment = ''] = segmentsIn(directory);
    appendFileSync(join(directory, 'spool', segment), 'LTR1 torn in the middle of a wri');
    rmSync(databaseIn(directory));
    const collector = await start({ directory });
    await collector.settled();
    expect(await everything(collector)).toEqual(before);
    const { problems } = await info(collector);
    expect(problems).toHaveLength(1);
    const [name = ''] = readdirSync(join(directory, 'quarantine'));
    expect(problems[0]?.message).toContain(name);
    // New requests go to a segment of their own, behind the damage.
    await sendEnvelope(collector, transactionEnvelope(50));
    await collector.close();
    const again = await start({ directory });
    await again.settled();
    expect(await transactions(again)).toHaveLength(23);
  });

  it('whose spool has a flipped bit loses that one request and no other', async () => {
    const { directory } = await filled();
    const path = join(directory, 'spool', segmentsIn(directory)[0] ?? '');
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"GET /items"', Math.floor(bytes.length / 3));
    bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    rmSync(databaseIn(directory));
    const collector = await start({ directory });
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(21);
    expect((await info(collector)).problems).toHaveLength(1);
  });

  it('without its spool still answers what the database has, and takes new requests', async () => {
    const { directory, before } = await filled();
    rmSync(join(directory, 'spool'), { recursive: true });
    const collector = await start({ directory });
    await sendEnvelope(collector, transactionEnvelope(50));
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(before.rows + 1);
    await collector.close();
    const again = await start({ directory });
    await again.settled();
    expect(await transactions(again)).toHaveLength(before.rows + 1);
  });

  it('of a newer version is refused with what to do, and left as it is', async () => {
    const { directory } = await filled();
    const path = join(directory, 'schema.json');
    writeFileSync(path, JSON.stringify({ schema: SCHEMA_VERSION + 1 }));
    const before = readFileSync(databaseIn(directory));
    const refused = startCollector({ port: 0, directory });
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('newer Longtail') as string,
      advice: expect.stringContaining('--data') as string,
    });
    expect(readFileSync(databaseIn(directory)).equals(before)).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ schema: SCHEMA_VERSION + 1 });
  });

  it('of an older version is built anew from the spool', async () => {
    const { directory, before } = await filled();
    const path = join(directory, 'schema.json');
    writeFileSync(path, JSON.stringify({ schema: SCHEMA_VERSION - 1 }));
    const collector = await start({ directory });
    await collector.settled();
    const { problems } = await info(collector);
    expect(problems).toEqual([]);
    expect(await everything(collector)).toEqual(before);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ schema: SCHEMA_VERSION });
  });

  it('is not opened twice', async () => {
    const directory = emptyDirectory();
    const first = await start({ directory });
    await expect(startCollector({ port: 0, directory })).rejects.toMatchObject({
      message: expect.stringContaining(first.url) as string,
      advice: expect.stringContaining('--data') as string,
    });
    await first.close();
    await (await start({ directory })).close();
    expect(existsSync(join(directory, 'running.json'))).toBe(false);
  });

  it('that cannot be made, or whose files are no such files, is refused in words', async () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'file'), '');
    await expect(startCollector({ port: 0, directory: join(directory, 'file/below') })).rejects.toThrow(
      StartError,
    );
    writeFileSync(join(directory, 'key'), 'short');
    await expect(startCollector({ port: 0, directory })).rejects.toThrow('key');
    rmSync(join(directory, 'key'));
    writeFileSync(join(directory, 'schema.json'), '?');
    await expect(startCollector({ port: 0, directory })).rejects.toThrow('schema.json');
    writeFileSync(join(directory, 'schema.json'), JSON.stringify({ schema: SCHEMA_VERSION }));
    writeFileSync(join(directory, 'settings.json'), '{');
    const collector = await start({ directory });
    expect((await info(collector)).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('settings.json') as string,
    ]);
  });
});
