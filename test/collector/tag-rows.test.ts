// A tag of too many values for a tab: filters on those that it does not keep are answered by the collector's database.
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../src/model/filter.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { List, Query } from '../../src/model/query.ts';
import { SourceError } from '../../src/model/source.ts';
import type { Collector } from '../../src/collector/start.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { ask as askOracle, list as listByOracle } from '../oracle.ts';
import { expectSameResult } from '../same-result.ts';
import { fetchWithCookies, readAsPage } from './as-page.ts';
import { afterwards, sendEnvelope, start, transactions } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

const ORDERS = 40;
const KEPT = 8;
const tag = { tag: 'order' };
const RANGE = { start: BEGIN - 3_600_000, end: BEGIN + 3_600_000 };

const QUERY: Query = {
  of: 'transactions',
  range: RANGE,
  where: EVERYTHING,
  by: [],
  show: [{ metric: 'sampled_count' }, { metric: 'p75' }, { metric: 'users' }, { metric: 'failure_rate' }],
};

/** Order 0 is in 3 transactions of 8, order 1 in 2 of 8; the others are in one or two each. */
function orderOf(value: number): string {
  const turn = value % 8;
  if (turn < 3) return 'Order 0';
  return turn < 5 ? 'Order 1' : `Order ${2 + ((value * 7) % ORDERS)}`;
}

function send(collector: Collector, value: number, order: string): Promise<Response> {
  // A value that is named as the tag, before a key that is named as a value.
  const tags = { plan: 'order', 'Order 2': 'pro', order, 'order.copy': 'Order 2' };
  return sendEnvelope(
    collector,
    transactionEnvelope(value, {
      name: value % 2 === 0 ? 'GET /even' : 'GET /odd',
      durationMs: 10 + ((value * 37) % 101),
      extra: { tags: value % 11 === 0 ? { plan: 'pro' } : tags },
    }),
  );
}

async function opened(collector: Collector, onRequest: (url: string) => void = () => undefined) {
  const fetched = fetchWithCookies();
  await (await fetched(collector.url)).text();
  const source = createApiSource({
    base: `${collector.url}api/v1/`,
    fetch: (input, init) => {
      onRequest(String(input instanceof Request ? input.url : input));
      return fetched(input, init);
    },
    limits: { tagValues: KEPT },
    sharing: null,
  });
  afterwards(() => source.close());
  return source;
}

/** Waits until something asked for is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function whole(source: FeedSource): Promise<void> {
  await until(async () => (await source.ask(QUERY)).complete);
}

/** Filters of all kinds on values that few rows have. */
const FILTERS: readonly Filter[] = [
  { kind: 'in', field: tag, values: ['Order 9'] },
  { kind: 'in', field: tag, values: ['Order 0', 'Order 10', null] },
  { kind: 'not', of: { kind: 'in', field: tag, values: ['Order 11', 'Order 12'] } },
  { kind: 'like', field: tag, pattern: '*der 1*' },
  { kind: 'not', of: { kind: 'like', field: tag, pattern: 'ORDER 2*' } },
  { kind: 'like', field: tag, pattern: '*É*' },
  { kind: 'has', field: tag },
  { kind: 'in', field: tag, values: ['order 9', 'no such order', 'pro'] },
  { kind: 'in', field: { tag: 'order.copy' }, values: ['Order 2'] },
  {
    kind: 'or',
    of: [
      { kind: 'in', field: tag, values: ['Order 33'] },
      { kind: 'in', field: { tag: 'plan' }, values: ['free'] },
    ],
  },
];

