import type { DuckDBConnection } from '@duckdb/node-api';
import { TRACE, keepDead } from './dead-traces.ts';
import { eraseOrphans } from './orphan-spans.ts';
import { writeProgress } from './progress.ts';
import type { Store } from './store.ts';

/** Deletes every row of a project, and the spans of traces of which nothing else is left; answers how many went. */
async function eraseOne(connection: DuckDBConnection, project: string, position: number): Promise<number> {
  const ofProject = 'project IN (SELECT code FROM texts WHERE text = $1::VARCHAR)';
  await connection.run(
    `CREATE TEMP TABLE going AS SELECT "row", ${TRACE} FROM transactions WHERE ${ofProject}`,
    [project],
  );
  const noted = await connection.run(`INSERT INTO removed SELECT "row", ${position}::DOUBLE FROM going`);
  for (const table of ['transactions', 'former']) {
    await connection.run(`DELETE FROM ${table} WHERE "row" IN (SELECT "row" FROM going)`);
  }
  await keepDead(connection, 'going');
  await connection.run(`DELETE FROM blocks WHERE (${TRACE}) IN (SELECT ${TRACE} FROM going)`);
  await connection.run(`DELETE FROM errors WHERE ${ofProject}`, [project]);
  await connection.run('DROP TABLE going');
  await eraseOrphans(connection, project);
  return noted.rowsChanged;
}

async function eraseAll(connection: DuckDBConnection, position: number): Promise<number> {
  const noted = await connection.run(
    `INSERT INTO removed SELECT "row", ${position}::DOUBLE FROM transactions`,
  );
  for (const table of ['transactions', 'former', 'blocks', 'errors']) {
    await connection.run(`DELETE FROM ${table}`);
  }
  return noted.rowsChanged;
}

/**
 * Deletes the transactions of a project, or with null of every one, and of errors and spans what belonged to them. The
 * rows are noted as removed, so that those who watch hear of it. Resolves with how many transactions went, once that is on
 * disk. Rejects when the database refuses; nothing is then deleted.
 */
export async function erase(store: Store, project: string | null): Promise<number> {
  let count = 0;
  let change = Infinity;
  await store.tables.transact(
    async (connection, { progress, counters }) => {
      const position = progress.change + 1;
      change = position;
      count = await (project === null
        ? eraseAll(connection, position)
        : eraseOne(connection, project, position));
      const next = { ...progress, change: position };
      await writeProgress(connection, next);
      return { progress: next, counters };
    },
    ({ change: now }) => now >= change,
  );
  return count;
}
