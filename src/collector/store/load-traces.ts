import { LIST, UBIGINT, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ErrorEvent } from '../../model/span.ts';
import { USER_MARK } from '../../trace/user.ts';
import { VITAL_MARK } from '../../trace/vitals.ts';
import { NOTHING_STORED } from './merge-trace.ts';
import type { StoredTrace } from './merge-trace.ts';
import { toWordPairs } from './ids.ts';
import { TABLES, sqlNames } from './schema.ts';
import type { StoredColumn, Table } from './schema.ts';
import { toErrors, toPlacedSpans } from './span-rows.ts';
import type { Texts } from './texts.ts';
import { toTransactions } from './transaction-rows.ts';
import { readVectors } from './vectors.ts';
import type { Vectors } from './vectors.ts';

/** How much is read of stored spans: all, or what a trace is put together from. */
type SpanDetail = 'whole' | 'outline';

/**
 * What is read instead of a span's long texts for its outline. Texts are most of a span, and a trace may have a
 * hundred thousand: of these only attributes that may name a user or carry a web vital are needed.
 */
const OUTLINE: Readonly<Record<string, string>> = {
  description: `''`,
  attributes: `CASE WHEN contains(attributes, '${USER_MARK}') OR contains(attributes, '${VITAL_MARK}')
    THEN attributes ELSE '[]' END`,
};

function selected(columns: readonly StoredColumn[], detail: SpanDetail): string {
  if (detail === 'whole') return sqlNames(columns);
  return columns.map((column) => OUTLINE[column.name] ?? sqlNames([column])).join(', ');
}

/** Rows of a table whose 16-byte id in the two columns of `id` is one of `ids`. */
async function select(
  connection: DuckDBConnection,
  table: Table,
  id: 'trace' | 'event',
  ids: readonly string[],
  detail: SpanDetail = 'whole',
): Promise<Vectors> {
  const columns = TABLES[table];
  const [first, last] = toWordPairs([...new Set(ids)]);
  const sql = `SELECT ${selected(columns, detail)} FROM ${table}
    JOIN (SELECT unnest($1) AS wanted_0, unnest($2) AS wanted_1)
    ON "${id}:0" = wanted_0 AND "${id}:1" = wanted_1`;
  const types = [LIST(UBIGINT), LIST(UBIGINT)];
  return readVectors(
    await connection.run(sql, [listValue([...first]), listValue([...last])], types),
    columns,
  );
}

/** All that is stored of some traces, by trace id; of spans no more than their outline where that is enough. */
export async function loadTraces(
  connection: DuckDBConnection,
  texts: Texts,
  traceIds: readonly string[],
  detail: SpanDetail,
): Promise<ReadonlyMap<string, StoredTrace>> {
  const traces = new Map<string, { [Key in keyof StoredTrace]: [...StoredTrace[Key]] }>();
  if (traceIds.length === 0) return traces;
  const partsOf = (traceId: string) => {
    const known = traces.get(traceId);
    if (known !== undefined) return known;
    const parts = { transactions: [], spans: [], errors: [] };
    traces.set(traceId, parts);
    return parts;
  };
  for (const row of toTransactions(await select(connection, 'transactions', 'trace', traceIds), texts)) {
    partsOf(row.traceId).transactions.push(row);
  }
  for (const each of toPlacedSpans(await select(connection, 'spans', 'trace', traceIds, detail), texts)) {
    partsOf(each.span.traceId).spans.push(each);
  }
  for (const error of toErrors(await select(connection, 'errors', 'trace', traceIds), texts)) {
    if (error.traceId !== null) partsOf(error.traceId).errors.push(error);
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
  return toErrors(await select(connection, 'errors', 'event', eventIds), texts);
}
