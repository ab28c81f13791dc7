import type { DuckDBConnection } from '@duckdb/node-api';
import type { Rows } from '../../model/rows.ts';
import { TEXT_COLUMNS } from '../../model/column.ts';
import { ROW_COLUMNS, sqlNames } from '../store/schema.ts';
import type { StoredColumn } from '../store/schema.ts';
import type { Texts, TextSource } from '../store/texts.ts';
import { toContractRows } from '../store/transaction-rows.ts';
import { readVectors } from '../store/vectors.ts';
import type { Vectors } from '../store/vectors.ts';

const NO_TAGS = new Int32Array(0);
const TAG_SETS: readonly StoredColumn[] = [{ name: 'tags', kind: 'codes' }];
const PLAIN_COLUMNS = ROW_COLUMNS.filter(({ name }) => name !== 'tags');
const SLICE_COLUMNS: readonly StoredColumn[] = [...PLAIN_COLUMNS, { name: 'tags', kind: 'code' }];

/** Rows that were read, whole, whatever is written meanwhile. */
export class RowSlice {
  readonly #rows: Vectors;
  readonly #tagSets: readonly Int32Array[];
  readonly #texts: TextSource;

  constructor(rows: Vectors, tagSets: readonly Int32Array[], texts: TextSource) {
    this.#rows = rows;
    this.#tagSets = tagSets;
    this.#texts = texts;
  }

  /** The rows as the contract sends them, at most so many at once. */
  *parts(most: number): Generator<Rows, void, void> {
    for (const part of this.#rows.parts(SLICE_COLUMNS, most)) {
      const tags = Array.from(part.get('tags', 'code'), (place) => this.#tagSets[place] ?? NO_TAGS);
      yield toContractRows(part.set('tags', 'codes', tags), this.#texts);
    }
  }
}

/**
 * Reads the rows of a condition. They have the same few sets of tags over and over: each is read once, and a row tells
 * the place of its own, because a value of bytes costs as much to read as all numbers of its row. `expected`: about how
 * many rows there are.
 */
export async function readSlice(
  connection: DuckDBConnection,
  texts: Texts,
  where: string,
  values: number[],
  expected = 0,
): Promise<RowSlice> {
  const distinct = await connection.stream(
    `SELECT DISTINCT tags FROM transactions WHERE ${where} ORDER BY tags`,
    values,
  );
  const sets = (await readVectors(distinct, TAG_SETS)).get('tags', 'codes');
  const result = await connection.stream(
    `SELECT ${sqlNames(PLAIN_COLUMNS)}, (dense_rank() OVER (ORDER BY tags) - 1)::INTEGER
     FROM transactions WHERE ${where}`,
    values,
  );
  const rows = await readVectors(result, SLICE_COLUMNS, expected);
  const texted = TEXT_COLUMNS.map((name) => rows.get(name, 'code'));
  return new RowSlice(rows, sets, await texts.recall(connection, [...texted, ...sets]));
}
