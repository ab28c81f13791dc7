import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '../../model/time.ts';
import { prune } from './prune.ts';
import { writeProgress } from './progress.ts';
import type { Store } from './store.ts';

/**
 * When a transaction counts as old: by its end, but never later than when it was received, so that a sender whose
 * clock is in the future does not keep its rows for ever.
 */
export const AGE_TIME = 'least(timestamp, received)';

/** Removed rows of which readers are told; one who is farther behind has to load again. */
const MOST_REMOVED = 1_000_000;

/** A trace goes when none of its transactions is left, and it is old itself or one of them has just gone. */
function loose(table: 'blocks' | 'errors', time: string): string {
  const traces = (where: string) => `SELECT "trace:0", "trace:1" FROM transactions WHERE ${where}`;
  return `DELETE FROM ${table}
    WHERE ("trace:0", "trace:1") NOT IN (${traces(`${AGE_TIME} >= $1`)})
      AND (${time} < $1 OR ("trace:0", "trace:1") IN (${traces(`${AGE_TIME} < $1`)}))`;
}

async function countOf(connection: DuckDBConnection, table: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`);
  return Number(reader.getRows()[0]?.[0]);
}

/** Keeps the list of removed rows short; answers the position from which on it is whole, null where it is. */
async function forgetRemoved(connection: DuckDBConnection): Promise<number | null> {
  const reader = await connection.runAndReadAll(
    `SELECT change FROM removed ORDER BY change DESC LIMIT 1 OFFSET ${MOST_REMOVED}`,
  );
  const position = reader.getRows()[0]?.[0];
  if (position === undefined) return null;
  await connection.run('DELETE FROM removed WHERE change <= $1::DOUBLE', [Number(position)]);
  return Number(position);
}

/**
 * Deletes the transactions before a time, and of spans and errors what belonged to them or to nothing. The rows are
 * noted as removed, so that those who watch hear of it; texts that none of what is left uses go with them. Resolves with
 * how many transactions went, once that is on disk. Rejects when the database refuses; nothing is then deleted.
 */
export async function retire(store: Store, before: EpochMs): Promise<number> {
  let count = 0;
  let change = Infinity;
  await store.tables.transact(
    async (connection, { counters, progress, texts, vocabulary }) => {
      const position = progress.change + 1;
      change = position;
      const noted = await connection.run(
        `INSERT INTO removed SELECT "row", $2::DOUBLE FROM transactions WHERE ${AGE_TIME} < $1::DOUBLE`,
        [before, position],
      );
      count = noted.rowsChanged;
      await connection.run(loose('blocks', 'last'), [before]);
      await connection.run(loose('errors', 'timestamp'), [before]);
      await connection.run(`DELETE FROM transactions WHERE ${AGE_TIME} < $1::DOUBLE`, [before]);
      const first = await forgetRemoved(connection);
      const after = counters.copy();
      after.add('expired', count);
      await after.write(connection);
      const next = { ...progress, change: position, first: Math.max(progress.first, first ?? 0) };
      await writeProgress(connection, next);
      const stored = await countOf(connection, 'texts');
      const isDue = vocabulary.isFull || texts.isToBePruned(stored);
      return {
        counters: after,
        progress: next,
        ...(isDue ? { vocabulary: await prune(connection, texts) } : {}),
      };
    },
    ({ change: now }) => now >= change,
  );
  return count;
}
