import type { DuckDBConnection } from '@duckdb/node-api';
import { isDamage } from './damage.ts';
import type { Database } from './database.ts';
import type { Progress } from './progress.ts';
import { openState, readState } from './state.ts';
import type { Before, State } from './state.ts';

/** How things stand behind a change of the tables. */
export type Standing = Pick<State, 'counters' | 'progress'> & Partial<Pick<State, 'vocabulary'>>;

/** A change of the tables; answers how things stand behind it, which it has written. */
export type Change = (connection: DuckDBConnection, before: Readonly<State>) => Promise<Standing>;

/** What has to be done about a damaged database. */
export interface Healing {
  /** Takes its files away, given what it said. */
  readonly putAside: (damage: unknown) => Promise<void>;
  /** Called when the tables have begun anew, empty. */
  readonly begun: () => void;
}

/** The one connection on which the tables are changed, and what is kept in memory of them; both survive failures. */
export class Tables {
  readonly database: Database;
  readonly #before: Before;
  #connection: DuckDBConnection;
  #state: State;
  #last: Promise<void> = Promise.resolve();
  #healing: Healing | null = null;
  #births = 0;
  /** Damage because of which the tables have begun anew. */
  readonly #healed = new WeakSet<object>();

  private constructor(database: Database, connection: DuckDBConnection, state: State, before: Before) {
    this.database = database;
    this.#before = before;
    this.#connection = connection;
    this.#state = state;
  }

  /** Reads what the database holds; makes the tables in an empty one. `now` is epoch milliseconds. */
  static async open(database: Database, now: number, before: Before): Promise<Tables> {
    const connection = await database.connect();
    return new Tables(database, connection, await openState(connection, now, before), before);
  }

  get state(): State {
    return this.#state;
  }

  /** How often the tables began anew, empty, since they were opened. */
  get births(): number {
    return this.#births;
  }

  /** From now on a database that turns out to be damaged is put aside, and the tables begin anew. */
  healBy(healing: Healing): void {
    this.#healing = healing;
  }

  /**
   * Changes the tables in one transaction, after all changes that were asked for before. `isDone` tells from a
   * progress whether it is behind the change. Rejects when the database refuses, or when the tables have begun anew
   * since this was called; nothing of the change is then in them.
   */
  transact(change: Change, isDone: (progress: Progress) => boolean): Promise<void> {
    const births = this.#births;
    return this.#alone(async () => {
      if (births !== this.#births) throw new Error('The tables have begun anew meanwhile.');
      const connection = this.#connection;
      try {
        await connection.run('BEGIN TRANSACTION');
        const standing = await change(connection, this.#state);
        await connection.run('COMMIT');
        this.#state = { ...this.#state, ...standing };
        this.#state.texts.settle();
        this.#state.vocabulary.settle();
      } catch (error) {
        await this.#recover(error);
        // A full disk can fail what follows a commit that is durable: to do it again would count it twice.
        if (!isDone(this.#state.progress)) throw error;
      }
    });
  }

  /**
   * Writes what is in the database's log into its file. Rejects when that fails, such as on a full disk, which loses
   * nothing: the database is open again by then.
   */
  checkpoint(): Promise<void> {
    return this.#alone(async () => {
      try {
        await this.database.checkpoint();
      } catch (error) {
        await this.#recover(error);
        throw error;
      }
    });
  }

  /** Begins anew where an error means that the database is damaged. Resolves with whether it is one to heal. */
  async heal(error: unknown): Promise<boolean> {
    const births = this.#births;
    if (this.#healing === null || !isDamage(error)) return false;
    if (error instanceof Error && this.#healed.has(error)) return true;
    // Of several who met the damage, the first one heals it.
    await this.#alone(async () => {
      if (births === this.#births) await this.#beginAnew(error);
    });
    return true;
  }

  close(): void {
    this.#connection.closeSync();
    this.database.close();
  }

  /** Only one change is made at a time, in the order in which they were asked for. */
  #alone(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /**
   * After a failure: what is in memory is read again, from a database that is opened again if it has to be, or from
   * a new one where it is damaged.
   */
  async #recover(cause: unknown): Promise<void> {
    if (isDamage(cause)) {
      await this.#beginAnew(cause);
      return;
    }
    try {
      await this.#connection.run('ROLLBACK');
      this.#state = await readState(this.#connection);
    } catch {
      await this.#openAgain().catch((error: unknown) => this.#beginAnew(error));
    }
  }

  async #openAgain(between?: () => Promise<void>): Promise<void> {
    this.#connection.closeSync();
    await this.database.reopen(between);
    this.#connection = await this.database.connect();
    this.#state = await openState(this.#connection, Date.now(), this.#before);
  }

  /** Empty tables in place of damaged ones. Throws the damage when it is none, or nobody takes it away. */
  async #beginAnew(damage: unknown): Promise<void> {
    const healing = this.#healing;
    if (healing === null || !isDamage(damage)) throw damage;
    await this.#openAgain(() => healing.putAside(damage));
    this.#births += 1;
    if (damage instanceof Error) this.#healed.add(damage);
    healing.begun();
  }
}
