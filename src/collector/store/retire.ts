import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '../../model/time.ts';
import { TRACE, keepDead } from './dead-traces.ts';
import { writeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { prune } from './prune.ts';
import type { Store } from './store.ts';

/**
 * When a transaction counts as old: by its end, but never later than when it was received, so that a sender whose
 * clock is in the future does not keep its rows for ever.
 */
export const AGE_TIME = 'least(timestamp, received)';

/** Removed rows of which readers are told; one who is farther behind has to load again. */
const MOST_REMOVED = 1_000_000;

/** Rows of each table that go in one transaction at most: whoever writes waits no longer than these take. */
const SLICE = 10_000;

/** What went with one slice. */
export interface Retired {
  readonly transactions: number;
  /** Spans, in blocks, and errors that belonged to no transaction. */
  readonly loose: number;
  /** Whether there may be more that is as old. */
  readonly isMore: boolean;
}

async function countOf(connection: DuckDBConnection, table: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`);
  return Number(reader.getRows()[0]?.[0]);
}

/** Deletes the oldest transactions, and what belonged to traces of which nothing else is left; answers how many. */
async function deleteOldest(
  connection: DuckDBConnection,
  before: EpochMs,
  most: number,
  position: number,
): Promise<number> {
  await connection.run(
    `CREATE TEMP TABLE going AS SELECT "row", ${TRACE} FROM transactions
     WHERE ${AGE_TIME} < ${before} ORDER BY ${AGE_TIME}, "row" LIMIT ${most}`,
  );
  const noted = await connection.run(`INSERT INTO removed SELECT "row", ${position}::DOUBLE FROM going`);
  if (noted.rowsChanged > 0) {
    await connection.run('DELETE FROM former WHERE "row" IN (SELECT "row" FROM going)');
    await connection.run('DELETE FROM transactions WHERE "row" IN (SELECT "row" FROM going)');
    await keepDead(connection, 'going');
    for (const table of ['blocks', 'errors']) {
      await connection.run(`DELETE FROM ${table} WHERE (${TRACE}) IN (SELECT ${TRACE} FROM going)`);
    }
  }
  await connection.run('DROP TABLE going');
  return noted.rowsChanged;
}

/** Deletes the oldest rows of a table that belong to no transaction; answers how many. */
async function deleteLoose(
  connection: DuckDBConnection,
  [table, time]: readonly [table: 'blocks' | 'errors', time: string],
  before: EpochMs,
  most: number,
): Promise<number> {
  await connection.run(
    `CREATE TEMP TABLE loose AS SELECT rowid AS place, ${time} AS age, ${TRACE} FROM ${table} WHERE ${time} < ${before}`,
  );
  await keepDead(connection, 'loose');
  const gone = await connection.run(
    `DELETE FROM ${table} WHERE rowid IN (SELECT place FROM loose ORDER BY age, place LIMIT ${most})`,
  );
  await connection.run('DROP TABLE loose');
  return gone.rowsChanged;
}

/**
 * Deletes the oldest transactions before a time, at most `most`, and of spans and errors what belonged to them; once there
 * are no more of them, also spans and errors that belong to nothing. The rows are noted as removed, so that those who
 * watch hear of it. Resolves once that is on disk. Rejects when the database refuses; nothing of the slice is then
 * deleted. Whenever the program ends between two slices, what is left is whole.
 */
export async function retireSlice(store: Store, before: EpochMs, most = SLICE): Promise<Retired> {
  let retired: Retired = { transactions: 0, loose: 0, isMore: false };
  let change = Infinity;
  await store.tables.transact(
    async (connection, { counters, progress }) => {
      const position = progress.change + 1;
      change = position;
      const transactions = await deleteOldest(connection, before, most, position);
      let [loose, isMore] = [0, transactions === most];
      if (!isMore) {
        const blocks = await deleteLoose(connection, ['blocks', 'last'], before, most);
        const errors = await deleteLoose(connection, ['errors', 'timestamp'], before, most);
        [loose, isMore] = [blocks + errors, blocks === most || errors === most];
      }
      retired = { transactions, loose, isMore };
      const after = counters.copy();
      after.add('expired', transactions);
      await after.write(connection);
      const next = { ...progress, change: position };
      await writeProgress(connection, next);
      return { counters: after, progress: next };
    },
    ({ change: now }) => now >= change,
  );
  return retired;
}

/** Keeps the list of removed rows short; answers the position from which on it is whole. */
async function forgetRemoved(connection: DuckDBConnection, { first }: Progress): Promise<number> {
  if ((await countOf(connection, 'removed')) <= MOST_REMOVED) return first;
  const reader = await connection.runAndReadAll(
    `SELECT change FROM removed ORDER BY change DESC LIMIT 1 OFFSET ${MOST_REMOVED}`,
  );
  const position = Number(reader.getRows()[0]?.[0]);
  await connection.run('DELETE FROM removed WHERE change <= $1::DOUBLE', [position]);
  return Math.max(first, position);
}

/** After rows have gone: lets go what was kept for them, the texts that none of what is left uses and the oldest notes. */
export async function tidy(store: Store): Promise<void> {
  await store.tables.transact(
    async (connection, { counters, progress, texts, vocabulary }) => {
      const next = { ...progress, first: await forgetRemoved(connection, progress) };
      if (next.first !== progress.first) await writeProgress(connection, next);
      const stored = await countOf(connection, 'texts');
      const isDue = vocabulary.isFull || texts.isToBePruned(stored);
      return {
        counters,
        progress: next,
        ...(isDue ? { vocabulary: await prune(connection, texts) } : {}),
      };
    },
    // To do it once more does no harm.
    () => false,
  );
}
