import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '../../model/time.ts';
import { ROW_COLUMNS, sqlNames } from '../store/schema.ts';

const NAMES = sqlNames(ROW_COLUMNS);

/**
 * The rows as they were at a full minute, as SQL for a FROM; null: as they are now. Of one that has changed since, it is
 * its first version that lasted longer.
 */
export async function rowsAt(connection: DuckDBConnection, at: EpochMs | null): Promise<string> {
  if (at === null) return 'transactions';
  const changed = `SELECT "row" FROM former WHERE until > ${at}`;
  const found = await connection.runAndReadAll(`${changed} LIMIT 1`);
  // Mostly nothing has changed since: it was a few seconds ago.
  if (found.currentRowCount === 0) return 'transactions';
  return `(SELECT ${NAMES} FROM transactions WHERE "row" NOT IN (${changed})
    UNION ALL
    SELECT ${NAMES} FROM former WHERE until > ${at}
    QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY until) = 1)`;
}
