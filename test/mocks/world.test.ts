import { describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { traceIdOf, traceOfId } from '../../mocks/generator/ids.ts';
import { mix, unmix } from '../../mocks/generator/random.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { EVERYTHING, bytesOf, endOf, read, readBrief } from './read-world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ANCHOR = Date.UTC(2026, 10, 19, 14, 30);
const OPTIONS = { seed: 3, anchor: ANCHOR, rows: 12_000 };
/** Enough for several frames. */
const LARGE = { ...OPTIONS, rows: 70_000 };

const worldAt = (now: number, options = OPTIONS) => createWorld(options, () => now);
const rowsOf = (rows: readonly Transaction[]): number[] => rows.map(({ row }) => row);
const inOrder = (rows: readonly number[]): number[] => rows.toSorted((a, b) => a - b);

describe('a world', () => {
  it('is the same for the same options, whenever it is asked', async () => {
    const today = await bytesOf(worldAt(ANCHOR, LARGE).transactions(EVERYTHING));
    const again = await bytesOf(worldAt(ANCHOR, LARGE).transactions(EVERYTHING));
    expect(again.equals(today)).toBe(true);
    const tomorrow = worldAt(ANCHOR + DAY).transactions({ ...EVERYTHING, end: ANCHOR });
    const { transactions } = await read(worldAt(ANCHOR).transactions(EVERYTHING));
    expect((await read(tomorrow)).transactions).toEqual(transactions);
  });

  it('is another for another seed', async () => {
    const one = await read(worldAt(ANCHOR).transactions(EVERYTHING));
    const other = await read(worldAt(ANCHOR, { ...OPTIONS, seed: 4 }).transactions(EVERYTHING));
    const ids = new Set(one.transactions.map(({ eventId }) => eventId));
    expect(other.transactions.some(({ eventId }) => ids.has(eventId))).toBe(false);
  });

  it('has exactly as many transactions as were asked for, in the two weeks up to its anchor', async () => {
    for (const rows of [1, 2, 3, 999, 12_000]) {
      const { transactions, metas } = await read(
        worldAt(ANCHOR, { ...OPTIONS, rows }).transactions(EVERYTHING),
      );
      expect(inOrder(rowsOf(transactions))).toEqual(Array.from({ length: rows }, (_, row) => row));
      expect(metas[0]?.total).toBe(rows);
      expect(metas.slice(1).every(({ total }) => total === undefined)).toBe(true);
      const ends = transactions.map(endOf);
      expect(ends.every((end) => end < ANCHOR && end > ANCHOR - 14 * DAY - 15 * MINUTE)).toBe(true);
    }
  });

  it('gives every transaction ids of its own', async () => {
    const { transactions } = await read(worldAt(ANCHOR).transactions(EVERYTHING));
    expect(new Set(transactions.map(({ eventId }) => eventId)).size).toBe(OPTIONS.rows);
    expect(new Set(transactions.map(({ spanId }) => spanId)).size).toBe(OPTIONS.rows);
  });

  it('comes in frames, the newest first, and says where it ends', async () => {
    const { transactions, metas } = await read(worldAt(ANCHOR, LARGE).transactions(EVERYTHING));
    expect(metas.length).toBeGreaterThan(1);
    expect(metas.map(({ end }) => end)).toEqual([...metas.slice(1).map(() => false), true]);
    expect(metas.at(-1)).toMatchObject({ after: LARGE.rows, revision: LARGE.rows });
    const starts = transactions.map(endOf);
    const newest = Math.max(...starts.slice(20_000));
    // Traces are in order; the transactions of one trace end within minutes of each other.
    expect(starts.slice(0, 10_000).every((end) => end > newest - 10 * MINUTE)).toBe(true);
  });

  it('answers a range with exactly its rows, and says before how many', async () => {
    const all = (await read(worldAt(ANCHOR + HOUR).transactions(EVERYTHING))).transactions;
    const ranges = [
      [ANCHOR - DAY, ANCHOR],
      [ANCHOR - 3 * DAY, ANCHOR - 2 * DAY],
      [ANCHOR - 7 * DAY, ANCHOR - 7 * DAY + 3 * MINUTE],
      [ANCHOR - MINUTE, ANCHOR + 20 * MINUTE],
      [0, 1],
      [ANCHOR + 2 * HOUR, ANCHOR + 3 * HOUR],
      // So many that some cut traces in two.
      ...Array.from({ length: 150 }, (_, at) => [ANCHOR - (at + 1) * 5 * MINUTE, ANCHOR - at * 5 * MINUTE]),
    ] as const;
    for (const [start = NaN, end = NaN] of ranges) {
      const { transactions, metas } = await read(
        worldAt(ANCHOR + HOUR).transactions({ start, end, after: null }),
      );
      const expected = all.filter((row) => endOf(row) >= start && endOf(row) < end);
      expect(inOrder(rowsOf(transactions))).toEqual(inOrder(rowsOf(expected)));
      expect(metas[0]?.total).toBe(expected.length);
    }
  });

  it('refuses numbers that make none, and says which do', () => {
    const make = (options: Partial<typeof OPTIONS>) => () => worldAt(ANCHOR, { ...OPTIONS, ...options });
    expect(make({ rows: 0 })).toThrow('1 to 10000000 transactions, not with "0"');
    expect(make({ rows: 1.5 })).toThrow(RangeError);
    expect(make({ rows: 10_000_001 })).toThrow(RangeError);
    expect(make({ anchor: NaN })).toThrow('anchor');
    expect(make({ seed: 0.5 })).toThrow('seed');
  });
});

describe('the traffic', () => {
  const world = worldAt(ANCHOR, { ...OPTIONS, rows: 20_000 });

  it('comes from several services, environments, releases and many users', async () => {
    const { transactions } = await read(world.transactions(EVERYTHING));
    const values = (read: (row: Transaction) => string | null) => new Set(transactions.map(read));
    expect(values(({ project }) => project).size).toBe(6);
    expect(values(({ environment }) => environment)).toEqual(
      new Set(['production', 'staging', 'development', null]),
    );
    expect(values(({ release }) => release).size).toBeGreaterThanOrEqual(14);
    expect(values(({ user }) => user).size).toBeGreaterThan(1_000);
    const names = values(({ transaction }) => transaction).size;
    expect(names).toBeGreaterThanOrEqual(45);
    expect(names).toBeLessThanOrEqual(60);
    expect(values(({ status }) => status).size).toBeGreaterThanOrEqual(8);
  });

  it('has vitals on page views and no request fields, and the other way round', async () => {
    const { transactions } = await read(world.transactions(EVERYTHING));
    const loads = transactions.filter(({ op }) => op === 'pageload');
    expect(loads.length).toBeGreaterThan(500);
    for (const { vitals, duration, httpMethod, httpStatus } of loads) {
      const { ttfb = NaN, fcp = NaN, lcp = NaN } = vitals;
      expect(ttfb).toBeLessThan(fcp);
      expect(fcp).toBeLessThan(lcp);
      expect(lcp).toBeLessThan(duration);
      expect([httpMethod, httpStatus]).toEqual([null, null]);
    }
    const requests = transactions.filter(({ project }) => project === 'api');
    expect(requests.every(({ vitals }) => Object.keys(vitals).length === 0)).toBe(true);
    expect(requests.every(({ httpMethod, httpStatus }) => httpMethod !== null && httpStatus !== null)).toBe(
      true,
    );
  });

  it('stands for more than itself on staging and phones, and there alone', async () => {
    const { transactions } = await read(world.transactions(EVERYTHING));
    const phones = new Set(
      transactions.filter(({ project }) => project === 'mobile').map(({ traceId }) => traceId),
    );
    const others = transactions.filter(({ project }) => project !== 'mobile' && project !== 'cron');
    const weights = (rows: readonly Transaction[]): Set<number> => new Set(rows.map(({ weight }) => weight));
    expect(weights(transactions.filter(({ traceId }) => phones.has(traceId)))).toEqual(new Set([10]));
    const apart = others.filter(({ traceId }) => !phones.has(traceId));
    expect(weights(apart.filter((row) => row.environment === 'staging'))).toEqual(new Set([4]));
    expect(weights(apart.filter((row) => row.environment !== 'staging'))).toEqual(new Set([1]));
  });
});

describe('the live day', () => {
  it('goes on at the rate of the last hour', async () => {
    const rows = 200_000;
    const { after } = await worldAt(ANCHOR + HOUR, { ...OPTIONS, rows }).position();
    const lastHour = { start: ANCHOR - HOUR, end: ANCHOR, after: null };
    const before = (await readBrief(worldAt(ANCHOR, { ...OPTIONS, rows }).transactions(lastHour))).length;
    expect((after - rows) / before).toBeGreaterThan(0.85);
    expect((after - rows) / before).toBeLessThan(1.15);
    expect(before / 3_600).toBeGreaterThan(1);
    expect(before / 3_600).toBeLessThan(2.5);
  });

  it('sends after a position what has come since, each row once and never before it ended', async () => {
    let position = OPTIONS.rows;
    const seen: number[] = [];
    const looks = Array.from({ length: 171 }, (_, at) => ANCHOR + 7 * at * SECOND);
    for (const now of looks) {
      const { transactions, metas } = await read(
        worldAt(now).transactions({ ...EVERYTHING, after: position }),
      );
      expect(transactions.every((row) => endOf(row) <= now && row.received <= now)).toBe(true);
      seen.push(...rowsOf(transactions));
      expect(metas[0]?.total).toBe(transactions.length);
      position = metas.at(-1)?.after ?? NaN;
      expect(await worldAt(now).position()).toEqual({ revision: position, after: position });
    }
    expect(seen.length).toBeGreaterThan(60);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => OPTIONS.rows + at));
    const all = await read(worldAt(looks.at(-1) ?? NaN).transactions(EVERYTHING));
    expect(all.transactions).toHaveLength(OPTIONS.rows + seen.length);
  });

  it('ends after a day, and says so', async () => {
    const during = await worldAt(ANCHOR + DAY - MINUTE).info();
    expect(during.problems).toEqual([]);
    expect(during.abilities.live).toBe(true);
    const later = await worldAt(ANCHOR + DAY + HOUR).info();
    const muchLater = await worldAt(ANCHOR + 40 * DAY).info();
    expect(muchLater.rows).toBe(later.rows);
    expect(muchLater.abilities.live).toBe(false);
    expect(muchLater.problems[0]?.message).toContain('2026-11-20 14:30 UTC');
    expect(muchLater.problems[0]?.advice).not.toBe('');
  });
});

