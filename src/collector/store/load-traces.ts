import { LIST, UBIGINT, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ErrorEvent } from '../../model/span.ts';
import { NOTHING_STORED } from './merge-trace.ts';
import type { StoredTrace } from './merge-trace.ts';
import { toWordPairs } from './ids.ts';
import { TABLES, sqlNames } from './schema.ts';
import type { Table } from './schema.ts';
import { toErrors, toPlacedSpans } from './span-rows.ts';
import type { Texts } from './texts.ts';
import { toTransactions } from './transaction-rows.ts';
import { readVectors } from './vectors.ts';
import type { Vectors } from './vectors.ts';

/** Rows of a table whose id in `column` begins with one of `words`. */
async function select(
  connection: DuckDBConnection,
  table: Table,
  column: string,
  words: readonly bigint[],
): Promise<Vectors> {
  const columns = TABLES[table];
  const sql = `SELECT ${sqlNames(columns)} FROM ${table} WHERE "${column}" IN (SELECT unnest($1))`;
  return readVectors(await connection.run(sql, [listValue(words)], [LIST(UBIGINT)]), columns);
}

/** All that is stored of some traces, by trace id. */
export async function loadTraces(
  connection: DuckDBConnection,
  texts: Texts,
  traceIds: readonly string[],
): Promise<ReadonlyMap<string, StoredTrace>> {
  const traces = new Map<string, { [Key in keyof StoredTrace]: [...StoredTrace[Key]] }>();
  if (traceIds.length === 0) return traces;
  // Half an id finds a trace, and now and then one more, which is left out here.
  const wanted = new Set(traceIds);
  const words = [...new Set(toWordPairs(traceIds)[0])];
  const partsOf = (traceId: string) => {
    const known = traces.get(traceId);
    if (known !== undefined) return known;
    const parts = { transactions: [], spans: [], errors: [] };
    traces.set(traceId, parts);
    return parts;
  };
  const transactions = toTransactions(await select(connection, 'transactions', 'trace:0', words), texts);
  for (const row of transactions) if (wanted.has(row.traceId)) partsOf(row.traceId).transactions.push(row);
  const spans = toPlacedSpans(await select(connection, 'spans', 'trace:0', words), texts);
  for (const each of spans) if (wanted.has(each.span.traceId)) partsOf(each.span.traceId).spans.push(each);
  const errors = toErrors(await select(connection, 'errors', 'trace:0', words), texts);
  for (const error of errors) {
    if (error.traceId !== null && wanted.has(error.traceId)) partsOf(error.traceId).errors.push(error);
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
  const words = [...new Set(toWordPairs(eventIds)[0])];
  return toErrors(await select(connection, 'errors', 'event:0', words), texts);
}
