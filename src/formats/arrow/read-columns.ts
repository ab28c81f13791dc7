import { Type } from '@uwdata/flechette';
import type { Batch, Column } from '@uwdata/flechette';
import type { Precision } from '../../model/column.ts';
import type { TextValues } from '../../model/rows.ts';
import { writeHex } from '../../model/hex.ts';
import { FrameError } from './frame-error.ts';
import { readDictionary } from './read-dictionary.ts';

// A foreign sender may choose other types than ours for the same values: integers or timestamps for numbers, nulls
// for NaN, plain text for dictionaries, several record batches in a frame. What our own encoder writes takes the
// short way of each function.

type AnyColumn = Column<unknown>;
type AnyBatch = Batch<unknown>;

/** The dictionary of a batch of codes; undefined for every other batch. */
function dictionaryOf(batch: AnyBatch): AnyColumn | undefined {
  return 'dictionary' in batch ? (batch.dictionary as AnyColumn | undefined) : undefined;
}

function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number') return value;
  if (value === null) return NaN;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw new FrameError(`Column "${name}" holds ${typeof value} values where numbers belong.`);
}

/** A column's numbers, NaN where it holds none. Shares the frame's memory where the type is the wanted one. */
export function readNumbers(
  column: AnyColumn,
  name: string,
  precision: Precision,
): Float32Array | Float64Array {
  const Wanted = precision === 'float32' ? Float32Array : Float64Array;
  const [first] = column.data;
  if (column.data.length === 1 && first !== undefined && first.nullCount === 0) {
    if (first.values instanceof Wanted && first.values.length === column.length) return first.values;
  }
  const numbers = new Wanted(column.length);
  let at = 0;
  for (const batch of column.data) {
    for (let row = 0; row < batch.length; row += 1) numbers[at + row] = numberOf(batch.at(row), name);
    at += batch.length;
  }
  return numbers;
}

function textOf(value: unknown, name: string): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  throw new FrameError(`Column "${name}" holds ${typeof value} values where texts belong.`);
}

/** Throws when a batch of texts does not say where each of its rows begins and ends. */
function checkOffsets(column: AnyColumn, name: string): void {
  for (const { offsets, length } of column.data) {
    if (offsets !== undefined && offsets.length <= length && length > 0) {
      throw new FrameError(`Column "${name}" is cut off.`);
    }
  }
}

/** Gives every distinct text one code. */
class Words {
  readonly #codes = new Map<string, number>();
  readonly list: string[] = [];

  codeOf(text: string | null): number {
    if (text === null) return -1;
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.list.push(text) - 1;
      this.#codes.set(text, code);
    }
    return code;
  }
}

/** Writes the codes of a batch, translated from its own dictionary to the column's, -1 for what is null. */
function readBatchCodes(batch: AnyBatch, meanings: readonly number[], codes: Int32Array, name: string): void {
  const { values, validity, nullCount } = batch;
  const isNarrow =
    values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array;
  if (nullCount === 0 && isNarrow) {
    for (let row = 0; row < batch.length; row += 1) {
      const meaning = meanings[values[row]!];
      if (meaning === undefined) throw new FrameError(`Column "${name}" has a code beyond its dictionary.`);
      codes[row] = meaning;
    }
    return;
  }
  for (let row = 0; row < batch.length; row += 1) {
    if (nullCount > 0 && ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0) {
      codes[row] = -1;
      continue;
    }
    const meaning = meanings[Number(values[row])];
    if (meaning === undefined) throw new FrameError(`Column "${name}" has a code beyond its dictionary.`);
    codes[row] = meaning;
  }
}

/** A column's texts as codes of one dictionary, -1 where it holds none. */
export function readCodes(column: AnyColumn, name: string): TextValues {
  checkOffsets(column, name);
  const words = new Words();
  const codes = new Int32Array(column.length);
  let at = 0;
  for (const batch of column.data) {
    const part = codes.subarray(at, at + batch.length);
    const dictionary = dictionaryOf(batch);
    if (dictionary === undefined) {
      for (let row = 0; row < batch.length; row += 1) part[row] = words.codeOf(textOf(batch.at(row), name));
    } else {
      const meanings = Array.from(readDictionary(dictionary), (value) => words.codeOf(textOf(value, name)));
      readBatchCodes(batch, meanings, part, name);
    }
    at += batch.length;
  }
  return { codes, dictionary: words.list };
}

