import type { DuckDBConnection } from '@duckdb/node-api';
import type { Account } from '../spool/accounts.ts';
import { Counters } from './counters.ts';
import { KnownTraces } from './known-traces.ts';
import { newProgress, readProgress, writeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { CREATE } from './schema.ts';
import { Texts } from './texts.ts';
import { Vocabulary } from './vocabulary.ts';

/** What is kept in memory of the tables. */
export interface State {
  readonly texts: Texts;
  readonly vocabulary: Vocabulary;
  readonly counters: Counters;
  readonly progress: Progress;
  /** Read anew when it is full. */
  known: KnownTraces;
}

/** Reads it from a database that has the tables. */
export async function readState(connection: DuckDBConnection): Promise<State> {
  const progress = await readProgress(connection);
  if (progress === null) throw new Error('The database does not say how far it is.');
  return {
    texts: await Texts.read(connection),
    vocabulary: await Vocabulary.read(connection),
    counters: await Counters.read(connection),
    known: await KnownTraces.read(connection),
    progress,
  };
}

/** What was counted before all that the tables of an empty database will be made of; null where nothing tells. */
export type Before = () => Promise<Account | null>;

/** Reads it, and makes the tables in an empty database. `now` is epoch milliseconds. */
export async function openState(connection: DuckDBConnection, now: number, before: Before): Promise<State> {
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM duckdb_tables()');
  if (reader.getRows()[0]?.[0] === 0) {
    await connection.run('BEGIN TRANSACTION');
    for (const statement of CREATE) await connection.run(statement);
    const account = (await before()) ?? { row: 0, counts: [] };
    await Counters.of(account).write(connection);
    await writeProgress(connection, { ...newProgress(now), row: account.row });
    await connection.run('COMMIT');
  }
  return readState(connection);
}
