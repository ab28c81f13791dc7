import { ID_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../../model/column.ts';
import type { IdColumn, NumberColumn, TextColumn } from '../../model/column.ts';

/**
 * Version of what is in a data directory, spool and database. Raise it with every change of a table or of the
 * spool's records; an older database is then built anew from the spool.
 */
export const SCHEMA_VERSION = 9;

/**
 * How a column is kept. Nothing is ever NULL, so that whole vectors can be read as typed arrays: NaN stands for an
 * absent number, code -1 for an absent text, 0 for an absent id.
 *
 * `code` is an index into the table `texts`; `word` is eight bytes of an id, in the order in which they are written;
 * `codes` are pairs of 32-bit codes, key and value of each tag; `text` is written out; `bytes` are as they are.
 */
export type Kind = 'float64' | 'float32' | 'code' | 'word' | 'codes' | 'text' | 'bytes';

export interface StoredColumn {
  readonly name: string;
  readonly kind: Kind;
}

const SQL_TYPE: Readonly<Record<Kind, string>> = {
  float64: 'DOUBLE',
  float32: 'FLOAT',
  code: 'INTEGER',
  word: 'UBIGINT',
  codes: 'BLOB',
  text: 'VARCHAR',
  // They are compressed already: to try it at every checkpoint takes time and memory.
  bytes: 'BLOB USING COMPRESSION uncompressed',
};

/** The columns in which an id is kept, eight bytes each. */
export function wordsOf(id: IdColumn): readonly string[] {
  return ID_COLUMNS[id] === 16 ? [`${id}:0`, `${id}:1`] : [`${id}:0`];
}

const NUMBERS = [...NUMBER_COLUMNS].map(
  ([name, { precision }]): StoredColumn & { readonly name: NumberColumn } => ({ name, kind: precision }),
);
const TEXTS = TEXT_COLUMNS.map((name): StoredColumn & { readonly name: TextColumn } => ({
  name,
  kind: 'code',
}));
const IDS = (Object.keys(ID_COLUMNS) as IdColumn[]).flatMap((id) =>
  wordsOf(id).map((name): StoredColumn => ({ name, kind: 'word' })),
);

/** The columns that a row of the contract is made of. */
export const ROW_COLUMNS: readonly StoredColumn[] = [
  ...NUMBERS,
  ...TEXTS,
  ...IDS,
  { name: 'tags', kind: 'codes' },
];

/**
 * `start` is what the sender said, to the last bit, but for a `drift` of its clock, NaN where that was right; `change`
 * is the position at which the row came to be as it is, `since` the first full minute that found it so.
 */
export const TRANSACTION_COLUMNS: readonly StoredColumn[] = [
  ...ROW_COLUMNS,
  { name: 'start', kind: 'float64' },
  { name: 'drift', kind: 'float64' },
  { name: 'attributes', kind: 'text' },
  { name: 'change', kind: 'float64' },
  { name: 'since', kind: 'float64' },
];

/** Rows as they were before they changed: an evaluation of alerts before `until`, a full minute, saw them so. */
export const FORMER_COLUMNS: readonly StoredColumn[] = [...ROW_COLUMNS, { name: 'until', kind: 'float64' }];

/**
 * Spans are kept as they came, in blocks of one trace (`parcel/span-block`): nobody asks the database about a single
 * span, and a row for each would cost more than everything else. `last` is when the last of them ended.
 */
const BLOCK_COLUMNS: readonly StoredColumn[] = [
  { name: 'trace:0', kind: 'word' },
  { name: 'trace:1', kind: 'word' },
  { name: 'spans', kind: 'float64' },
  { name: 'last', kind: 'float64' },
  { name: 'bytes', kind: 'bytes' },
];

/** The columns that an error in a list is read from. */
export const ERROR_COLUMNS: readonly StoredColumn[] = [
  { name: 'event:0', kind: 'word' },
  { name: 'event:1', kind: 'word' },
  { name: 'trace:0', kind: 'word' },
  { name: 'trace:1', kind: 'word' },
  { name: 'span:0', kind: 'word' },
  { name: 'project', kind: 'code' },
  { name: 'level', kind: 'code' },
  { name: 'transaction', kind: 'code' },
  { name: 'timestamp', kind: 'float64' },
  { name: 'drift', kind: 'float64' },
  { name: 'type', kind: 'text' },
  { name: 'message', kind: 'text' },
  { name: 'environment', kind: 'code' },
  { name: 'release', kind: 'code' },
  { name: 'user', kind: 'code' },
  { name: 'frame', kind: 'code' },
];

/** `report` is what was told of the error besides (`ErrorReport`), as JSON; it is read of one error at a time. */
const WHOLE_ERROR_COLUMNS: readonly StoredColumn[] = [...ERROR_COLUMNS, { name: 'report', kind: 'text' }];

/** Rows that are there no more, with the position at which they went. */
const REMOVED_COLUMNS: readonly StoredColumn[] = [
  { name: 'row', kind: 'float64' },
  { name: 'change', kind: 'float64' },
];

/** The tables whose rows are read and written as vectors. */
export const TABLES = {
  transactions: TRANSACTION_COLUMNS,
  blocks: BLOCK_COLUMNS,
  former: FORMER_COLUMNS,
  errors: WHOLE_ERROR_COLUMNS,
  removed: REMOVED_COLUMNS,
} as const;
export type Table = keyof typeof TABLES;

/** Names of columns as SQL: quoted, because ours hold dots and colons. */
export function sqlNames(columns: readonly StoredColumn[], table?: string): string {
  const prefix = table === undefined ? '' : `${table}.`;
  return columns.map(({ name }) => `${prefix}"${name}"`).join(', ');
}

/** What makes an empty database. */
export const CREATE: readonly string[] = [
  ...Object.entries(TABLES).map(
    ([table, columns]) =>
      `CREATE TABLE ${table} (${columns.map(({ name, kind }) => `"${name}" ${SQL_TYPE[kind]} NOT NULL`).join(', ')})`,
  ),
  'CREATE TABLE texts (code INTEGER NOT NULL, text VARCHAR NOT NULL)',
  'CREATE TABLE words (kind VARCHAR NOT NULL, word VARCHAR NOT NULL)',
  'CREATE TABLE counters (kind VARCHAR NOT NULL, reason VARCHAR NOT NULL, count DOUBLE NOT NULL)',
  // One row: the place in the spool up to which everything is in these tables, and the last numbers given away.
  'CREATE TABLE progress (segment DOUBLE, "offset" DOUBLE, "row" DOUBLE, change DOUBLE, first DOUBLE)',
];
