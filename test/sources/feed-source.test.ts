// A feed with the engine behind it: what is loaded when, and what is answered meanwhile.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { NoMemory } from '../../src/engine/heap.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { SourceError } from '../../src/model/source.ts';
import type { Update } from '../../src/model/source.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import { createFeedSource } from '../../src/sources/feed-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { ask } from '../oracle.ts';
import { expectSameResult } from '../same-result.ts';
import { transaction } from '../transaction-builder.ts';
import { MemoryFeed } from './memory-feed.ts';
import { until } from '../until.ts';

const NOW = Date.UTC(2026, 0, 10);

/** One transaction an hour, ended at half past, over the days before now; the oldest has row 1. */
function hourly(days: number): ReturnType<typeof transaction>[] {
  const hours = days * 24;
  return Array.from({ length: hours }, (_, index) =>
    transaction({ row: index + 1, end: NOW - (hours - index) * HOUR + 30 * MINUTE, duration: index + 1 }),
  );
}

function count(range: Range, versus?: Range): Query {
  return {
    of: 'transactions',
    range,
    where: EVERYTHING,
    by: [],
    show: [{ metric: 'count' }, { metric: 'sum' }],
    ...(versus === undefined ? {} : { versus: { range: versus } }),
  };
}

const ago = (hours: number): number => NOW - hours * HOUR;
const LAST_DAY: Range = { start: NOW - DAY, end: NOW };

const open: FeedSource[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const source of open.splice(0)) source.close();
});

function sourceOf(feed: MemoryFeed, budget?: number): FeedSource {
  const source = createFeedSource(feed, { wait: 150, ...(budget === undefined ? {} : { budget }) });
  open.push(source);
  return source;
}

/** Asks again with every update until the answer is whole. */
async function whole(source: FeedSource, query: Query): Promise<Result> {
  return until(async () => {
    const result = await source.ask(query);
    expect(result.complete).toBe(true);
    return result;
  });
}

