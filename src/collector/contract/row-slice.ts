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
const TAG_SETS: readonly StoredColumn[] = [
  { name: 'mark', kind: 'float64' },
  { name: 'tags', kind: 'codes' },
];
const PLAIN_COLUMNS = ROW_COLUMNS.filter(({ name }) => name !== 'tags');
const SLICE_COLUMNS: readonly StoredColumn[] = [...PLAIN_COLUMNS, { name: 'tags', kind: 'float64' }];

/** Rows that were read, whole, whatever is written meanwhile. */
export class RowSlice {
  readonly #rows: Vectors;
  readonly #tagSets: TagSets;
  readonly #texts: TextSource;

  constructor(rows: Vectors, tagSets: TagSets, texts: TextSource) {
    this.#rows = rows;
    this.#tagSets = tagSets;
    this.#texts = texts;
  }

  /** The rows as the contract sends them, at most so many at once. */
  *parts(most: number): Generator<Rows, void, void> {
    for (const part of this.#rows.parts(SLICE_COLUMNS, most)) {
      const tags = Array.from(part.get('tags', 'float64'), (mark) => this.#tagSets.get(mark) ?? NO_TAGS);
      yield toContractRows(part.set('tags', 'codes', tags), this.#texts);
    }
  }
}

/** Sets of tags, each by a number that stands for it in the rows of a slice. */
type TagSets = ReadonlyMap<number, Int32Array>;

/**
 * SQL of a number for a set of tags. It has all bits that a double holds, so that even of a million sets no two share one,
 * but once in 20,000 times; with another `salt` these do not.
 */
const markOf = (salt: number): string => `(hash(tags, ${salt}) & ${Number.MAX_SAFE_INTEGER})::DOUBLE`;

/** The sets of tags of some rows, and the salt with which each has a mark of its own. */
async function readTagSets(
  connection: DuckDBConnection,
  where: string,
  values: number[],
): Promise<{ readonly sets: TagSets; readonly salt: number }> {
  for (let salt = 1; ; salt += 1) {
    const distinct = await connection.stream(
      `SELECT ${markOf(salt)}, tags FROM (SELECT DISTINCT tags FROM transactions WHERE ${where})`,
      values,
    );
    const read = await readVectors(distinct, TAG_SETS);
    const marks = read.get('mark', 'float64');
    const tags = read.get('tags', 'codes');
    const sets = new Map(tags.map((set, place) => [marks[place] ?? NaN, set]));
    if (sets.size === tags.length) return { sets, salt };
  }
}

/**
 * Reads the rows of a condition. They have the same few sets of tags over and over: each is read once, and a row tells
 * the mark of its own, because a value of bytes costs as much to read as all numbers of its row. `expected`: about how
 * many rows there are. To be asked within one transaction.
 */
export async function readSlice(
  connection: DuckDBConnection,
  texts: Texts,
  where: string,
  values: number[],
  expected = 0,
): Promise<RowSlice> {
  const { sets, salt } = await readTagSets(connection, where, values);
  const result = await connection.stream(
    `SELECT ${sqlNames(PLAIN_COLUMNS)}, ${markOf(salt)} FROM transactions WHERE ${where}`,
    values,
  );
  const rows = await readVectors(result, SLICE_COLUMNS, expected);
  const texted = TEXT_COLUMNS.map((name) => rows.get(name, 'code'));
  return new RowSlice(rows, sets, await texts.recall(connection, [...texted, ...sets.values()]));
}
