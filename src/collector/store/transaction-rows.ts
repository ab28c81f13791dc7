import { parseAttributes, printAttributes } from '../../formats/arrow/span-columns.ts';
import { fromRows, toRows } from '../../formats/arrow/rows.ts';
import { ID_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS, nameOf } from '../../model/column.ts';
import type { IdColumn } from '../../model/column.ts';
import type { Rows, TextValues } from '../../model/rows.ts';
import type { EpochMs } from '../../model/time.ts';
import type { Transaction } from '../../model/transaction.ts';
import { driftOf, toDrifts } from './drifts.ts';
import { bytesOf, joinPairs, splitPairs } from './ids.ts';
import { wordsOf } from './schema.ts';
import { ABSENT, toTextValues } from './texts.ts';
import type { TextSource, Texts } from './texts.ts';
import { Vectors } from './vectors.ts';

/** The codes of rows, whose texts may have to be recalled (`Texts`). */
export function transactionCodes(vectors: Vectors): readonly Int32Array[] {
  return [...TEXT_COLUMNS.map((name) => vectors.get(name, 'code')), ...vectors.get('tags', 'codes')];
}

function tagCodes(tags: ReadonlyMap<string, string>, texts: Texts): Int32Array {
  return Int32Array.from([...tags].flatMap(([key, value]) => [texts.codeOf(key), texts.codeOf(value)]));
}

/** A transaction as it is kept. */
export interface StoredTransaction extends Transaction {
  /** The first full minute that found it as it is. */
  readonly since: EpochMs;
}

/** A transaction as it was until a full minute. */
export interface FormerTransaction extends Transaction {
  readonly until: EpochMs;
}

/** The columns that a row of the contract is made of. */
function toRowVectors(transactions: readonly Transaction[], texts: Texts): Vectors {
  const rows = toRows(transactions);
  const vectors = new Vectors(rows.length);
  for (const [name, { precision }] of NUMBER_COLUMNS) {
    const values = rows.numbers.get(name);
    if (values === undefined) throw new Error(`Rows have no column "${name}".`);
    vectors.set(name, precision, values);
  }
  for (const name of TEXT_COLUMNS) {
    const values = rows.texts.get(name);
    if (values === undefined) throw new Error(`Rows have no column "${name}".`);
    vectors.set(name, 'code', texts.codesOf(values));
  }
  for (const id of Object.keys(ID_COLUMNS) as IdColumn[]) {
    const bytes = rows.ids.get(id);
    if (bytes === undefined) throw new Error(`Rows have no column "${id}".`);
    const words =
      ID_COLUMNS[id] === 16 ? splitPairs(bytes) : [new BigUint64Array(bytes.buffer as ArrayBuffer)];
    for (const [index, name] of wordsOf(id).entries()) {
      vectors.set(name, 'word', words[index] ?? new BigUint64Array(rows.length));
    }
  }
  return vectors.set(
    'tags',
    'codes',
    transactions.map(({ tags }) => tagCodes(tags, texts)),
  );
}

/** Former versions of transactions as rows of their table. */
export function toFormerVectors(former: readonly FormerTransaction[], texts: Texts): Vectors {
  const untils = Float64Array.from(former, ({ until }) => until);
  return toRowVectors(former, texts).set('until', 'float64', untils);
}

/** Transactions as rows of their table, valid from position `change` on. */
export function toTransactionVectors(
  transactions: readonly StoredTransaction[],
  change: number,
  texts: Texts,
): Vectors {
  return toRowVectors(transactions, texts)
    .set(
      'start',
      'float64',
      Float64Array.from(transactions, ({ start }) => start),
    )
    .set('drift', 'float64', toDrifts(transactions))
    .set(
      'attributes',
      'text',
      transactions.map(({ attributes }) => printAttributes(attributes).toWellFormed()),
    )
    .set('change', 'float64', new Float64Array(transactions.length).fill(change))
    .set(
      'since',
      'float64',
      Float64Array.from(transactions, ({ since }) => since),
    );
}

/** One column a tag key: the codes of its values, absent where a row has no such tag. */
export function tagColumns(rows: readonly Int32Array[], texts: TextSource): Map<string, TextValues> {
  const columns = new Map<string, Int32Array>();
  // Several codes may stand for one key.
  const byCode = new Map<number, Int32Array>();
  const columnOf = (key: number): Int32Array => {
    const name = nameOf({ tag: texts.textOf(key) ?? '' });
    const column = columns.get(name) ?? new Int32Array(rows.length).fill(ABSENT);
    columns.set(name, column);
    byCode.set(key, column);
    return column;
  };
  for (const [row, codes] of rows.entries()) {
    for (let at = 0; at + 1 < codes.length; at += 2) {
      const key = codes[at] ?? ABSENT;
      const column = byCode.get(key) ?? columnOf(key);
      column[row] = codes[at + 1] ?? ABSENT;
    }
  }
  return new Map(Array.from(columns, ([name, column]) => [name, toTextValues(column, texts)]));
}

/** Rows as the contract sends them, of vectors with the columns `ROW_COLUMNS`. */
export function toContractRows(vectors: Vectors, texts: TextSource): Rows {
  const numbers = new Map<string, Float32Array | Float64Array>();
  for (const [name, { precision }] of NUMBER_COLUMNS) numbers.set(name, vectors.get(name, precision));
  const named = new Map<string, TextValues>();
  for (const name of TEXT_COLUMNS) named.set(name, toTextValues(vectors.get(name, 'code'), texts));
  for (const [name, values] of tagColumns(vectors.get('tags', 'codes'), texts)) named.set(name, values);
  const ids = new Map<string, Uint8Array>();
  for (const id of Object.keys(ID_COLUMNS) as IdColumn[]) {
    const [first = '', last] = wordsOf(id);
    const words = vectors.get(first, 'word');
    ids.set(id, last === undefined ? bytesOf(words) : joinPairs(words, vectors.get(last, 'word')));
  }
  return { length: vectors.length, numbers, texts: named, ids };
}

/** The transactions of vectors with the columns `TRANSACTION_COLUMNS`, exactly as they were written. */
export function toTransactions(vectors: Vectors, texts: TextSource): StoredTransaction[] {
  const starts = vectors.get('start', 'float64');
  const drifts = vectors.get('drift', 'float64');
  const attributes = vectors.get('attributes', 'text');
  const since = vectors.get('since', 'float64');
  return fromRows(toContractRows(vectors, texts)).map((transaction, index) => ({
    ...transaction,
    start: starts[index] ?? transaction.start,
    ...driftOf(drifts, index),
    attributes: parseAttributes(attributes[index] ?? '[]'),
    since: since[index] ?? NaN,
  }));
}