/** Lets batches through one by one. */
class Gate {
  #waiting: (() => void)[] = [];
  readonly pass = (): Promise<void> => new Promise((resolve) => void this.#waiting.push(resolve));

  /** Waits until the feed stands before the gate, with everything before it taken in, then opens it once. */
  async open(): Promise<void> {
    await this.reached();
    this.#waiting.shift()?.();
  }

  async reached(): Promise<void> {
    while (this.#waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('a question', () => {
  it('is answered at once from what is held, then in full', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 20;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    const first = await source.ask(count(LAST_DAY));
    expect(first.complete).toBe(false);
    await gate.open();
    const last = await whole(source, count(LAST_DAY));
    expect(last.covered).toEqual([LAST_DAY]);
    expect(last.revision).toBeGreaterThan(first.revision);
    expectSameResult(last, ask(feed.transactions, count(LAST_DAY)));
    expect(last.matched).toBe(24);
  });

  it('that was taken back is not answered', async () => {
    const source = sourceOf(new MemoryFeed(hourly(1), NOW));
    const controller = new AbortController();
    const answer = source.ask(count(LAST_DAY), controller.signal);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('asked ten times loads its range once', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const source = sourceOf(feed);
    await Promise.all(Array.from({ length: 10 }, () => source.ask(count(LAST_DAY))));
    await whole(source, count(LAST_DAY));
    expect(feed.asked).toEqual([{ start: LAST_DAY.start, end: Infinity }]);
  });

  it('loads both sides of a comparison', async () => {
    const feed = new MemoryFeed(hourly(4), NOW);
    const source = sourceOf(feed);
    const query = count({ start: ago(24), end: ago(12) }, { start: ago(72), end: ago(60) });
    const result = await whole(source, query);
    expect(feed.asked).toEqual([
      { start: ago(24), end: ago(12) },
      { start: ago(72), end: ago(60) },
    ]);
    expectSameResult(result, ask(feed.transactions, query));
  });

  it('that the engine refuses leaves the source as it is', async () => {
    const source = sourceOf(new MemoryFeed(hourly(1), NOW));
    const wrong: Query = { ...count(LAST_DAY), limit: -1 };
    await expect(source.ask(wrong)).rejects.toBeInstanceOf(SourceError);
    expect((await whole(source, count(LAST_DAY))).matched).toBe(24);
  });
});

describe('loading', () => {
  it('asks for what is missing only, the newest first', async () => {
    const feed = new MemoryFeed(hourly(3), NOW);
    const source = sourceOf(feed);
    await whole(source, count({ start: ago(30), end: ago(20) }));
    await whole(source, count({ start: ago(40), end: ago(10) }));
    expect(feed.asked).toEqual([
      { start: ago(30), end: ago(20) },
      { start: ago(20), end: ago(10) },
      { start: ago(40), end: ago(30) },
    ]);
  });

  it('tells what is whole while it goes on, and answers in between', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 10;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    await source.ask(count(LAST_DAY));
    await gate.reached();
    const partial = await source.ask(count(LAST_DAY));
    // The oldest so far ended at half past; what comes next may be a quarter of an hour newer.
    const start = ago(10) + 45 * MINUTE;
    expect(partial.covered).toEqual([{ start, end: NOW }]);
    expect(partial).toMatchObject({ complete: false, matched: 10 });
    // What it says to be whole is whole.
    expect(await source.ask(count({ start, end: NOW }))).toMatchObject({
      complete: true,
      matched: 9,
    });
    await gate.open();
    await gate.open();
    expect((await whole(source, count(LAST_DAY))).matched).toBe(24);
  });

  it('lets questions through between its batches', async () => {
    const feed = new MemoryFeed(hourly(20), NOW);
    feed.batch = 4;
    const source = sourceOf(feed);
    const query = count({ start: ago(480), end: NOW });
    const seen: number[] = [];
    while (seen.at(-1) !== 480) seen.push((await source.ask(query)).matched);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(feed.asked).toHaveLength(1);
  });

  it('takes batches of any order, and then says nothing before the end', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 10;
    feed.isNewestFirst = false;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    await source.ask(count(LAST_DAY));
    await gate.open();
    await gate.reached();
    expect(await source.ask(count(LAST_DAY))).toMatchObject({ covered: [], complete: false, matched: 20 });
    await gate.open();
    const result = await whole(source, count(LAST_DAY));
    expectSameResult(result, ask(feed.transactions, count(LAST_DAY)));
    expect(feed.asked).toHaveLength(1);
  });

  it('turns to what is asked now, and goes back when that is asked again', async () => {
    const feed = new MemoryFeed(hourly(10), NOW);
    const gate = new Gate();
    feed.batch = 20;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    const long = { start: ago(120), end: ago(24) };
    await source.ask(count(long));
    await gate.reached();
    const short = { start: ago(200), end: ago(190) };
    await source.ask(count(short));
    await gate.open();
    expect((await whole(source, count(short))).matched).toBe(10);
    // The rest of the long one stands before the gate before the gate is taken away.
    await gate.reached();
    const asked = feed.asked.length;
    feed.gate = () => Promise.resolve();
    await gate.open();
    const result = await whole(source, count(long));
    expectSameResult(result, ask(feed.transactions, count(long)));
    // What had come by then is not asked for again.
    expect(feed.asked.slice(0, 2)).toEqual([long, short]);
    expect(feed.asked[asked - 1]).toEqual({
      start: long.start,
      end: expect.closeTo(ago(64) + 45 * MINUTE, 0),
    });
  });

  it('keeps what it has when the connection breaks, and goes on from there', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 10;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    const updates: Update[] = [];
    source.watch((update) => updates.push(update));
    await source.ask(count(LAST_DAY));
    await gate.reached();
    feed.failure = lost();
    await gate.open();
    await until(() => expect(updates.at(-1)?.problem).toEqual(lost().problem));
    const partial = await source.ask(count(LAST_DAY));
    expect(partial).toMatchObject({ complete: false, matched: 10, problems: [lost().problem] });
    feed.failure = null;
    feed.gate = () => Promise.resolve();
    expect((await whole(source, count(LAST_DAY))).matched).toBe(24);
    expect(feed.asked[1]).toEqual({ start: LAST_DAY.start, end: ago(10) + 45 * MINUTE });
    await until(() => expect(updates.at(-1)?.problem).toBeNull());
  });

  it('goes on at once when the source is back', async () => {
    const feed = new MemoryFeed(hourly(1), NOW);
    const source = createFeedSource(feed, { wait: 60_000 });
    open.push(source);
    await whole(source, count({ start: ago(2), end: NOW }));
    feed.failure = lost();
    await source.ask(count(LAST_DAY));
    await until(async () => expect((await source.ask(count(LAST_DAY))).problems).toHaveLength(1));
    feed.failure = null;
    feed.tellProblem(lost().problem);
    feed.tellProblem(null);
    expect((await whole(source, count(LAST_DAY))).matched).toBe(24);
  });

