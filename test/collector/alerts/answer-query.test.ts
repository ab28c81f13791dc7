// The collector's database says what the oracle and the engine say, whatever the rows and the question.
import { describe, expect, it } from 'vitest';
import { ALERT_METRICS } from '../../../src/model/alert-rule.ts';
import { answerQuery } from '../../../src/collector/alerts/answer-query.ts';
import { Reader } from '../../../src/collector/contract/reader.ts';
import { openMemoryStore } from '../../../src/collector/open-store.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import { toTransactionVectors } from '../../../src/collector/store/transaction-rows.ts';
import { writeVectors } from '../../../src/collector/store/vectors.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { toRows } from '../../../src/formats/arrow/rows.ts';
import { metricOf } from '../../../src/metrics/registry.ts';
import type { Filter } from '../../../src/model/filter.ts';
import type { Show } from '../../../src/model/metric.ts';
import type { Percentile } from '../../../src/model/percentile.ts';
import type { Query } from '../../../src/model/query.ts';
import type { Result } from '../../../src/model/result.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { ask } from '../../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../../random-data.ts';
import { randomQuery } from '../../random-question.ts';
import { createRandom } from '../../random.ts';
import type { Random } from '../../random.ts';
import { isSameNumber } from '../../same-number.ts';
import { afterwards } from '../running.ts';

async function storeOf(transactions: readonly Transaction[]): Promise<Store> {
  const store = await openMemoryStore();
  afterwards(() => store.close());
  await store.database.within(async (connection) => {
    const { texts } = store;
    const stored = transactions.map((each) => ({ ...each, since: each.received }));
    await writeVectors(connection, 'transactions', toTransactionVectors(stored, 1, texts));
    await texts.write(connection);
    texts.settle();
  });
  return store;
}

/** Any percentile, down to a thousandth. */
function percentileOf(random: Random): Percentile {
  return `p${random.whole(1, 100_000) / 1_000}`;
}

/** What an alert may ask, of rows as random as the engine's own questions. */
function alertQuery(seed: number): Query {
  const { range, where, thresholds, weighted } = randomQuery(seed);
  const random = createRandom(seed);
  const show = [...ALERT_METRICS, percentileOf(random)].map((metric): Show => {
    const { columns } = metricOf(metric);
    return columns.length > 0 && random.chance(0.5) ? { metric, of: random.pick(columns) } : { metric };
  });
  return {
    of: 'transactions',
    range,
    where,
    by: [],
    show: [...show, { metric: 'sampled_count' }],
    ...(thresholds !== undefined && { thresholds }),
    ...(weighted !== undefined && { weighted }),
  };
}

type Answer = Pick<Result, 'columns'>;

/** The numbers of two answers that differ, in words. */
function differences(one: Answer, other: Answer): string[] {
  return one.columns.flatMap((column, index) => {
    const expected = other.columns[index];
    if (column.kind !== 'number' || expected?.kind !== 'number') return [`${column.name} is no number`];
    const [is = Number.NaN] = column.values;
    const [was = Number.NaN] = expected.values;
    const isSame = column.name === expected.name && column.unit === expected.unit;
    return isSame && isSameNumber(column.name, is, was) ? [] : [`${column.name}: ${is} instead of ${was}`];
  });
}

describe.each([1, 2, 3])('with the rows of seed %i', (seed) => {
  const transactions = randomTransactions(seed, 500).map((each, index) => ({ ...each, row: index + 1 }));

  it('the database answers as the oracle and the engine do', async () => {
    const reader = new Reader(await storeOf(transactions));
    const engine = new Engine();
    engine.append(toRows(transactions));
    let isSomething = 0;
    for (let each = 0; each < 15; each++) {
      const query = alertQuery(1_000 * seed + each);
      const answer = await answerQuery(reader, query);
      const text = JSON.stringify(query);
      expect([text, differences(answer, ask(transactions, query))]).toEqual([text, []]);
      expect([text, differences(answer, engine.ask(query, [query.range]))]).toEqual([text, []]);
      const rows = answer.columns.at(-1);
      if ((rows?.values[0] ?? 0) > 0) isSomething += 1;
    }
    expect(isSomething).toBeGreaterThan(4);
  });
});

describe('a filter', () => {
  const transactions = randomTransactions(9, 300).map((each, index) => ({ ...each, row: index + 1 }));
  const [first] = transactions;
  const query = (where: Filter): Query => ({
    of: 'transactions',
    range: { start: DATA_RANGE.start, end: DATA_RANGE.end + 1 },
    where,
    by: [],
    show: [{ metric: 'sampled_count' }],
  });

  it.each<[string, Filter]>([
    [
      'by the id of an event',
      { kind: 'id', column: 'event', values: [first?.eventId ?? '', 'f'.repeat(32)] },
    ],
    ['by the id of a span', { kind: 'id', column: 'span', values: [first?.spanId ?? ''] }],
    ['by no id', { kind: 'id', column: 'trace', values: [] }],
    [
      'by when it was received',
      { kind: 'compare', field: 'received', is: '<=', value: first?.received ?? 0 },
    ],
    ['by a tag that is absent', { kind: 'in', field: { tag: 'plan' }, values: [null] }],
    ['by a tag', { kind: 'not', of: { kind: 'like', field: { tag: 'plan' }, pattern: 'P*' } }],
    ['by a tag that nobody has', { kind: 'has', field: { tag: 'nobody' } }],
  ])('%s', async (_, where) => {
    const reader = new Reader(await storeOf(transactions));
    const asked = query(where);
    expect(differences(await answerQuery(reader, asked), ask(transactions, asked))).toEqual([]);
  });

  it('is not asked what alerts do not ask', async () => {
    const reader = new Reader(await storeOf([]));
    const asked = query({ kind: 'and', of: [] });
    await expect(answerQuery(reader, { ...asked, by: ['op'] })).rejects.toThrow(RangeError);
    await expect(answerQuery(reader, { ...asked, show: [{ metric: 'users' }] })).rejects.toThrow(/users/);
    expect((await answerQuery(reader, asked)).columns[0]?.values[0]).toBe(0);
  });
});
