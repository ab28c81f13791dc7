// Rows that are there before the load begins: some transactions, multiplied in the database itself, in the order of their time.
import { join } from 'node:path';
import { Database } from '../../../src/collector/store/database.ts';
import { send } from './sender.ts';
import type { Load } from './sender.ts';
import type { Server } from './server.ts';

/** Copies of what is there that are made in one transaction. */
const PART = 32;

/**
 * Fills the data directory of a collector, which is started and ended for it, with `rows` transactions, each of a trace of its
 * own, and where they are asked for with their spans.
 */
export async function fill(
  start: () => Promise<Server>,
  directory: string,
  load: Load,
  rows: number,
  withSpans = false,
): Promise<void> {
  const server = await start();
  // Numbers that the load itself does not reach.
  const first = 2 ** 36;
  await send({ ...load, rate: 1_000, seconds: 1, bodyOf: (number) => load.bodyOf(first + number) });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await server.end();
  const database = await Database.open(join(directory, 'longtail.duckdb'));
  const connection = await database.connect();
  const held = Number(
    (await connection.runAndReadAll('SELECT count(*) FROM transactions')).getRows()[0]?.[0],
  );
  const copies = Math.ceil(rows / held) - 1;
  await connection.run(
    `INSERT INTO transactions SELECT * EXCLUDE (i)
     REPLACE ("row" + 1000000 * (i + 1) AS "row", timestamp - 1000 * i AS timestamp, start - 1000 * i AS start,
       "trace:1" + i::UBIGINT + 1 AS "trace:1")
     FROM transactions, range(${copies}) AS more(i) ORDER BY timestamp`,
  );
  if (withSpans) {
    await connection.run('CREATE TEMP TABLE first AS SELECT * FROM blocks');
    // In parts, the oldest first: all at once take more memory than there is.
    for (let end = copies; end > 0; end -= PART) {
      await connection.run(
        `INSERT INTO blocks SELECT * EXCLUDE (i) REPLACE (last - 1000 * i AS last, "trace:1" + i::UBIGINT + 1 AS "trace:1")
         FROM first, range(${Math.max(0, end - PART)}, ${end}) AS more(i)`,
      );
      await connection.run('CHECKPOINT');
    }
  }
  await connection.run('UPDATE progress SET "row" = (SELECT max("row") FROM transactions)');
  connection.closeSync();
  database.close();
}
