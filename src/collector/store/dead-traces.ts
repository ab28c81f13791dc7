import type { DuckDBConnection } from '@duckdb/node-api';

/** The columns of a trace's id, in every table that has one. */
export const TRACE = '"trace:0", "trace:1"';

/**
 * Leaves of a temporary table those of whose traces no transaction is left. The few are looked for among the many, and
 * not the other way about: all ids of a large database take more memory than there is.
 */
export async function keepDead(connection: DuckDBConnection, table: string): Promise<void> {
  await connection.run(
    `DELETE FROM ${table} WHERE (${TRACE}) IN
       (SELECT DISTINCT ${TRACE} FROM transactions WHERE (${TRACE}) IN (SELECT ${TRACE} FROM ${table}))`,
  );
}