describe('a filter on values of a tag that a tab does not keep', () => {
  it('is answered as by the oracle, with one request for all questions of a page', async () => {
    const collector = await start();
    for (let value = 0; value < 160; value += 1) {
      await send(collector, value, value === 78 ? 'Café 78' : orderOf(value));
    }
    await collector.settled();
    const rows = await transactions(collector);
    const requests: string[] = [];
    const source = await opened(collector, (url) => requests.push(new URL(url).pathname));
    await whole(source);
    const asked = (): number => requests.filter((path) => path.endsWith('/tag-rows')).length;
    // Upkeep shortens the dictionary once all is loaded.
    await until(async () => (await source.ask({ ...QUERY, by: [tag] })).problems.length > 0);
    const told = [];
    for (const where of FILTERS) {
      const before = asked();
      const queries: Query[] = [
        { ...QUERY, where },
        { ...QUERY, where, by: ['project', 'transaction'] },
        { ...QUERY, where: EVERYTHING, versus: { where }, by: [{ time: 600_000 }] },
      ];
      const wanted: List = {
        of: 'transactions',
        range: RANGE,
        where,
        fields: ['row', 'duration'],
        limit: 5,
        order: { field: 'duration', desc: true },
      };
      const [listed, ...answers] = await Promise.all([
        source.list(wanted),
        ...queries.map((query) => source.ask(query)),
      ]);
      for (const [index, answer] of answers.entries()) {
        expectSameResult(answer, askOracle(rows, queries[index]!));
        expect(answer.problems).toEqual([]);
      }
      expectSameResult(listed, listByOracle(rows, wanted));
      told.push([asked() - before, listed.told?.length ?? 0]);
    }
    expect(told).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
      [1, 1],
      [0, 0],
      [1, 1],
    ]);
    // What somebody types and takes back is not looked for, and what is offered while they do is of what is kept.
    const known = asked();
    const typing = ['*3', '*33'].map((pattern) => {
      const taken = new AbortController();
      const where: Filter = { kind: 'like', field: tag, pattern };
      return { taken, answer: source.peek({ ...QUERY, where }, taken.signal) };
    });
    typing[0]?.taken.abort();
    await expect(typing[0]?.answer).rejects.toThrow(/abort/);
    expect((await typing[1]?.answer)?.told).toEqual(['order']);
    const offered = await source.peek({
      ...QUERY,
      where: { kind: 'like', field: tag, pattern: '*r*' },
      by: [tag],
    });
    expect(offered.length).toBeGreaterThanOrEqual(KEPT);
    expect(offered.problems).toHaveLength(1);
    expect(asked() - known).toBe(1);
    // What was told stays known, and rows that come later are told apart.
    const before = asked();
    await send(collector, 500, 'Order 9');
    await send(collector, 501, 'Order 99');
    await collector.settled();
    const later = await transactions(collector);
    await until(async () => (await source.ask(QUERY)).matched === later.length);
    for (const where of [FILTERS[0]!, FILTERS[4]!]) {
      expectSameResult(await source.ask({ ...QUERY, where }), askOracle(later, { ...QUERY, where }));
    }
    expect(asked()).toBe(before);
  }, 30_000);

  it('is no "no match" where the collector does not answer', async () => {
    const collector = await start();
    for (let value = 0; value < 60; value += 1) await send(collector, value, `Order ${value % 20}`);
    await collector.settled();
    const fetched = fetchWithCookies();
    await (await fetched(collector.url)).text();
    let isDown = false;
    const source = createApiSource({
      base: `${collector.url}api/v1/`,
      fetch: (input, init) => (isDown ? Promise.reject(new TypeError('down')) : fetched(input, init)),
      patience: { retries: 0 },
      limits: { tagValues: KEPT },
      sharing: null,
    });
    afterwards(() => source.close());
    await whole(source);
    await until(async () => (await source.ask({ ...QUERY, by: [tag] })).problems.length > 0);
    const grouped = await source.ask({ ...QUERY, by: [tag] });
    const kept = new Set<string | number | null>(grouped.columns[0]?.values);
    const rare = Array.from({ length: 20 }, (_, index) => `Order ${index}`).find((each) => !kept.has(each))!;
    const query: Query = { ...QUERY, where: { kind: 'in', field: tag, values: [rare] } };
    isDown = true;
    await expect(source.ask(query)).rejects.toThrow(SourceError);
    isDown = false;
    const rows = await transactions(collector);
    expectSameResult(await source.ask(query), askOracle(rows, query));
  }, 30_000);
});

describe('POST tag-rows', () => {
  it('refuses what is no such question', async () => {
    const collector = await start();
    const post = (body: string): Promise<Response> =>
      readAsPage(`${collector.url}api/v1/tag-rows`, { method: 'POST', body });
    expect((await post('{"tag":"a","values":["b"],"patterns":[]}')).status).toBe(200);
    for (const body of [
      '',
      '[]',
      '{"tag":"","values":[],"patterns":[]}',
      '{"tag":"a","values":[1],"patterns":[]}',
    ]) {
      expect((await post(body)).status).toBe(400);
    }
    const other = await fetch(`${collector.url}api/v1/tag-rows`, { method: 'POST', body: '{}' });
    expect([401, 403]).toContain(other.status);
  });
});
