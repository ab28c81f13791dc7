import { expect, it } from 'vitest';
import { Database } from '../../src/collector/store/database.ts';
import { KnownTraces } from '../../src/collector/store/known-traces.ts';
import { afterwards } from './running.ts';
import { traceId } from './traffic.ts';

const ids = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => traceId(from + index));

it('knows every trace that was added, and few others', () => {
  const known = new KnownTraces();
  known.add(ids(1, 5_000));
  expect(known.among(ids(1, 5_000))).toHaveLength(5_000);
  expect(known.among(ids(10_000, 5_000)).length).toBeLessThan(50);
});

it('is full after many traces, however often the same ones come', () => {
  const known = new KnownTraces(1_000);
  for (let round = 0; round < 5; round += 1) known.add(ids(1, 900));
  expect(known.isFull).toBe(false);
  known.add(ids(10_000, 200));
  expect(known.isFull).toBe(true);
});

it('has room again once it was read anew, also where the tables hold more than that', async () => {
  const database = await Database.open(':memory:');
  afterwards(() => database.close());
  const known = await database.within(async (connection) => {
    // Every trace has both.
    for (const table of ['transactions', 'blocks', 'errors']) {
      await connection.run(
        `CREATE TABLE ${table} AS SELECT 1::UBIGINT AS "trace:0", hash(i) AS "trace:1"
         FROM range(${table === 'errors' ? 0 : 3_000}) AS traces(i)`,
      );
    }
    return KnownTraces.read(connection, 1_000);
  });
  expect(known.isFull).toBe(false);
  known.add(ids(1, 1_000));
  expect(known.isFull).toBe(false);
  known.add(ids(2_000, 1_000));
  expect(known.isFull).toBe(true);
});
