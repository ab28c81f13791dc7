import { DOUBLE, LIST, UBIGINT, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Transaction, TransactionFacts } from '../../model/transaction.ts';
import type { Position } from '../spool/segments.ts';
import { Counters } from './counters.ts';
import type { Database } from './database.ts';
import { groupArrivals } from './group-arrivals.ts';
import type { Batch, DecodedEntry } from './group-arrivals.ts';
import { toWordPairs, toWords } from './ids.ts';
import { loadErrors, loadTraces } from './load-traces.ts';
import {
  MOST_SPANS,
  NOTHING_STORED,
  errorKey,
  itemsIn,
  mergeTrace,
  transactionKey,
  unknownOnly,
} from './merge-trace.ts';
import type { StoredTrace, TraceChange } from './merge-trace.ts';
import { newProgress, readProgress, writeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { CREATE } from './schema.ts';
import { toErrorVectors, toSpanVectors } from './span-rows.ts';
import type { PlacedSpan } from './span-rows.ts';
import { Texts } from './texts.ts';
import { toTransactionVectors } from './transaction-rows.ts';
import { writeVectors } from './vectors.ts';
import { Vocabulary } from './vocabulary.ts';

/** How long traces are put together before those who send and read have their turn. */
const TURN_MS = 20;

/** The tables, and what is kept in memory of them. Only one batch is applied at a time. */
export class Store {
  readonly database: Database;
  #connection: DuckDBConnection;
  #texts: Texts;
  #vocabulary: Vocabulary;
  #counters: Counters;
  #progress: Progress;

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
   * Writes a batch of requests in one transaction, together with `next`, the position in the spool behind them.
   * Rejects when the database refuses; nothing of the batch is then in it, and the batch may be applied again.
   */
  async apply(entries: readonly DecodedEntry[], next: Position, refused: Counters): Promise<void> {
    const connection = this.#connection;
    try {
      await connection.run('BEGIN TRANSACTION');
      const { counters, progress } = await this.#write(entries, next, refused);
      await connection.run('COMMIT');
      this.#texts.settle();
      this.#vocabulary.settle();
      this.#counters = counters;
      this.#progress = progress;
    } catch (error) {
      await this.#recover();
      throw error;
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.database.close();
  }

  async #write(entries: readonly DecodedEntry[], next: Position, refused: Counters) {
    const connection = this.#connection;
    const counters = this.#counters.copy();
    counters.merge(refused);
    const batch = groupArrivals(entries, counters);
    const stored = await loadTraces(connection, this.#texts, [...batch.traces.keys()], 'outline');
    const { rowOf, last } = this.#giveRows(batch, stored);
    const changes = [await this.#mergeLoose(batch, counters)];
    let until = performance.now() + TURN_MS;
    for (const [traceId, arrivals] of batch.traces) {
      const change = mergeTrace(stored.get(traceId) ?? NOTHING_STORED, arrivals, rowOf);
      count(change, arrivals, counters);
      changes.push(change);
      if (performance.now() < until) continue;
      await yieldToOthers();
      until = performance.now() + TURN_MS;
    }
    const position = await this.#writeChanges(changes, counters);
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
      spans: [],
      moved: [],
      errors: errors.map(({ value }) => value),
      stored: itemsIn(errors),
      cut: { spans: 0, items: 0 },
    };
    count(change, { transactions: [], spans: [], errors: loose }, counters);
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
    const spans = changes.flatMap((change) => change.spans);
    const errors = changes.flatMap((change) => change.errors);
    const isChanged = transactions.length + spans.length + errors.length > 0;
    const position = this.#progress.change + (isChanged ? 1 : 0);
    const later = transactions.filter((each) => !isNew(each)).map(({ row }) => row);
    await deleteRows(connection, later);
    await moveSpans(
      connection,
      changes.flatMap((change) => change.moved),
    );
    await writeVectors(connection, 'transactions', toTransactionVectors(transactions, position, this.#texts));
    await writeVectors(connection, 'spans', toSpanVectors(spans, this.#texts));
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
  }
}

async function readState(connection: DuckDBConnection) {
  const progress = await readProgress(connection);
  if (progress === null) throw new Error('The database does not say how far it is.');
  return {
    texts: await Texts.read(connection),
    vocabulary: await Vocabulary.read(connection),
    counters: await Counters.read(connection),
    progress,
  };
}

function count(change: TraceChange, arrivals: Parameters<typeof mergeTrace>[1], counters: Counters): void {
  const { cut, stored } = change;
  const items = itemsIn(arrivals.transactions) + itemsIn(arrivals.spans) + itemsIn(arrivals.errors);
  counters.add('stored', stored);
  counters.add('repeated', items - stored - cut.items);
  counters.add('refused', cut.items, `more than ${MOST_SPANS} spans in a trace`);
  counters.add('cut', cut.spans);
}

async function deleteRows(connection: DuckDBConnection, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = 'DELETE FROM transactions WHERE "row" IN (SELECT unnest($1))';
  await connection.run(sql, [listValue(rows)], [LIST(DOUBLE)]);
}

/** Writes what was derived of stored spans anew. */
async function moveSpans(connection: DuckDBConnection, moved: readonly PlacedSpan[]): Promise<void> {
  if (moved.length === 0) return;
  const spans = moved.map(({ span }) => span);
  const [first, last] = toWordPairs(spans.map(({ traceId }) => traceId));
  const words = [first, last, toWords(spans.map(({ spanId }) => spanId))];
  const segments = toWords(spans.map(({ segment }) => segment));
  const numbers = [spans.map(({ start }) => start), spans.map(({ exclusive }) => exclusive)];
  const rows = moved.map(({ row }) => row);
  await connection.run(
    `UPDATE spans SET "segment:0" = new.segment, exclusive = new.exclusive::FLOAT, "row" = new."row"
     FROM (SELECT unnest($1) AS a, unnest($2) AS b, unnest($3) AS s, unnest($4) AS segment,
                  unnest($5) AS t, unnest($6) AS exclusive, unnest($7) AS "row") AS new
     WHERE "trace:0" = new.a AND "trace:1" = new.b AND "span:0" = new.s AND start = new.t`,
    [...[...words, segments].map((list) => listValue([...list])), ...[...numbers, rows].map(listValue)],
    [...Array.from({ length: 4 }, () => LIST(UBIGINT)), ...Array.from({ length: 3 }, () => LIST(DOUBLE))],
  );
}
