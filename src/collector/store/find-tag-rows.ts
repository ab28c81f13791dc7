import { DOUBLE, INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TagRowsRequest } from '../../formats/tag-rows-request.ts';
import type { TextValues } from '../../model/rows.ts';
import { parseWildcard, toMatcher } from '../../model/wildcard.ts';
import type { StoredColumn } from './schema.ts';
import { toTextValues } from './texts.ts';
import type { Texts } from './texts.ts';
import { readVectors } from './vectors.ts';

/** Texts of all columns that are looked at, of those that have a part of a wildcard in them. */
const MOST_LIKELY = 50_000;

/** Up to so many pairs of tag and value are looked for as bytes before a row's tags are taken apart. */
const FEW = 16;

const ROW: StoredColumn = { name: 'row', kind: 'float64' };
const VALUE: StoredColumn = { name: 'value', kind: 'code' };
const DIGITS: StoredColumn = { name: 'digits', kind: 'text' };

/** Rows by their numbers, and which value each has. */
export interface TagRows {
  readonly rows: Float64Array;
  readonly values: TextValues;
}

/** A code as it stands in the bytes of a row's tags, in hexadecimal digits as the database writes them. */
function hexOf(code: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(code);
  return bytes.toString('hex').toUpperCase();
}

function codeIn(hex: string): number {
  return Buffer.from(hex, 'hex').readInt32LE();
}

/** The codes of texts: one may have several. */
async function codesOf(connection: DuckDBConnection, texts: readonly string[]): Promise<number[]> {
  if (texts.length === 0) return [];
  const found = await connection.runAndReadAll(
    'SELECT code FROM texts WHERE text IN (SELECT unnest($1))',
    [listValue([...texts])],
    [LIST(VARCHAR)],
  );
  return found.getRows().map(([code]) => Number(code));
}

/** The rows of a time that have a tag, of those that `passes` lets through, and the code of its value as `value`. */
function rowsWith(keys: readonly string[], passes: string): string {
  // Each tag takes sixteen digits: its key, then its value. What is compared are codes, and no text of a user.
  const value = `regexp_extract(hex(tags), '^(?:.{16})*?(?:${keys.join('|')})(.{8})', 1)`;
  return `(SELECT "row", ${value} AS value FROM transactions
    WHERE "timestamp" >= $1 AND "timestamp" < $2 AND (${passes}))`;
}

function holds(parts: readonly string[]): string {
  return parts.map((part) => `contains(hex(tags), '${part}')`).join(' OR ');
}

/** The longest part of a wildcard that the database finds as we do, whatever its case; empty where there is none. */
function asciiPart(pattern: string): string {
  const parts = parseWildcard(pattern).filter((part) => /^[\x20-\x7e]+$/.test(part));
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '').toLowerCase();
}

/** The codes of those texts of all columns that match; null where they are better looked for among the tag's values. */
async function codesOfLikely(
  connection: DuckDBConnection,
  patterns: readonly string[],
  isMatch: (text: string) => boolean,
  most: number,
): Promise<number[] | null> {
  const parts = patterns.map(asciiPart);
  if (parts.includes('')) return null;
  const tests = parts.map((_, index) => `contains(lower(text), $${index + 1})`).join(' OR ');
  const likely = await connection.runAndReadAll(
    `SELECT code, text FROM texts WHERE ${tests} LIMIT ${MOST_LIKELY}`,
    parts,
  );
  const rows = likely.getRows();
  const codes = rows.flatMap(([code, text]) => (isMatch(String(text)) ? [Number(code)] : []));
  return rows.length === MOST_LIKELY || codes.length > most ? null : codes;
}

/** The codes of those values of a tag that match one of some wildcards. */
async function codesMatching(
  connection: DuckDBConnection,
  texts: Texts,
  { patterns, range }: TagRowsRequest,
  keys: readonly string[],
  most: number,
): Promise<number[]> {
  if (patterns.length === 0) return [];
  const matchers = patterns.map(toMatcher);
  const isMatch = (text: string): boolean => matchers.some((matches) => matches(text));
  const likely = await codesOfLikely(connection, patterns, isMatch, most);
  if (likely !== null) return likely;
  const found = await connection.stream(
    `SELECT DISTINCT value FROM ${rowsWith(keys, holds(keys))} WHERE value <> ''`,
    [range.start, range.end],
    [DOUBLE, DOUBLE],
  );
  const codes = Int32Array.from((await readVectors(found, [DIGITS])).get('digits', 'text'), codeIn);
  const source = await texts.recall(connection, [codes]);
  return [...codes].filter((code) => {
    const text = source.textOf(code);
    return text !== null && isMatch(text);
  });
}

/**
 * The rows that have one of the values that are asked for. Null where more than `most` values match its wildcards. To be
 * called in one transaction, so that codes mean what they meant when the rows were read.
 */
export async function findTagRows(
  connection: DuckDBConnection,
  texts: Texts,
  ask: TagRowsRequest,
  most: number,
): Promise<TagRows | null> {
  const nothing: TagRows = {
    rows: new Float64Array(0),
    values: { codes: new Int32Array(0), dictionary: [] },
  };
  const keys = (await codesOf(connection, [ask.tag])).map(hexOf);
  if (keys.length === 0) return nothing;
  const matching = await codesMatching(connection, texts, ask, keys, most);
  if (matching.length > most) return null;
  const wanted = [...new Set([...(await codesOf(connection, ask.values)), ...matching])];
  if (wanted.length === 0) return nothing;
  const digits = wanted.map(hexOf);
  const pairs = keys.flatMap((key) => digits.map((value) => key + value));
  // A wildcard may match most rows: they are read as columns, an object for each would take many times the memory.
  const found = await connection.stream(
    `SELECT "row", code FROM ${rowsWith(keys, holds(pairs.length > FEW ? keys : pairs))} AS found
     JOIN (SELECT unnest($3) AS value, unnest($4) AS code) AS wanted USING (value)`,
    [ask.range.start, ask.range.end, listValue(digits), listValue(wanted)],
    [DOUBLE, DOUBLE, LIST(VARCHAR), LIST(INTEGER)],
  );
  const read = await readVectors(found, [ROW, VALUE]);
  const codes = read.get('value', 'code');
  const source = await texts.recall(connection, [codes]);
  return { rows: read.get('row', 'float64'), values: toTextValues(codes, source) };
}
