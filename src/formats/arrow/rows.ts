import { ID_COLUMNS, NUMBER_COLUMNS, nameOf, tagOf } from '../../model/column.ts';
import type { IdColumn, NumberColumn, TextColumn, WorkColumn } from '../../model/column.ts';
import type { Rows, TextValues } from '../../model/rows.ts';
import { toStatus } from '../../model/status.ts';
import { VITALS, WORK } from '../../model/transaction.ts';
import type { Transaction, Vital, Work } from '../../model/transaction.ts';
import { readHex, writeHex } from '../../model/hex.ts';

const TEXT_OF: readonly (readonly [TextColumn, (row: Transaction) => string | null])[] = [
  ['project', (row) => row.project],
  ['transaction', (row) => row.transaction],
  ['op', (row) => row.op],
  ['status', (row) => row.status],
  ['environment', (row) => row.environment],
  ['release', (row) => row.release],
  ['user', (row) => row.user],
  ['user.display', (row) => row.userDisplay],
  ['sdk', (row) => row.sdk],
  ['http.method', (row) => row.httpMethod],
];

const PLAIN_NUMBER_OF: readonly (readonly [NumberColumn, (row: Transaction) => number])[] = [
  ['row', (row) => row.row],
  ['timestamp', (row) => row.start + row.duration],
  ['received', (row) => row.received],
  ['duration', (row) => row.duration],
  ['weight', (row) => row.weight],
  ['http.status_code', (row) => row.httpStatus ?? NaN],
  ['errors', (row) => row.errors],
  ['spans', (row) => row.spans],
];

const NUMBER_OF: readonly (readonly [NumberColumn, (row: Transaction) => number])[] = [
  ...PLAIN_NUMBER_OF,
  ...VITALS.map((vital) => [vital, (row: Transaction) => row.vitals[vital] ?? NaN] as const),
  ...WORK.map((work) => [`spans.${work}`, (row: Transaction) => row.work[work] ?? NaN] as const),
];

const ID_OF: readonly (readonly [IdColumn, (row: Transaction) => string])[] = [
  ['event', (row) => row.eventId],
  ['trace', (row) => row.traceId],
  ['span', (row) => row.spanId],
];

/** Codes and a dictionary for one text a row; null and the empty text are absent. */
export function toTextValues(texts: readonly (string | null | undefined)[]): TextValues {
  const known = new Map<string, number>();
  const codes = new Int32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    if (text === null || text === undefined || text === '') {
      codes[row] = -1;
      continue;
    }
    let code = known.get(text);
    if (code === undefined) {
      code = known.size;
      known.set(text, code);
    }
    codes[row] = code;
  }
  return { codes, dictionary: [...known.keys()] };
}

/** One id of `width` bytes a row, zeros where it is null. */
export function toIds(ids: readonly (string | null)[], width: number): Uint8Array {
  const bytes = new Uint8Array(ids.length * width);
  for (const [row, id] of ids.entries()) if (id !== null) writeHex(bytes, row * width, width, id);
  return bytes;
}

/** Transactions column by column. `timestamp` is start + duration; attributes are not part of rows. */
export function toRows(transactions: readonly Transaction[]): Rows {
  const numbers = new Map<string, Float32Array | Float64Array>();
  for (const [name, read] of NUMBER_OF) {
    const wide = NUMBER_COLUMNS.get(name)?.precision === 'float64';
    const values = wide ? new Float64Array(transactions.length) : new Float32Array(transactions.length);
    for (let row = 0; row < values.length; row += 1) {
      const transaction = transactions[row];
      if (transaction !== undefined) values[row] = read(transaction);
    }
    numbers.set(name, values);
  }
  const texts = new Map<string, TextValues>();
  for (const [name, read] of TEXT_OF) texts.set(name, toTextValues(transactions.map(read)));
  const tags = new Set<string>();
  for (const transaction of transactions) for (const tag of transaction.tags.keys()) tags.add(tag);
  for (const tag of tags) {
    texts.set(nameOf({ tag }), toTextValues(transactions.map((transaction) => transaction.tags.get(tag))));
  }
  const ids = new Map<string, Uint8Array>();
  for (const [name, read] of ID_OF) ids.set(name, toIds(transactions.map(read), ID_COLUMNS[name]));
  return { length: transactions.length, numbers, texts, ids };
}

/** The vitals or kinds of work that have a value in a row. */
function presentNumbers<Key extends string>(
  keys: readonly Key[],
  read: (key: Key) => number,
): Partial<Record<Key, number>> {
  const present: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const value = read(key);
    if (!Number.isNaN(value)) present[key] = value;
  }
  return present;
}

/**
 * The transactions of rows. A column that is missing leaves NaN, null or an empty text; a missing weight is 1 and a
 * missing status `unknown`. `start` is end − duration, exact to the fraction of a microsecond; attributes are empty.
 */
export function fromRows(rows: Rows): Transaction[] {
  const number = (name: NumberColumn, row: number): number => rows.numbers.get(name)?.[row] ?? NaN;
  const text = (name: string, row: number): string | null => {
    const values = rows.texts.get(name);
    const code = values?.codes[row] ?? -1;
    return code < 0 ? null : (values?.dictionary[code] ?? null);
  };
  const id = (name: IdColumn, row: number): string => {
    const width = ID_COLUMNS[name];
    const bytes = rows.ids.get(name);
    return (bytes && readHex(bytes, row * width, width)) ?? '0'.repeat(2 * width);
  };
  const tagNames = [...rows.texts.keys()].flatMap((name) => {
    const tag = tagOf(name);
    return tag === null ? [] : [{ name, tag }];
  });
  return Array.from({ length: rows.length }, (_, row): Transaction => {
    const duration = number('duration', row);
    const httpStatus = number('http.status_code', row);
    const weight = number('weight', row);
    const tags = new Map<string, string>();
    for (const { name, tag } of tagNames) {
      const value = text(name, row);
      if (value !== null) tags.set(tag, value);
    }
    return {
      row: number('row', row),
      received: number('received', row),
      eventId: id('event', row),
      traceId: id('trace', row),
      spanId: id('span', row),
      project: text('project', row) ?? '',
      transaction: text('transaction', row) ?? '',
      op: text('op', row) ?? '',
      status: toStatus(text('status', row)),
      start: number('timestamp', row) - duration,
      duration,
      environment: text('environment', row),
      release: text('release', row),
      user: text('user', row),
      userDisplay: text('user.display', row),
      sdk: text('sdk', row),
      httpMethod: text('http.method', row),
      httpStatus: Number.isNaN(httpStatus) ? null : httpStatus,
      weight: Number.isNaN(weight) ? 1 : weight,
      spans: number('spans', row),
      errors: number('errors', row),
      vitals: presentNumbers<Vital>(VITALS, (vital) => number(vital, row)),
      work: presentNumbers<Work>(WORK, (work) => number(`spans.${work}` satisfies WorkColumn, row)),
      tags,
      attributes: new Map(),
    };
  });
}
