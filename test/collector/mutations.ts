// Data directories whose files were damaged, and what has to hold of each of them.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Transaction } from '../../src/model/transaction.ts';
import { startCollector } from '../../src/collector/start.ts';
import type { Collector } from '../../src/collector/start.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { emptyDirectory, frames, info, sendEnvelope, start, transactions } from './running.ts';
import { traceId, transactionEnvelope } from './traffic.ts';

/** The files of a directory that a damage can meet. */
const VICTIMS = ['database', 'log', 'spool'] as const;
type Victim = (typeof VICTIMS)[number];

/** A whole directory, as a killed collector leaves it: the last events are in the database's log only. */
export interface Whole {
  readonly directory: string;
  readonly rows: readonly Transaction[];
}

const SPANS = 5;

/** Makes a directory of `count` transactions, in three segments of the spool. */
export async function makeWhole(count: number): Promise<Whole> {
  const directory = emptyDirectory();
  const left = emptyDirectory();
  let value = 0;
  let rows: readonly Transaction[] = [];
  for (let part = 1; part <= 3; part += 1) {
    const collector = await start({ directory });
    const senders = Array.from({ length: 8 }, async () => {
      while (value < (count * part) / 3) {
        value += 1;
        await sendEnvelope(collector, transactionEnvelope(value, { spans: SPANS }));
      }
    });
    await Promise.all(senders);
    await collector.settled();
    rows = await transactions(collector);
    if (part === 3) cpSync(directory, left, { recursive: true });
    await collector.close();
  }
  expect(rows).toHaveLength(count);
  return { directory: left, rows };
}

/** A whole number from 0 on, less than `limit`. */
const below = (random: Random, limit: number): number => random.whole(0, limit - 1);

function flip(bytes: Buffer, at: number, random: Random): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
}

/** Damage as disks, crashes and people make it. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'a flipped bit': (bytes, random) => {
    flip(bytes, below(random, bytes.length), random);
    return bytes;
  },
  'thirty flipped bits': (bytes, random) => {
    for (let flipped = 0; flipped < 30; flipped += 1) flip(bytes, below(random, bytes.length), random);
    return bytes;
  },
  'an end of zeros': (bytes, random) => bytes.fill(0, Math.max(0, bytes.length - 1 - below(random, 65_536))),
  'zeros behind the end': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + below(random, 65_536))]),
  'a hole of zeros': (bytes, random) => {
    const from = below(random, bytes.length);
    return bytes.fill(0, from, Math.min(bytes.length, from + 4_096));
  },
  'an end that is cut off': (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  'nothing left': () => Buffer.alloc(0),
  'something foreign': (_, random) => Buffer.from(Array.from({ length: 5_000 }, () => below(random, 256))),
};
const KINDS = Object.keys(DAMAGES);

function pathOf(directory: string, victim: Victim, random: Random): string {
  if (victim === 'database') return join(directory, 'longtail.duckdb');
  if (victim === 'log') return join(directory, 'longtail.duckdb.wal');
  return join(directory, 'spool', random.pick(readdirSync(join(directory, 'spool'))));
}

/** Reads everything until nothing is being built anew any more. */
async function readAll(collector: Collector): Promise<readonly Transaction[]> {
  return vi.waitFor(
    async () => {
      await collector.settled();
      const rows = await transactions(collector);
      for (const row of rows.filter((_, index) => index % 17 === 0)) {
        const parts = await frames(collector, `traces/${row.traceId}`);
        const spans = parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : []));
        expect(spans).toHaveLength(SPANS + 1);
      }
      expect((await info(collector)).problems.map(({ kind }) => kind)).not.toContain('stale');
      return rows;
    },
    { interval: 20, timeout: 30_000 },
  );
}

/** A new event comes in and is there once. */
async function takesMore(collector: Collector, value: number, told: string): Promise<void> {
  expect((await sendEnvelope(collector, transactionEnvelope(value))).status, told).toBe(200);
  await collector.settled();
  const rows = await transactions(collector);
  expect(
    rows.filter((row) => row.traceId === traceId(value)),
    told,
  ).toHaveLength(1);
}

/** What can be told from a row, whatever its number and whenever it came. */
const facts = ({ eventId, traceId: trace, duration, spans }: Transaction) =>
  JSON.stringify([eventId, trace, duration, spans]);

/**
 * Damages a copy of a directory, the `seed` says how, and starts a collector on it. It must start, answer all that is
 * not damaged, name what it could not read, and take new events.
 */
export async function surviveDamage(whole: Whole, seed: number): Promise<void> {
  const random = createRandom(seed);
  const victim = VICTIMS[seed % VICTIMS.length] ?? 'spool';
  const kind = KINDS[Math.floor(seed / VICTIMS.length) % KINDS.length] ?? '';
  const directory = mkdtempSync(join(tmpdir(), 'longtail-damaged-'));
  const told = `${kind} in the ${victim} (seed ${seed})`;
  try {
    cpSync(whole.directory, directory, { recursive: true });
    const path = pathOf(directory, victim, random);
    const before = readFileSync(path);
    const damaged = DAMAGES[kind]?.(Buffer.from(before), random) ?? before;
    writeFileSync(path, damaged);
    // What is in the tables is not read from the spool again.
    if (victim === 'spool') {
      for (const ending of ['', '.wal']) rmSync(join(directory, `longtail.duckdb${ending}`), { force: true });
    }
    const collector = await startCollector({ port: 0, directory });
    try {
      const rows = await readAll(collector);
      const { problems, quality } = await info(collector);
      const found = new Set(rows.map(facts));
      const missing = whole.rows.filter((row) => !found.has(facts(row)));
      expect(found.size, told).toBe(rows.length);
      expect(rows.length + missing.length, told).toBe(whole.rows.length);
      if (victim !== 'spool') expect(missing, told).toEqual([]);
      const aside = readdirSync(join(directory, 'quarantine'));
      const said = problems.map(({ message }) => message).join('\n');
      for (const name of aside.filter((each) => !each.endsWith('.wal')).slice(0, 1)) {
        expect(said, told).toContain(name);
      }
      if (missing.length > 0 && damaged.length > 0 && kind !== 'an end that is cut off') {
        expect(aside, told).not.toEqual([]);
      }
      expect(quality.received, told).toBe(quality.stored + quality.repeated);
      if (seed % 4 === 0) await takesMore(collector, 900_000 + seed, told);
    } finally {
      await collector.close();
    }
  } catch (error) {
    throw new Error(`${told}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
