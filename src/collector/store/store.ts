import { DOUBLE, LIST, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Transaction, TransactionFacts } from '../../model/transaction.ts';
import { errorKey, transactionKey } from '../parcel/identity.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { isBefore } from '../spool/segments.ts';
import type { Position } from '../spool/segments.ts';
import { Counters } from './counters.ts';
import type { Database } from './database.ts';
import { toBlockVectors } from './block-rows.ts';
import { toErrorVectors } from './error-rows.ts';
import { groupArrivals } from './group-arrivals.ts';
import type { Arrivals, Batch } from './group-arrivals.ts';
import { KnownTraces } from './known-traces.ts';
import { loadErrors, loadTraces } from './load-traces.ts';
import {
  MOST_SPANS,
  NOTHING_STORED,
  itemsIn,
  itemsOf,
  mergeTrace,
  takeTrace,
  unknownOnly,
} from './merge-trace.ts';
import type { StoredTrace, TraceChange } from './merge-trace.ts';
import { newProgress, readProgress, writeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { CREATE } from './schema.ts';
import { Texts } from './texts.ts';
import { toTransactionVectors } from './transaction-rows.ts';
import { writeVectors } from './vectors.ts';
import { Vocabulary } from './vocabulary.ts';

/** How long traces are put together before those who send and read have their turn. */
const TURN_MS = 20;

/** A change of the tables that answers how things stand behind it. */
export type Change = (
  connection: DuckDBConnection,
  before: Pick<Store, 'counters' | 'progress'>,
) => Promise<{ readonly counters: Counters; readonly progress: Progress }>;

/** The tables, and what is kept in memory of them. */
export class Store {
  readonly database: Database;
  #connection: DuckDBConnection;
  #texts: Texts;
  #vocabulary: Vocabulary;
  #counters: Counters;
  #progress: Progress;
  #known: KnownTraces;
  #last: Promise<void> = Promise.resolve();

  private constructor(
    database: Database,
    connection: DuckDBConnection,
    state: Awaited<ReturnType<typeof readState>>,
  ) {
    this.database = database;
    this.#connection = connection;
    this.#vocabulary = state.vocabulary;
    this.#texts = state.texts;
    this.#counters = state.counters;
    this.#progress = state.progress;
    this.#known = state.known;
  }

  /** Reads what the database holds; makes the tables in an empty one. `now` is epoch milliseconds. */
  static async open(database: Database, now: number): Promise<Store> {
    const connection = await database.connect();
    const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM duckdb_tables()');
    if (reader.getRows()[0]?.[0] === 0) {
      await connection.run('BEGIN TRANSACTION');
      for (const statement of CREATE) await connection.run(statement);
      await writeProgress(connection, newProgress(now));
      await connection.run('COMMIT');
    }
    return new Store(database, connection, await readState(connection));
  }

  get texts(): Texts {
    return this.#texts;
  }

  get counters(): Counters {
    return this.#counters;
  }

  get progress(): Progress {
    return this.#progress;
  }

  /**
   * Writes a batch of parcels in one transaction, together with `next`, the position in the spool behind them.
   * Rejects when the database refuses; nothing of the batch is then in it, and the batch may be applied again.
   */
  apply(parcels: readonly Parcel[], next: Position, refused: Counters): Promise<void> {
    return this.transact(
      () => this.#write(parcels, next, refused),
      ({ position }) => !isBefore(position, next),
    );
  }

  /**
   * Changes the tables in one transaction, after all changes that were asked for before. `change` answers the counts
   * and the progress behind it, which it has written; `isDone` tells from a progress whether it is behind the change.
   * Rejects when the database refuses; nothing of the change is then in it.
   */
  transact(change: Change, isDone: (progress: Progress) => boolean): Promise<void> {
    return this.#alone(async () => {
      const connection = this.#connection;
      try {
        await connection.run('BEGIN TRANSACTION');
        const { counters, progress } = await change(connection, this);
        await connection.run('COMMIT');
        this.#texts.settle();
        this.#vocabulary.settle();
        this.#counters = counters;
        this.#progress = progress;
      } catch (error) {
        await this.#recover();
        // A full disk can fail what follows a commit that is durable: to do it again would count it twice.
        if (!isDone(this.#progress)) throw error;
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
        await this.#recover();
        throw error;
      }
    });
  }

  /** Only one change is made at a time, in the order in which they were asked for. */
  #alone(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#connection.closeSync();
    this.database.close();
  }

  async #write(parcels: readonly Parcel[], next: Position, refused: Counters) {
    const connection = this.#connection;
    const counters = this.#counters.copy();
    counters.merge(refused);
    const batch = groupArrivals(parcels, counters);
    const traceIds = [...batch.traces.keys()];
    const stored = await loadTraces(connection, this.#texts, this.#known.among(traceIds), 'outline');
    const { rowOf, last } = this.#giveRows(batch, stored);
    const changes = [await this.#mergeLoose(batch, counters)];
    let until = performance.now() + TURN_MS;
    for (const [traceId, arrivals] of batch.traces) {
      const before = stored.get(traceId);
      const change =
        before === undefined && isComplete(arrivals)
          ? takeTrace(arrivals, rowOf)
          : mergeTrace(before ?? NOTHING_STORED, arrivals, rowOf);
      count(change, arrivals, counters);
      changes.push(change);
      if (performance.now() < until) continue;
      await yieldToOthers();
      until = performance.now() + TURN_MS;
    }
    const position = await this.#writeChanges(changes, counters);
    this.#known.add(traceIds);
    if (this.#known.isFull) this.#known = await KnownTraces.read(connection);
    const progress = { ...this.#progress, position: next, row: last, change: position };
    await this.#texts.write(connection);
    await this.#vocabulary.write(connection);
    await counters.write(connection);
    await writeProgress(connection, progress);
    return { counters, progress };
  }

  /** Rows in the order of arrival, so that the same spool gives the same rows, however it was cut into batches. */
  #giveRows(batch: Batch, stored: ReadonlyMap<string, StoredTrace>) {
    const rows = new Map<string, number>();
    for (const { transactions } of stored.values()) {
      for (const transaction of transactions) rows.set(transactionKey(transaction), transaction.row);
    }
    let last = this.#progress.row;
    for (const transaction of batch.transactions) {
      const key = transactionKey(transaction);
      if (rows.has(key)) continue;
      last += 1;
      rows.set(key, last);
    }
    return { rowOf: (facts: TransactionFacts) => rows.get(transactionKey(facts)) ?? NaN, last };
  }

  async #mergeLoose({ loose }: Batch, counters: Counters): Promise<TraceChange> {
    const ids = loose.map(({ value }) => value.eventId);
    const stored = await loadErrors(this.#connection, this.#texts, ids);
    const errors = unknownOnly(loose, stored.map(errorKey), errorKey);
    const change: TraceChange = {
      transactions: [],
      blocks: [],
      errors: errors.map(({ value }) => value),
      stored: itemsIn(errors),
      cut: { spans: 0, items: 0 },
    };
    count(change, { transactions: [], errors: loose, blocks: [], isOneParcel: false }, counters);
    return change;
  }

  /** Writes the rows; answers the position in the sequence of changes, one further if a transaction changed. */
  async #writeChanges(changes: readonly TraceChange[], counters: Counters): Promise<number> {
    const connection = this.#connection;
    const isNew = ({ row }: Transaction) => row > this.#progress.row;
    const transactions = changes
      .flatMap((change) => change.transactions)
      // In the order of arrival, so that the same ones find room, however the spool was cut into batches.
      .sort((a, b) => a.row - b.row)
      .map((each) => (isNew(each) ? this.#vocabulary.admit(each, counters) : each));
    const blocks = changes.flatMap((change) => change.blocks);
    const errors = changes.flatMap((change) => change.errors);
    const isChanged = transactions.length + blocks.length + errors.length > 0;
    const position = this.#progress.change + (isChanged ? 1 : 0);
    const later = transactions.filter((each) => !isNew(each)).map(({ row }) => row);
    await deleteRows(connection, later);
    await writeVectors(connection, 'transactions', toTransactionVectors(transactions, position, this.#texts));
    await writeVectors(connection, 'blocks', toBlockVectors(blocks));
    await writeVectors(connection, 'errors', toErrorVectors(errors, this.#texts));
    return position;
  }

  /** After a failure: what is in memory is read again, from a database that is opened again if it has to be. */
  async #recover(): Promise<void> {
    try {
      await this.#connection.run('ROLLBACK');
      this.#set(await readState(this.#connection));
    } catch {
      this.#connection.closeSync();
      await this.database.reopen();
      this.#connection = await this.database.connect();
      this.#set(await readState(this.#connection));
    }
  }

  #set(state: Awaited<ReturnType<typeof readState>>): void {
    this.#vocabulary = state.vocabulary;
    this.#texts = state.texts;
    this.#counters = state.counters;
    this.#progress = state.progress;
    this.#known = state.known;
  }
}

async function readState(connection: DuckDBConnection) {
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

/** Whether nothing is left to be done with what arrived of a trace that is new. */
function isComplete({ isOneParcel, blocks }: Arrivals): boolean {
  return isOneParcel && blocks.reduce((sum, { spans }) => sum + spans, 0) <= MOST_SPANS;
}

function count(change: TraceChange, arrivals: Arrivals, counters: Counters): void {
  const { cut, stored } = change;
  counters.add('stored', stored);
  counters.add('repeated', itemsOf(arrivals) - stored - cut.items);
  counters.add('refused', cut.items, `more than ${MOST_SPANS} spans in a trace`);
  counters.add('cut', cut.spans);
}

async function deleteRows(connection: DuckDBConnection, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = 'DELETE FROM transactions WHERE "row" IN (SELECT unnest($1))';
  await connection.run(sql, [listValue(rows)], [LIST(DOUBLE)]);
}
