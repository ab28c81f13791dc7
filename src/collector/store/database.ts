import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';

/**
 * What is switched off or limited before anything else runs: no access to files or the network from SQL, no
 * extensions, and no way to undo it. No text of a user ever becomes SQL; this holds if that should fail.
 *
 * Checkpoints are made while nothing is written (`checkpoint`), not in the middle of a batch. What a batch or checkpoint
 * took goes back to the system at once: the process has half a gigabyte for everything.
 */
const HARDENING = [
  'SET enable_external_access=false',
  'SET autoinstall_known_extensions=false',
  'SET autoload_known_extensions=false',
  'SET allow_community_extensions=false',
  "SET max_temp_directory_size='1GB'",
  "SET checkpoint_threshold='1GB'",
  // One core is left to those who send.
  `SET threads=${Math.max(1, availableParallelism() - 1)}`,
  "SET allocator_flush_threshold='8MB'",
  'SET allocator_background_threads=true',
  // Streams in the order of the tables can wait for themselves for ever (DuckDB 1.5); who needs an order asks for it.
  'SET preserve_insertion_order=false',
  'SET lock_configuration=true',
];

/**
 * Rows that are stored together. A checkpoint writes the last of these groups anew, and what is deleted is given back group
 * by group: of spans in blocks, DuckDB's own 122,880 rows would be 150 MB, in memory and on disk, with every checkpoint.
 */
const GROUP_ROWS = 16_384;
/** What the file is called in SQL. */
const NAME = 'longtail';
const MEMORY = ':memory:';

/** Another process has the database open. */
export class DatabaseInUse extends Error {}

function isInUse(error: unknown): boolean {
  return error instanceof Error && /conflicting lock|being used by another process/i.test(error.message);
}

/** The embedded database: a file, or memory. Connections come from here, so that it can be opened anew under them. */
export class Database {
  readonly #path: string;
  #instance: DuckDBInstance;
  /** Connections that `within` has lent. */
  #lent = 0;
  #returned: () => void = () => undefined;
  #reopening: Promise<void> = Promise.resolve();
  #isEnding = false;

  private constructor(path: string, instance: DuckDBInstance) {
    this.#path = path;
    this.#instance = instance;
  }

  /** Opens or makes a database; `:memory:` keeps it in memory. Throws DatabaseInUse when another process has it. */
  static async open(path: string): Promise<Database> {
    return new Database(path, await openInstance(path));
  }

  /** A connection of its own; close it after use. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    try {
      if (this.#path !== MEMORY) await connection.run(`USE ${NAME}`);
      return connection;
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  /** Bytes of the log, which is written into the file by a checkpoint. */
  async logBytes(): Promise<number> {
    if (this.#path === MEMORY) return 0;
    return stat(`${this.#path}.wal`).then(
      ({ size }) => size,
      // There is none right after a checkpoint.
      () => 0,
    );
  }

  /** Writes what is in the log into the file, and gives back what deleted rows took. Throws when the disk is full. */
  async checkpoint(): Promise<void> {
    await this.within((connection) => connection.run('CHECKPOINT'));
  }

  /** Runs something on a connection that is closed afterwards. Rejects once the database is to be closed. */
  async within<Value>(run: (connection: DuckDBConnection) => Promise<Value>): Promise<Value> {
    if (this.#isEnding) throw new Error('The database is being closed.');
    let reopened: Promise<void>;
    do {
      reopened = this.#reopening;
      await reopened.catch(() => undefined);
    } while (reopened !== this.#reopening);
    this.#lent += 1;
    try {
      const connection = await this.connect();
      try {
        return await run(connection);
      } finally {
        connection.closeSync();
      }
    } finally {
      this.#lent -= 1;
      if (this.#lent === 0) this.#returned();
    }
  }

  /**
   * Closes and opens the file: after a failed checkpoint the instance answers nothing but errors. Waits for those who
   * have a connection, since two instances of one file must not live at once; who asks meanwhile waits, too.
   * `between` is done while the file is closed.
   */
  reopen(between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    if (this.#path === MEMORY) return Promise.resolve();
    this.#reopening = this.#allReturned().then(async () => {
      this.#instance.closeSync();
      await between();
      this.#instance = await openInstance(this.#path);
    });
    return this.#reopening;
  }

  /**
   * Lends nothing more, and resolves when all is given back. A database that is closed before keeps who still reads
   * from it in a loop that never ends.
   */
  async drain(): Promise<void> {
    this.#isEnding = true;
    await this.#reopening.catch(() => undefined);
    await this.#allReturned();
  }

  close(): void {
    this.#instance.closeSync();
  }

  #allReturned(): Promise<void> {
    if (this.#lent === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#returned = resolve;
    });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * What opens a file, and what the database may keep in memory: of a file only what is in use, beside bodies and answers;
 * what has no file has to fit.
 */
function opening(path: string): readonly string[] {
  if (path === MEMORY) return ["SET memory_limit='512MB'"];
  return [
    "SET memory_limit='112MB'",
    `SET temp_directory=${quoted(`${path}.tmp`)}`,
    // A file is attached, because how rows are grouped can be said of what is attached alone.
    `ATTACH ${quoted(path)} AS ${NAME} (TYPE duckdb, ROW_GROUP_SIZE ${GROUP_ROWS})`,
  ];
}

async function openInstance(path: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(MEMORY);
  try {
    const connection = await instance.connect();
    try {
      for (const statement of [...opening(path), ...HARDENING]) await connection.run(statement);
    } finally {
      connection.closeSync();
    }
    return instance;
  } catch (error) {
    instance.closeSync();
    if (isInUse(error)) throw new DatabaseInUse('The database is in use.', { cause: error });
    throw error;
  }
}