function areTexts(values: ArrayLike<unknown>): values is readonly string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function isNull(validity: Uint8Array, row: number): boolean {
  return ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
}

/** Whether all codes are of so many words. No row has a branch: there are millions of them. */
function areOfWords(codes: Int32Array, words: number): boolean {
  const last = words - 1;
  let signs = 0;
  for (let row = 0; row < codes.length; row += 1) signs |= codes[row]! | (last - codes[row]!);
  return signs >= 0;
}

/** Writes -1 for what is null; whether all others are codes of so many words. */
function blankNulls(codes: Int32Array, words: number, validity: Uint8Array): boolean {
  for (let row = 0; row < codes.length; row += 1) {
    if (isNull(validity, row)) codes[row] = -1;
    else if (codes[row]! < 0 || codes[row]! >= words) return false;
  }
  return true;
}

/** Copies the codes of a batch, -1 for what is null. Throws where one is beyond a dictionary of so many words. */
function copyCodes(
  { values, validity, nullCount }: AnyBatch,
  words: number,
  codes: Int32Array,
  name: string,
): void {
  const isNarrow =
    values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array;
  const nulls = nullCount > 0 ? validity : null;
  let isWhole = true;
  if (isNarrow && values.length >= codes.length) {
    codes.set(values.subarray(0, codes.length));
    isWhole = nulls === null ? areOfWords(codes, words) : blankNulls(codes, words, nulls);
  } else {
    for (let row = 0; row < codes.length && isWhole; row += 1) {
      const isAbsent = nulls !== null && isNull(nulls, row);
      const code = isAbsent ? -1 : Number(values[row]);
      isWhole = isAbsent || (code >= 0 && code < words);
      codes[row] = code;
    }
  }
  if (!isWhole) throw new FrameError(`Column "${name}" has a code beyond its dictionary.`);
}

/**
 * As `readCodes`, but the same text may stand in the dictionary twice, where the sender wrote it so: telling that there is no
 * such takes longer than all else for a column with many values, and who brings texts into a dictionary of its own finds out.
 */
export function readCodesAsSent(column: AnyColumn, name: string): TextValues {
  const [batch] = column.data;
  const dictionary = batch === undefined ? undefined : dictionaryOf(batch);
  if (batch === undefined || dictionary === undefined || column.data.length > 1)
    return readCodes(column, name);
  checkOffsets(column, name);
  const texts = readDictionary(dictionary);
  if (!areTexts(texts)) return readCodes(column, name);
  const codes = new Int32Array(column.length);
  copyCodes(batch, texts.length, codes, name);
  return { codes, dictionary: texts };
}

/** A column's texts row by row, null where it holds none. */
export function readTexts(column: AnyColumn, name: string): (string | null)[] {
  checkOffsets(column, name);
  return Array.from(column, (value) => textOf(value, name));
}

/** A column's ids, `width` bytes a row, zeros where it holds none. Also takes ids written as hexadecimal text. */
export function readIds(column: AnyColumn, name: string, width: number): Uint8Array {
  const wanted = column.length * width;
  const [first] = column.data;
  if (column.data.length === 1 && first !== undefined && first.nullCount === 0) {
    const { type, values } = first;
    if (type.typeId === Type.FixedSizeBinary && type.stride === width && values instanceof Uint8Array) {
      if (values.length >= wanted) return values.subarray(0, wanted);
    }
  }
  const ids = new Uint8Array(wanted);
  let row = 0;
  for (const value of column) {
    if (value instanceof Uint8Array && value.length === width) ids.set(value, row * width);
    else if (value !== null && !(typeof value === 'string' && writeHex(ids, row * width, width, value))) {
      throw new FrameError(`Column "${name}" holds something else than ids of ${width} bytes.`);
    }
    row += 1;
  }
  return ids;
}
