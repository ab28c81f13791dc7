import { LIST, UBIGINT, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ErrorEvent } from '../../model/span.ts';
import { decodeSpans } from '../parcel/span-block.ts';
import type { SpanDetail } from '../parcel/span-block.ts';
import { toStoredBlocks } from './block-rows.ts';
import { errorCodes, toErrors } from './error-rows.ts';
import { toWordPairs } from './ids.ts';
import { NOTHING_STORED } from './merge-trace.ts';
import type { StoredTrace } from './merge-trace.ts';
import { TABLES, sqlNames } from './schema.ts';
import type { Table } from './schema.ts';
import type { Texts } from './texts.ts';
import { toTransactions, transactionCodes } from './transaction-rows.ts';
import { readVectors } from './vectors.ts';
import type { Vectors } from './vectors.ts';

/** Rows that the database keeps and decompresses together. */
const ROW_GROUP = 122_880;

/** Numbers in ascending order, cut where two neighbours are more than a row group apart. */
function clusters(numbers: readonly bigint[]): bigint[][] {
  const all: bigint[][] = [];
  let before = -1n;
  for (const number of numbers.toSorted((a, b) => (a < b ? -1 : 1))) {
    const cluster = all.at(-1);
    if (cluster === undefined || number - before > ROW_GROUP) all.push([number]);
    else cluster.push(number);
    before = number;
  }
  return all;
}

/**
 * Rows of a table whose 16-byte id in the two columns of `id` is one of `ids`. They are found by their ids alone, and
 * everything else is then read only where they stand: what belongs together mostly came at one time.
 */
async function* select(
  connection: DuckDBConnection,
  table: Table,
  id: 'trace' | 'event',
  ids: readonly string[],
): AsyncGenerator<Vectors, void, void> {
  const columns = TABLES[table];
  const [first, last] = toWordPairs([...new Set(ids)]);
  const places = await connection.runAndReadAll(
    `SELECT ${table}.rowid FROM ${table} JOIN (SELECT unnest($1) AS wanted_0, unnest($2) AS wanted_1)
     ON "${id}:0" = wanted_0 AND "${id}:1" = wanted_1`,
    [listValue([...first]), listValue([...last])],
    [LIST(UBIGINT), LIST(UBIGINT)],
  );
  for (const cluster of clusters(places.getRows().map(([place]) => BigInt(String(place))))) {
    // Numbers of the database's own: nothing that anyone has sent.
    const sql = `SELECT ${sqlNames(columns)} FROM ${table} WHERE rowid >= ${cluster[0]} AND rowid <= ${cluster.at(-1)}
      AND rowid IN (${cluster.join(', ')}) ORDER BY rowid`;
    yield await readVectors(await connection.stream(sql), columns);
  }
}

/** All that is stored of some traces, by trace id; of spans no more than their outline where that is enough. */
export async function loadTraces(
  connection: DuckDBConnection,
  texts: Texts,
  traceIds: readonly string[],
  detail: SpanDetail,
): Promise<ReadonlyMap<string, StoredTrace>> {
  const traces = new Map<
    string,
    { [Key in keyof Omit<StoredTrace, 'blocks'>]: [...StoredTrace[Key]] } & { blocks: number }
  >();
  if (traceIds.length === 0) return traces;
  const partsOf = (traceId: string) => {
    const known = traces.get(traceId);
    if (known !== undefined) return known;
    const parts = { transactions: [], spans: [], errors: [], blocks: 0 };
    traces.set(traceId, parts);
    return parts;
  };
  for await (const vectors of select(connection, 'transactions', 'trace', traceIds)) {
    const source = await texts.recall(connection, transactionCodes(vectors));
    for (const row of toTransactions(vectors, source)) partsOf(row.traceId).transactions.push(row);
  }
  for await (const vectors of select(connection, 'blocks', 'trace', traceIds)) {
    for (const { traceId, bytes } of toStoredBlocks(vectors)) {
      const parts = partsOf(traceId);
      parts.blocks += 1;
      for (const { span } of decodeSpans(bytes, traceId, detail)) parts.spans.push(span);
    }
  }
  for await (const vectors of select(connection, 'errors', 'trace', traceIds)) {
    const source = await texts.recall(connection, errorCodes(vectors));
    for (const error of toErrors(vectors, source)) {
      if (error.traceId !== null) partsOf(error.traceId).errors.push(error);
    }
  }
  return traces;
}

/** The stored errors with one of these event ids. */
export async function loadErrors(
  connection: DuckDBConnection,
  texts: Texts,
  eventIds: readonly string[],
): Promise<readonly ErrorEvent[]> {
  if (eventIds.length === 0) return NOTHING_STORED.errors;
  const errors: ErrorEvent[] = [];
  for await (const vectors of select(connection, 'errors', 'event', eventIds)) {
    const source = await texts.recall(connection, errorCodes(vectors));
    for (const error of toErrors(vectors, source)) errors.push(error);
  }
  return errors;
}