  it('starts by itself once a source can be reached that could not be', async () => {
    const feed = new MemoryFeed(hourly(1), NOW);
    feed.failure = lost();
    const source = sourceOf(feed);
    await expect(source.info()).rejects.toBe(feed.failure);
    await until(async () => expect((await source.ask(count(LAST_DAY))).problems).toEqual([lost().problem]));
    feed.failure = null;
    expect((await whole(source, count(LAST_DAY))).matched).toBe(24);
  });

  it('reports its first rows at once, and its progress at most ten times a second', async () => {
    const feed = new MemoryFeed(hourly(20), NOW);
    feed.batch = 5;
    feed.gate = () => new Promise((resolve) => setTimeout(resolve, 5));
    const source = sourceOf(feed);
    const updates: (Update & { at: number })[] = [];
    source.watch((update) => updates.push({ ...update, at: performance.now() }));
    await source.ask(count({ start: ago(480), end: NOW }));
    await until(() => expect(updates.at(-1)).toMatchObject({ loading: null, revision: expect.any(Number) }));
    const steps = updates.map(({ loading }) => loading).filter((loading) => loading !== null);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toEqual({ rows: expect.any(Number), total: 480 });
    const rows = steps.map((step) => step.rows);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    const withRows = updates.filter(({ revision }) => revision > 0);
    expect(withRows[0]?.revision).toBeLessThan(3);
    const waits = withRows.slice(1).map(({ at }, index) => at - (withRows[index]?.at ?? 0));
    expect(Math.min(...waits)).toBeGreaterThan(90);
    expect(updates.some(({ changed }) => changed !== null)).toBe(true);
  });
});

describe('changes', () => {
  async function held(days = 3): Promise<{ feed: MemoryFeed; source: FeedSource }> {
    const feed = new MemoryFeed(hourly(days), NOW);
    const source = sourceOf(feed);
    await whole(source, count(LAST_DAY));
    return { feed, source };
  }

  const matched = async (source: FeedSource, range = LAST_DAY): Promise<number> =>
    (await source.ask(count(range))).matched;

  it('extend a range that reaches the present', async () => {
    const { feed, source } = await held();
    const updates: Update[] = [];
    source.watch((update) => updates.push(update));
    // By then it is told what loading has changed, which would be told together with the new row.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const end = NOW + 5 * MINUTE;
    feed.put(transaction({ row: 900, end }));
    const longer = { start: LAST_DAY.start, end: NOW + HOUR };
    await until(async () => expect(await matched(source, longer)).toBe(25));
    expect((await source.ask(count(longer))).complete).toBe(true);
    expect(feed.asked).toHaveLength(1);
    await until(() => expect(updates.at(-1)).toMatchObject({ changed: { start: end, end: end + 1 } }));
  });

  it('replace rows and take rows away', async () => {
    const { feed, source } = await held();
    const old = feed.transactions.at(-1);
    feed.put({ ...transaction({ end: ago(1), duration: 5_000 }), row: old?.row ?? 0 });
    feed.remove(feed.transactions.at(-2)?.row ?? 0);
    await until(async () => expect(await matched(source)).toBe(23));
    expectSameResult(await source.ask(count(LAST_DAY)), ask(feed.transactions, count(LAST_DAY)));
  });

  it('of a time that is not held wait until that is loaded', async () => {
    const { feed, source } = await held();
    feed.put(transaction({ row: 900, end: ago(30) }), transaction({ row: 901, end: ago(1) }));
    await until(async () => expect(await matched(source)).toBe(25));
    const older = { start: ago(40), end: ago(24) };
    // Were the late row taken in alone, this would be 1: part of a time that looks like all of it.
    expect(await source.ask(count(older))).toMatchObject({ matched: 0, complete: false });
    expect((await whole(source, count(older))).matched).toBe(17);
  });

  it('that come while their time is being loaded are not lost', async () => {
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 10;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    await source.ask(count(LAST_DAY));
    await gate.reached();
    // Row 30 is in the third batch, which was put together before it changed; row 31 is gone from then on.
    feed.put({ ...transaction({ end: ago(18) - 30 * MINUTE, duration: 777 }), row: 30 });
    feed.remove(31);
    await gate.open();
    await until(() => expect(feed.askedAfter).toHaveLength(1));
    await gate.open();
    await until(async () => expect((await whole(source, count(LAST_DAY))).matched).toBe(23));
    expectSameResult(await source.ask(count(LAST_DAY)), ask(feed.transactions, count(LAST_DAY)));
    expect(feed.askedAfter).toEqual([48, 48]);
  });

  it('that could not be fetched are fetched later', async () => {
    const { feed, source } = await held();
    feed.failure = lost();
    feed.put(transaction({ row: 900, end: ago(1) }));
    await until(() => expect(feed.askedAfter.length).toBeGreaterThan(0));
    feed.failure = null;
    await until(async () => expect(await matched(source)).toBe(25));
  });

  it.each([false, true])('of a source that began anew replace everything (strict: %s)', async (isStrict) => {
    const { feed, source } = await held();
    feed.isStrict = isStrict;
    feed.restart([transaction({ row: 1, end: ago(2) })]);
    await until(async () =>
      expect(await source.ask(count(LAST_DAY))).toMatchObject({ matched: 1, complete: true }),
    );
  });
});