describe('info', () => {
  it('counts what is served', async () => {
    const now = ANCHOR + 2 * HOUR;
    const world = worldAt(now);
    const info = await world.info();
    const { transactions } = await read(world.transactions(EVERYTHING));
    expect(info.rows).toBe(transactions.length);
    expect(info.now).toBe(now);
    expect(info.extent).toEqual({
      start: Math.min(...transactions.map(endOf)),
      end: Math.max(...transactions.map(endOf)),
    });
    const count = (test: (row: Transaction) => boolean): number => transactions.filter(test).length;
    for (const { name, rows } of info.environments)
      expect(rows).toBe(count((row) => row.environment === name));
    for (const { name, rows } of info.projects) expect(rows).toBe(count((row) => row.project === name));
    for (const { name, rows, first } of info.releases) {
      const own = transactions.filter(({ release }) => release === name);
      expect([rows, first]).toEqual([own.length, Math.min(...own.map(endOf))]);
    }
    for (const list of [info.environments, info.projects, info.releases]) {
      expect(list.map(({ rows }) => rows)).toEqual(list.map(({ rows }) => rows).toSorted((a, b) => b - a));
    }
    expect(info.quality.sampledRows).toBe(count(({ weight }) => weight > 1));
    const errors = transactions.reduce((sum, row) => sum + row.errors, 0);
    expect(info.quality).toMatchObject({ received: info.rows + errors, stored: info.rows + errors });
  });
});

