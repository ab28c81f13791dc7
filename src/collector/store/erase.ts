import type { EpochMs } from '../../model/time.ts';
import { writeProgress } from './progress.ts';
import type { Store } from './store.ts';

/** What is to go: all of a project, or of every one where that is null, that was received before a time. */
export interface Erasure {
  readonly project: string | null;
  readonly before: EpochMs;
}

const TRACE = '"trace:0", "trace:1"';

/** Which rows of a table go, of what `$1` and `$2` say. */
function ofProject(project: string | null): string {
  return project === null ? 'true' : 'project IN (SELECT code FROM texts WHERE text = $2::VARCHAR)';
}

/**
 * Deletes transactions, and of errors and spans what belonged to them. The rows are noted as removed, so that those who
 * watch hear of it. Resolves with how many transactions went, once that is on disk. Rejects when the database refuses;
 * nothing is then deleted.
 */
export async function erase(store: Store, { project, before }: Erasure): Promise<number> {
  const bound = project === null ? [before] : [before, project];
  const rows = `received < $1::DOUBLE AND ${ofProject(project)}`;
  const tracesOf = (where: string): string => `SELECT ${TRACE} FROM transactions WHERE ${where}`;
  let count = 0;
  let change = Infinity;
  await store.tables.transact(
    async (connection, { progress, counters }) => {
      const position = progress.change + 1;
      change = position;
      const noted = await connection.run(
        `INSERT INTO removed SELECT "row", ${position}::DOUBLE FROM transactions WHERE ${rows}`,
        bound,
      );
      count = noted.rowsChanged;
      await connection.run(
        `DELETE FROM blocks WHERE (${TRACE}) NOT IN (${tracesOf(`NOT (${rows})`)})
          AND ${project === null ? 'last < $1::DOUBLE' : `(${TRACE}) IN (${tracesOf(rows)})`}`,
        bound,
      );
      await connection.run(
        `DELETE FROM errors WHERE timestamp < $1::DOUBLE AND ${ofProject(project)}`,
        bound,
      );
      await connection.run(
        `DELETE FROM former WHERE "row" IN (SELECT "row" FROM transactions WHERE ${rows})`,
        bound,
      );
      await connection.run(`DELETE FROM transactions WHERE ${rows}`, bound);
      const next = { ...progress, change: position };
      await writeProgress(connection, next);
      return { progress: next, counters };
    },
    ({ change: now }) => now >= change,
  );
  return count;
}
