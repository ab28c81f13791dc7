import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../http/refusal.ts';
import type { Store } from '../store/store.ts';
import { ReadGate } from './read-gate.ts';

const READS_AT_ONCE = 2;
/**
 * How often is looked whether those who send have room again, and how long a piece of an answer waits at most, and what a long
 * one begins with, which goes over all rows.
 */
const LOOK_MS = 20;
const LONGEST_WAIT_MS = 1_000;
const LONGEST_START_MS = 3_000;

/** Questions to the database, a few at a time, each on a connection of its own. */
export class Reader {
  readonly store: Store;
  readonly #gate = new ReadGate(READS_AT_ONCE);
  readonly #isPressed: () => boolean;

  /** `isPressed`: whether so much of what was sent waits that long answers had better wait a moment. */
  constructor(store: Store, isPressed: () => boolean = () => false) {
    this.store = store;
    this.#isPressed = isPressed;
  }

  /**
   * To be asked before each piece of a long answer: lets what is sent be answered and written first, which takes memory
   * as long as it waits. An answer goes on all the same, only slower.
   */
  async turn(longest = LONGEST_WAIT_MS): Promise<void> {
    const until = performance.now() + longest;
    while (this.#isPressed() && performance.now() < until) await sleep(LOOK_MS);
  }

  /** To be asked before all rows are gone through: as `turn`, and more patient. */
  start(): Promise<void> {
    return this.turn(LONGEST_START_MS);
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