describe('the budget', () => {
  it('drops what is farthest from the last asked range first', async () => {
    const feed = new MemoryFeed(hourly(30), NOW);
    feed.batch = 12;
    const source = sourceOf(feed, 100);
    const near = { start: ago(72), end: ago(48) };
    const far = { start: ago(700), end: ago(676) };
    await whole(source, count(far));
    await whole(source, count(near));
    // What was asked within two seconds belongs to one page, and is not dropped for another part of it.
    const later = performance.now() + MINUTE;
    vi.spyOn(performance, 'now').mockImplementation(() => later);
    const wide = { start: ago(80), end: NOW };
    expect((await whole(source, count(wide))).matched).toBe(80);
    vi.restoreAllMocks();
    const asked = feed.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    // What was dropped is not loaded again unasked.
    expect(feed.asked).toHaveLength(asked);
    expect((await source.ask(count(near))).complete).toBe(true);
    expect((await source.ask(count(far))).complete).toBe(false);
  });

  it('stops at a range that is too large, with the newest rows, and says so', async () => {
    const feed = new MemoryFeed(hourly(30), NOW);
    feed.batch = 12;
    const source = sourceOf(feed, 100);
    const wide = count({ start: ago(720), end: NOW });
    await until(async () => {
      const { problems } = await source.ask(wide);
      expect(problems.map(({ kind }) => kind)).toEqual(['partial']);
    });
    const result = await source.ask(wide);
    expect(result.matched).toBe(108);
    expect(result.complete).toBe(false);
    expect(result.covered).toEqual([{ start: ago(108) + 45 * MINUTE, end: NOW }]);
    expect(result.problems[0]?.message).toMatch(
      /^Only 108 transactions are loaded, .* since 2026-01-05T12:45/,
    );
    expect(result.problems[0]?.advice).toBe('Choose a shorter range.');
    const asked = feed.asked.length;
    await source.ask(wide);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(feed.asked).toHaveLength(asked);
    // A shorter range needs no more than it holds.
    expect(await source.ask(count(LAST_DAY))).toMatchObject({ complete: true, problems: [] });
    // Another page gets the room of this one.
    const later = performance.now() + MINUTE;
    vi.spyOn(performance, 'now').mockImplementation(() => later);
    expect((await whole(source, count({ start: ago(300), end: ago(290) }))).matched).toBe(10);
    vi.restoreAllMocks();
  });

  it('holds fewer rows where what they take is too much', async () => {
    const feed = new MemoryFeed(
      Array.from({ length: 24_000 }, (_, index) => transaction({ row: index + 1, end: NOW - DAY + index })),
      NOW,
    );
    feed.batch = 2_000;
    const source = createFeedSource(feed, { wait: 150, bytes: 1_500_000 });
    open.push(source);
    const wide = count({ start: NOW - 2 * DAY, end: NOW });
    await until(async () => expect((await source.ask(wide)).problems).toHaveLength(1));
    const { held } = await source.info();
    expect(held?.mostRows).toBeGreaterThan(10_000);
    expect(held?.mostRows).toBeLessThan(20_000);
    expect(held?.rows).toBeLessThan((held?.mostRows ?? 0) + 2_001);
  });

  it('is what there was room for, where the browser gives no more memory', async () => {
    const feed = new MemoryFeed(hourly(10), NOW);
    feed.batch = 12;
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { append } = Engine.prototype;
    const full = vi.spyOn(Engine.prototype, 'append').mockImplementation(function (this: Engine, rows) {
      if (this.rows + rows.length > 120) throw new NoMemory(2 ** 30, null);
      append.call(this, rows);
    });
    const source = sourceOf(feed);
    const wide = count({ start: ago(240), end: NOW + HOUR });
    await until(async () => {
      const { problems } = await source.ask(wide);
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^Only \d+ transactions are loaded, .* more do not fit into this tab/),
      ]);
    });
    const { held } = await source.info();
    expect(held).toMatchObject({ mostRows: 108 });
    // It is not loaded over and over.
    const asked = feed.asked.length;
    await source.ask(wide);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(feed.asked).toHaveLength(asked);
    // What is new takes the place of what is old.
    feed.put(
      ...Array.from({ length: 20 }, (_, index) => transaction({ row: 900 + index, end: NOW + index })),
    );
    const newest = count({ start: NOW, end: NOW + HOUR });
    await until(async () => expect(await source.ask(newest)).toMatchObject({ matched: 20, complete: true }));
    expect(full.mock.results.some(({ type }) => type === 'throw')).toBe(true);
  });

  it('lets new rows push out the oldest', async () => {
    const feed = new MemoryFeed(hourly(4), NOW);
    feed.batch = 10;
    const source = sourceOf(feed, 50);
    const all = count({ start: ago(96), end: NOW + HOUR });
    await until(async () => expect((await source.ask(all)).problems).toHaveLength(1));
    feed.put(
      ...Array.from({ length: 40 }, (_, index) => transaction({ row: 900 + index, end: NOW + index })),
    );
    const newest = count({ start: NOW, end: NOW + HOUR });
    await until(async () => expect(await source.ask(newest)).toMatchObject({ matched: 40, complete: true }));
    await until(async () => expect((await source.ask(all)).matched).toBeLessThanOrEqual(50));
  });
});

