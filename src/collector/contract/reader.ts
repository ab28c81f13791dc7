import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { Refusal } from '../http/refusal.ts';
import type { Store } from '../store/store.ts';
import { ReadGate } from './read-gate.ts';

const READS_AT_ONCE = 2;

/** Questions to the database, a few at a time, each on a connection of its own. */
export class Reader {
  readonly store: Store;
  readonly #gate = new ReadGate(READS_AT_ONCE);

  constructor(store: Store) {
    this.store = store;
  }

  /** Throws a Refusal of status 503 where the database turns out to be damaged; it is then built anew. */
  async within<Value>(read: (connection: DuckDBConnection) => Promise<Value>): Promise<Value> {
    try {
      return await this.#gate.run(() => this.store.database.within(read));
    } catch (error) {
      if (!(await this.store.tables.heal(error))) throw error;
      throw new Refusal(
        503,
        'The database is damaged and is being built anew from the spool.',
        'Ask again in a moment.',
        { 'retry-after': '1' },
      );
    }
  }

  /** Several questions to one state of the tables, whatever is written meanwhile. */
  snapshot<Value>(read: (connection: DuckDBConnection) => Promise<Value>): Promise<Value> {
    return this.within(async (connection) => {
      // Closing the connection ends it.
      await connection.run('BEGIN TRANSACTION READ ONLY');
      return read(connection);
    });
  }

  /** Rows of a small answer, value by value. */
  rows(sql: string, values: DuckDBValue[] = []): Promise<readonly (readonly DuckDBValue[])[]> {
    return this.within(async (connection) => (await connection.runAndReadAll(sql, values)).getRows());
  }
}
