import { LIST, UBIGINT, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { toWordPairs } from './ids.ts';
import { TABLES, sqlNames } from './schema.ts';
import type { StoredColumn, Table } from './schema.ts';
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
export async function* selectById(
  connection: DuckDBConnection,
  [table, columns = TABLES[table]]: readonly [table: Table, columns?: readonly StoredColumn[]],
  id: 'trace' | 'event',
  ids: readonly string[],
): AsyncGenerator<Vectors, void, void> {
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