describe('errors', () => {
  it('are the same, whether or not it is counted yet which traces have some', async () => {
    const now = ANCHOR + HOUR;
    const ask = { start: ANCHOR - 3 * DAY, end: now, of: null };
    const world = worldAt(now);
    const before = await read(world.errors(ask));
    await world.info();
    const after = await read(world.errors(ask));
    expect(before.errors.length).toBeGreaterThan(20);
    expect(after).toEqual(before);
    // What came after the count is looked at as well.
    let time = ANCHOR;
    const growing = createWorld(OPTIONS, () => time);
    await growing.info();
    time = now;
    expect(await read(growing.errors(ask))).toEqual(before);
  });
});

describe('spans of a transaction', () => {
  it('are those of its whole events, the newest first', async () => {
    const world = worldAt(ANCHOR);
    const ask = {
      start: ANCHOR - 20 * HOUR,
      end: ANCHOR,
      after: null,
      project: 'api',
      transaction: '/api/documents',
    };
    const { spans, spanRows, metas } = await read(world.spans(ask));
    const rows = (await read(world.transactions(ask))).transactions.filter(
      ({ project, transaction }) => project === 'api' && transaction === '/api/documents',
    );
    expect(inOrder([...new Set(spanRows)])).toEqual(inOrder(rowsOf(rows)));
    expect(metas.length).toBeGreaterThan(1);
    expect(metas[0]?.total).toBe(spans.length);
    expect(metas.at(-1)).toMatchObject({ end: true, events: rows.length, eventsTotal: rows.length });
    for (const row of rows.slice(0, 5)) {
      const own = spans.filter((_, at) => spanRows[at] === row.row);
      expect(own).toHaveLength(row.spans + 1);
      const whole = await read(world.trace(row.traceId));
      expect(own).toEqual(whole.spans.filter(({ segment }) => segment === row.spanId));
    }
    const others = await read(world.spans({ ...ask, transaction: '/api/nothing' }));
    expect(others.spans).toEqual([]);
    expect(others.metas).toEqual([
      { end: true, events: 0, eventsTotal: 0, total: 0, revision: OPTIONS.rows, after: OPTIONS.rows },
    ]);
  });
});

describe('ids', () => {
  it('lead back to what they name', () => {
    for (const number of [0, 1, 77, 123_456, 4_999_999]) {
      expect(traceOfId(3, traceIdOf(3, number))).toBe(number);
      expect(traceOfId(4, traceIdOf(3, number))).toBeNull();
      expect(unmix(mix(number))).toBe(number);
    }
    expect(unmix(mix(-1))).toBe(-1);
    expect(traceOfId(3, 'ffffffffffffffffffffffffffffffff')).toBeNull();
  });
});
