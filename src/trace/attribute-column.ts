import type { TextValues } from '../model/rows.ts';
import type { AttributeValue } from '../model/span.ts';
import type { SpanTable } from '../model/span-table.ts';
import { attributesOf, TextColumn } from './span-table.ts';

const ENCODER = new TextEncoder();
const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;

/** Whether the bytes at a place are those of a text. */
function standsAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  let length = 0;
  while (length < text.length && bytes[at + length] === text[length]) length += 1;
  return length === text.length;
}

/** The first place of a text from `from` on, looked for by its second byte: -1 where there is none. */
function placeOf(bytes: Uint8Array, text: Uint8Array, from: number): number {
  // The first is a bracket or a quote, which is everywhere; the third is the first letter of the key.
  const [, , rare = 0] = text;
  for (let at = bytes.indexOf(rare, from + 2); at >= 0; at = bytes.indexOf(rare, at + 1)) {
    if (standsAt(bytes, at - 2, text)) return at - 2;
  }
  return -1;
}

/** Whether a pair begins at a bracket: a list among the values looks alike, but stands behind a key. */
function isPair(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === OPEN || (bytes[at - 1] === COMMA && bytes[at - 2] === CLOSE);
}

/** How an attribute is written where it is compared with a text. */
export function attributeText(value: AttributeValue): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

const columns = new WeakMap<SpanTable, Map<string, TextValues>>();

/**
 * The values of one attribute, row by row, code -1 where a row has none. Found by the bytes of its key, so that only
 * rows that have it are read, and kept as long as the table is.
 */
export function attributeColumn(table: SpanTable, key: string): TextValues {
  const known = columns.get(table) ?? new Map<string, TextValues>();
  columns.set(table, known);
  const made = known.get(key) ?? makeColumn(table, key);
  known.set(key, made);
  return made;
}

function makeColumn(table: SpanTable, key: string): TextValues {
  const { bytes, starts } = table.attributes;
  const codes = new Int32Array(table.length).fill(-1);
  const column = new TextColumn();
  const needle = ENCODER.encode(`[${JSON.stringify(key)},`);
  let row = 0;
  for (let at = placeOf(bytes, needle, 0); at >= 0; at = placeOf(bytes, needle, at + 1)) {
    while (row + 1 < table.length && (starts[row + 1] ?? 0) <= at) row += 1;
    if (!isPair(bytes, at)) continue;
    const value = attributesOf(table, row).get(key);
    if (value !== undefined) codes[row] = column.codeOf(attributeText(value));
  }
  return { codes, dictionary: column.dictionary };
}
