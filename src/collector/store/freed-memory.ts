import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';

/** DuckDB gives back what was freed, all over the process, whenever it is told its limit. */
const GIVE_BACK = "SET memory_limit='16MB'";

/**
 * Gives the system back what was freed in the whole process. The C library keeps pages that lie between others in use:
 * after minutes of load a hundred megabytes and more, which count as the process's own and would hold up all who send.
 * An instance of its own, since nothing can be set in the database's.
 */
export class FreedMemory {
  #connection: Promise<DuckDBConnection> | null = null;
  #isUnderWay = false;

  /** Takes some ten milliseconds, on another thread; does nothing while it is under way. Rejects where DuckDB fails. */
  async giveBack(): Promise<void> {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    try {
      this.#connection ??= connect();
      await (await this.#connection).run(GIVE_BACK);
    } catch (error) {
      this.#connection = null;
      throw error;
    } finally {
      this.#isUnderWay = false;
    }
  }

  /** Ends what it uses. */
  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => null);
    connection?.closeSync();
    this.#connection = null;
  }
}

async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', enable_external_access: 'false' });
  // The connection keeps the instance.
  const connection = await instance.connect();
  instance.closeSync();
  return connection;
}