describe('what the source says about itself', () => {
  it('is kept while it cannot be reached, and called stale', async () => {
    const feed = new MemoryFeed(hourly(1), NOW);
    const source = sourceOf(feed);
    const info = await source.info();
    feed.failure = lost();
    expect(await source.info()).toEqual({ ...info, problems: [{ ...lost().problem, kind: 'stale' }] });
    feed.failure = new SourceError('refused', lost().problem);
    await expect(source.info()).rejects.toBe(feed.failure);
  });
});

function lost(): SourceError {
  return new SourceError('unreachable', {
    kind: 'unreachable',
    message: 'The line is cut.',
    advice: 'Mend it.',
  });
}

describe('when a load is over', () => {
  it('what came is taken into the orders, from so many rows on, and not before', async () => {
    const seal = vi.spyOn(Engine.prototype, 'seal');
    const feed = new MemoryFeed(hourly(2), NOW);
    const gate = new Gate();
    feed.batch = 20;
    feed.gate = gate.pass;
    const source = sourceOf(feed);
    await source.ask(count(LAST_DAY));
    await gate.reached();
    expect(seal).not.toHaveBeenCalled();
    await gate.open();
    await whole(source, count(LAST_DAY));
    await until(() => {
      expect(seal.mock.calls).toEqual([[8192]]);
    });
  });
});

describe('a rule that is new to the page', () => {
  const urgent: readonly (readonly [string, (source: FeedSource) => Promise<unknown>])[] = [
    ['a peek', (source) => source.peek(count(LAST_DAY))],
    ['tags', (source) => source.tags(count(LAST_DAY))],
  ];

  it.each(urgent)('is looked at some time after %s, which somebody waits for', async (_name, ask) => {
    const feed = new MemoryFeed(hourly(2), NOW);
    feed.alerts = { ...feed.alerts, rules: [{ ...NEW_RULE, id: 'slow', name: 'Slow' }] };
    const source = sourceOf(feed);
    await whole(source, count(LAST_DAY));
    // A clock that stands still, however busy the machine is.
    let now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const lookedAt = async (): Promise<number | null | undefined> =>
      (await source.readAlerts()).records['slow']?.state.at;
    await ask(source);
    const { length } = feed.asked;
    expect(await lookedAt()).toBeNull();
    now += 2_900;
    expect(await lookedAt()).toBeNull();
    expect(feed.asked).toHaveLength(length);
    now += 200;
    await until(async () => expect(await lookedAt()).not.toBeNull());
  });
});
