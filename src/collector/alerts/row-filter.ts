import { BLOB, DOUBLE, INTEGER, LIST, blobValue, listValue } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { ID_COLUMNS, isNumberColumn, isTag } from '../../model/column.ts';
import type { Field, TextColumn } from '../../model/column.ts';
import { compares } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { versionOrder } from '../../model/version.ts';
import { toMatcher } from '../../model/wildcard.ts';
import { toWordPairs, toWords } from '../store/ids.ts';
import type { Texts } from '../store/texts.ts';
import { ABSENT } from '../store/texts.ts';

/** Rows of the database that end within a range, and what of them a statement may ask. */
export interface RowsWithin {
  readonly connection: DuckDBConnection;
  readonly texts: Texts;
  readonly range: Range;
  /** What is asked, as SQL: a table, or a subquery with the columns of a row (`rows-at`). */
  readonly from: string;
}

/** A condition as SQL, and the values of its parameters, which are numbered from 1. No text of a user is in the SQL. */
export class Conditions {
  readonly values: DuckDBValue[] = [];
  readonly types: DuckDBType[] = [];

  /** The name of a new parameter. */
  bind(value: DuckDBValue, type: DuckDBType): string {
    this.types.push(type);
    return `$${this.values.push(value)}`;
  }

  /** Whether a column is among these codes. */
  amongCodes(column: string, codes: readonly number[]): string {
    if (codes.length === 0) return 'false';
    return `${column} IN (SELECT unnest(${this.bind(listValue(codes), LIST(INTEGER))}))`;
  }
}

/** `timestamp` within the range, as SQL. */
export function withinRange({ range }: RowsWithin, conditions: Conditions): string {
  const from = conditions.bind(range.start, DOUBLE);
  const to = conditions.bind(range.end, DOUBLE);
  return `"timestamp" >= ${from} AND "timestamp" < ${to}`;
}

/** The texts of a column that rows of the range have, with their codes; null for rows without one. */
export async function textsWithin(
  rows: RowsWithin,
  column: TextColumn,
): Promise<readonly { readonly code: number; readonly text: string | null }[]> {
  const conditions = new Conditions();
  const where = withinRange(rows, conditions);
  const { connection, texts, from } = rows;
  const answer = await connection.runAndReadAll(
    `SELECT DISTINCT "${column}" FROM ${from} WHERE ${where}`,
    conditions.values,
    conditions.types,
  );
  const codes = answer.getRows().map(([code]) => Number(code));
  const source = await texts.recall(connection, [Int32Array.from(codes)]);
  return codes.map((code) => ({ code, text: code === ABSENT ? null : source.textOf(code) }));
}

type Test = (text: string | null) => boolean;

async function byText(
  rows: RowsWithin,
  column: TextColumn,
  test: Test,
  conditions: Conditions,
): Promise<string> {
  const found = (await textsWithin(rows, column)).filter(({ text }) => test(text));
  return conditions.amongCodes(
    `"${column}"`,
    found.map(({ code }) => code),
  );
}

/** Rows whose tag passes: found by the sets of tags that rows of the range have. */
async function byTag(rows: RowsWithin, tag: string, test: Test, conditions: Conditions): Promise<string> {
  const asked = new Conditions();
  const { connection, texts, from } = rows;
  const answer = await connection.runAndReadAll(
    `SELECT DISTINCT tags FROM ${from} WHERE ${withinRange(rows, asked)}`,
    asked.values,
    asked.types,
  );
  const sets = answer.getRows().map(([value]) => {
    const bytes = (value as { readonly bytes: Uint8Array }).bytes;
    const codes = new Int32Array(bytes.length >> 2);
    new Uint8Array(codes.buffer).set(bytes);
    return { bytes, codes };
  });
  const source = await texts.recall(
    connection,
    sets.map(({ codes }) => codes),
  );
  const valueOf = (codes: Int32Array): string | null => {
    for (let at = 0; at + 1 < codes.length; at += 2) {
      if (source.textOf(codes[at] ?? ABSENT) === tag) return source.textOf(codes[at + 1] ?? ABSENT);
    }
    return null;
  };
  const found = sets.filter(({ codes }) => test(valueOf(codes))).map(({ bytes }) => blobValue(bytes));
  if (found.length === 0) return 'false';
  return `tags IN (SELECT unnest(${conditions.bind(listValue(found), LIST(BLOB))}))`;
}

/** Where the test of a text is made; a number column has a condition of its own. */
function byField(rows: RowsWithin, field: Field, test: Test, conditions: Conditions): Promise<string> {
  if (isTag(field)) return byTag(rows, field.tag, test, conditions);
  if (isNumberColumn(field)) throw new RangeError(`${field} holds numbers, which have no wildcard.`);
  return byText(rows, field, test, conditions);
}

function inNumbers(
  field: string,
  values: readonly (string | number | null)[],
  conditions: Conditions,
): string {
  const parts = values.flatMap((value) => {
    // A text is no number, as which it would be taken otherwise.
    if (typeof value === 'string') return value === '' ? [`isnan("${field}")`] : [];
    if (value === null) return [`isnan("${field}")`];
    return [`"${field}"::DOUBLE = ${conditions.bind(value, DOUBLE)}`];
  });
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

function byId(filter: Extract<Filter, { readonly kind: 'id' }>): string {
  const { column, values } = filter;
  const parts = values.map((id) => {
    if (ID_COLUMNS[column] === 8) return `"${column}:0" = ${toWords([id])[0] ?? 0n}`;
    const [first, last] = toWordPairs([id]);
    return `("${column}:0" = ${first[0] ?? 0n} AND "${column}:1" = ${last[0] ?? 0n})`;
  });
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

/**
 * A filter as a condition on rows of the table `transactions`. What it says of texts is tested here, on the texts that
 * rows of the range have, by the very code that the engine uses: wildcards, case and versions mean the same in both.
 */
export async function toCondition(rows: RowsWithin, filter: Filter, conditions: Conditions): Promise<string> {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts: string[] = [];
      for (const part of filter.of) parts.push(await toCondition(rows, part, conditions));
      if (parts.length === 0) return filter.kind === 'and' ? 'true' : 'false';
      return `(${parts.join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `NOT ${await toCondition(rows, filter.of, conditions)}`;
    case 'compare':
      return `(NOT isnan("${filter.field}") AND "${filter.field}"::DOUBLE ${filter.is} ${conditions.bind(filter.value, DOUBLE)})`;
    case 'has':
      if (!isTag(filter.field) && isNumberColumn(filter.field)) return `(NOT isnan("${filter.field}"))`;
      return byField(rows, filter.field, (text) => text !== null, conditions);
    case 'in': {
      if (!isTag(filter.field) && isNumberColumn(filter.field)) {
        return inNumbers(filter.field, filter.values, conditions);
      }
      const wanted = new Set(filter.values.map((value) => (value === '' ? null : value)));
      return byField(rows, filter.field, (text) => wanted.has(text), conditions);
    }
    case 'like': {
      const matches = toMatcher(filter.pattern);
      return byField(rows, filter.field, (text) => text !== null && matches(text), conditions);
    }
    case 'id':
      return byId(filter);
    case 'version':
      return byText(
        rows,
        'release',
        (text) => text !== null && compares(versionOrder(text, filter.part, filter.value), filter.is, 0),
        conditions,
      );
  }
}
