import type { DuckDBConnection } from '@duckdb/node-api';
import type { Position } from '../spool/segments.ts';
import { BEGINNING } from '../spool/segments.ts';

/** How far the tables are, and the last numbers that were given away. */
export interface Progress {
  /** Everything in the spool before it is in the tables. */
  readonly position: Position;
  /** The last row given to a transaction. */
  readonly row: number;
  /** The last position in the sequence of changes. It rises with every batch that changed a row. */
  readonly change: number;
  /** Where the sequence of changes of this database begins. */
  readonly first: number;
}

/**
 * Changes of one database are numbered from the millisecond of its birth times 1024 on: a database that is built
 * anew goes on above all numbers of the one before, so that a reader's old position is known to be old.
 */
export function newProgress(now: number): Progress {
  const first = now * 1024;
  return { position: BEGINNING, row: 0, change: first, first };
}

export async function readProgress(connection: DuckDBConnection): Promise<Progress | null> {
  const reader = await connection.runAndReadAll(
    'SELECT segment, "offset", "row", change, first FROM progress',
  );
  const [values] = reader.getRows();
  if (values === undefined) return null;
  const [segment = 0, offset = 0, row = 0, change = 0, first = 0] = values.map(Number);
  return { position: { segment, offset }, row, change, first };
}

export async function writeProgress(connection: DuckDBConnection, progress: Progress): Promise<void> {
  const { position, row, change, first } = progress;
  await connection.run('DELETE FROM progress');
  // DuckDB takes JavaScript numbers as doubles, which hold these exactly.
  await connection.run(
    'INSERT INTO progress VALUES ($1::DOUBLE, $2::DOUBLE, $3::DOUBLE, $4::DOUBLE, $5::DOUBLE)',
    [position.segment, position.offset, row, change, first],
  );
}
