// Where in time rows lie is counted in steps, however unevenly they lie.
import { describe, expect, it } from 'vitest';
import { Database } from '../../src/collector/store/database.ts';
import { rowsOf, stretchesOf } from '../../src/collector/store/stretches.ts';
import type { Stretch, Times } from '../../src/collector/store/stretches.ts';
import { afterwards } from './running.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;

/** What asks a database about times that SQL makes of numbers `i`, and how often it was asked. */
async function timesOf(expression: string, count: number) {
  const database = await Database.open(':memory:');
  afterwards(() => database.close());
  await database.within((connection) =>
    connection.run(
      `CREATE TABLE rows AS SELECT (${expression})::DOUBLE AS moment FROM range(${count}) AS numbers(i)`,
    ),
  );
  let asked = 0;
  const ask = (sql: string, values: number[]) => {
    asked += 1;
    return database.within(async (connection) => (await connection.runAndReadAll(sql, values)).getRows());
  };
  const times: Times = { sql: 'SELECT moment AS time FROM rows WHERE moment > $1', values: [0] };
  const all = (await ask('SELECT moment FROM rows ORDER BY moment', [])).map(([at]) => Number(at));
  asked = 0;
  return { ask, times, all, asked: () => asked };
}

/** That stretches hold exactly the times there are, in order, and that none is larger than it may be. */
function check(stretches: readonly Stretch[], all: readonly number[], most: number): void {
  let at = 0;
  for (const { from, to, rows } of stretches) {
    expect([from, to]).toEqual([all[at], all[at + rows - 1]]);
    expect(all[at - 1] ?? -Infinity).toBeLessThan(from);
    expect(rows <= most || from === to).toBe(true);
    at += rows;
  }
  expect(at).toBe(all.length);
}

const UNEVEN = [
  ['as they come', `${NOW} + 100 * i + (i * 7919) % 1000`],
  [
    'all but one within a second of fourteen days',
    `CASE i WHEN 0 THEN ${NOW - 14 * DAY} ELSE ${NOW} + i / 20 END`,
  ],
  ['many at the very same time', `${NOW} + 1000 * (i % 5)`],
  ['all at the same time', `${NOW}`],
] as const;

describe.each(UNEVEN)('rows that lie %s', (_, expression) => {
  it('are counted in stretches that are neither small nor too large', async () => {
    const { ask, times, all, asked } = await timesOf(expression, 20_000);
    const stretches = await stretchesOf(ask, times, (rows) => rows / 100);
    check(stretches, all, 200);
    expect(rowsOf(stretches)).toBe(20_000);
    expect(stretches.length).toBeLessThan(200);
    expect(asked()).toBeLessThan(8);
  });
});

it('are cut with few questions however many they are', async () => {
  const { ask, times, all, asked } = await timesOf(`${NOW} + 100 * i + (i * 7919) % 1000`, 300_000);
  const stretches = await stretchesOf(ask, times, () => 100);
  check(stretches, all, 100);
  expect(stretches.length).toBeLessThan(6_000);
  expect(asked()).toBe(2);
});

it('are asked about once where they are few, and none where there are none', async () => {
  const few = await timesOf(`${NOW} + i`, 100);
  expect(await stretchesOf(few.ask, few.times, () => 1_000)).toEqual([
    { from: NOW, to: NOW + 99, rows: 100 },
  ]);
  expect(few.asked()).toBe(1);
  const none = await timesOf(`${NOW} + i`, 0);
  expect(await stretchesOf(none.ask, none.times, () => 1_000)).toEqual([]);
});
