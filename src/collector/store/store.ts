import { DOUBLE, LIST, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Transaction, TransactionFacts } from '../../model/transaction.ts';
import { CLOCK_TAG } from '../../trace/drift.ts';
import { errorKey, transactionKey } from '../parcel/identity.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { isBefore } from '../spool/segments.ts';
import type { Position } from '../spool/segments.ts';
import { Turn } from '../turn.ts';
import type { Counters } from './counters.ts';
import type { Database } from './database.ts';
import { toBlockVectors } from './block-rows.ts';
import { toErrorVectors } from './error-rows.ts';
import { groupArrivals } from './group-arrivals.ts';
import type { Arrivals, Batch } from './group-arrivals.ts';
import { KnownTraces } from './known-traces.ts';
import { loadErrors, loadTraces } from './load-traces.ts';
import { mergeByMinute } from './merge-by-minute.ts';
import { MOST_SPANS, NOTHING_STORED, itemsOf, takeTrace } from './merge-trace.ts';
import type { StoredTrace, TraceChange } from './merge-trace.ts';
import { writeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Before } from './state.ts';
import { Tables } from './tables.ts';
import type { Texts } from './texts.ts';
import { toFormerVectors, toTransactionVectors } from './transaction-rows.ts';
import { writeVectors } from './vectors.ts';

/** The rows: what arrives is put together with what is stored, in the tables. */
export class Store {
  readonly tables: Tables;

  constructor(tables: Tables) {
    this.tables = tables;
  }

  /**
   * Reads what the database holds; makes the tables in an empty one, which go on from what was counted `before`. `now` is
   * epoch milliseconds.
   */
  static async open(
    database: Database,
    now: number,
    before: Before = () => Promise.resolve(null),
  ): Promise<Store> {
    return new Store(await Tables.open(database, now, before));
  }

  get database(): Database {
    return this.tables.database;
  }

  get texts(): Texts {
    return this.tables.state.texts;
  }

  get counters(): Counters {
    return this.tables.state.counters;
  }

  get progress(): Progress {
    return this.tables.state.progress;
  }

  /**
   * Writes a batch of parcels in one transaction, together with `next`, the position in the spool behind them.
   * Rejects when the database refuses; nothing of the batch is then in it, and the batch may be applied again.
   */
  apply(parcels: readonly Parcel[], next: Position, refused: Counters): Promise<void> {
    return this.tables.transact(
      (connection) => this.#write(connection, parcels, next, refused),
      ({ position }) => !isBefore(position, next),
    );
  }

  close(): void {
    this.tables.close();
  }

  async #write(connection: DuckDBConnection, parcels: readonly Parcel[], next: Position, refused: Counters) {
    const { state } = this.tables;
    const { texts, vocabulary } = state;
    const counters = state.counters.copy();
    counters.merge(refused);
    const errors = await loadErrors(
      connection,
      texts,
      parcels.flatMap((parcel) => parcel.errors.map(({ value }) => value.eventId)),
    );
    const batch = groupArrivals(parcels, errors.map(errorKey), counters);
    const traceIds = [...batch.traces.keys()];
    const stored = await loadTraces(connection, texts, state.known.among(traceIds), 'outline');
    const { rowOf, last } = this.#giveRows(batch, stored);
    const changes = [takeLoose(batch, counters)];
    const turn = new Turn();
    for (const [traceId, arrivals] of batch.traces) {
      const before = stored.get(traceId);
      const change =
        before === undefined && isComplete(arrivals)
          ? takeTrace(arrivals, rowOf)
          : mergeByMinute(before ?? NOTHING_STORED, arrivals, rowOf);
      count(change, arrivals, counters);
      changes.push(change);
      if (turn.isOver) await turn.pass();
    }
    const position = await this.#writeChanges(connection, changes, counters);
    state.known.add(traceIds);
    if (state.known.isFull) state.known = await KnownTraces.read(connection);
    const progress = { ...state.progress, position: next, row: last, change: position };
    await texts.write(connection);
    await vocabulary.write(connection);
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
    let last = this.progress.row;
    for (const transaction of batch.transactions) {
      const key = transactionKey(transaction);
      if (rows.has(key)) continue;
      last += 1;
      rows.set(key, last);
    }
    return { rowOf: (facts: TransactionFacts) => rows.get(transactionKey(facts)) ?? NaN, last };
  }

  /** Writes the rows; answers the position in the sequence of changes, one further if a transaction changed. */
  async #writeChanges(
    connection: DuckDBConnection,
    changes: readonly TraceChange[],
    counters: Counters,
  ): Promise<number> {
    const { texts, vocabulary, progress } = this.tables.state;
    const isNew = ({ row }: Transaction) => row > progress.row;
    const transactions = changes
      .flatMap((change) => change.transactions)
      // In the order of arrival, so that the same ones find room, however the spool was cut into batches.
      .sort((a, b) => a.row - b.row)
      .map((each) => {
        if (!isNew(each)) return each;
        const fault = each.tags.get(CLOCK_TAG);
        if (fault !== undefined) counters.add('clock', 1, fault);
        return vocabulary.admit(each, counters);
      });
    const former = changes
      .flatMap((change) => change.former)
      // Its words are known by now, and counted.
      .map((each) => (isNew(each) ? vocabulary.admit(each, counters.copy()) : each));
    const blocks = changes.flatMap((change) => change.blocks);
    const errors = changes.flatMap((change) => change.errors);
    const isChanged = transactions.length + blocks.length + errors.length > 0;
    const position = progress.change + (isChanged ? 1 : 0);
    const later = transactions.filter((each) => !isNew(each)).map(({ row }) => row);
    await deleteRows(connection, later);
    await writeVectors(connection, 'transactions', toTransactionVectors(transactions, position, texts));
    await writeVectors(connection, 'former', toFormerVectors(former, texts));
    await writeVectors(connection, 'blocks', toBlockVectors(blocks));
    await writeVectors(connection, 'errors', toErrorVectors(errors, texts));
    return position;
  }
}

/** Whether nothing is left to be done with what arrived of a trace that is new. */
function isComplete({ isOneParcel, blocks }: Arrivals): boolean {
  return isOneParcel && blocks.reduce((sum, { spans }) => sum + spans, 0) <= MOST_SPANS;
}

/** Errors that belong to no trace. */
function takeLoose({ loose }: Batch, counters: Counters): TraceChange {
  const arrivals: Arrivals = { transactions: [], errors: loose, blocks: [], isOneParcel: false };
  const change = takeTrace(arrivals, () => NaN);
  count(change, arrivals, counters);
  return change;
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
