import {
  Batch,
  Column,
  dictionary,
  fixedSizeBinary,
  float32,
  float64,
  int16,
  int32,
  int8,
  utf8,
} from '@uwdata/flechette';
import type { DataType, IntType } from '@uwdata/flechette';
import type { TextValues } from '../../model/rows.ts';

// Columns are made of our own typed arrays as they are: the library's builders would visit every value.

/** A batch of codes together with the dictionary that the library's encoder looks for on it. */
class CodeBatch extends Batch<string> {
  readonly dictionary: Column<string>;

  constructor(options: ConstructorParameters<typeof Batch>[0], dictionary: Column<string>) {
    super(options);
    this.dictionary = dictionary;
  }
}

const ALL_VALID = new Uint8Array(0);

interface Validity {
  readonly validity: Uint8Array;
  readonly nullCount: number;
}

/** Arrow's bitmap of the rows that have a value: bit `row % 8` of byte `row / 8`; empty when every row has one. */
function validityOf(length: number, isAbsent: (row: number) => boolean): Validity {
  const validity = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (let row = 0; row < length; row += 1) {
    if (isAbsent(row)) nullCount += 1;
    else validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return nullCount === 0 ? { validity: ALL_VALID, nullCount } : { validity, nullCount };
}

/** A column of numbers on the given buffer; NaN stays NaN. */
export function writeNumbers(values: Float32Array | Float64Array): Column<number> {
  const type: DataType = values instanceof Float32Array ? float32() : float64();
  return new Column([
    new Batch<number>({ length: values.length, nullCount: 0, type, validity: ALL_VALID, values }),
  ]);
}

interface Narrow {
  readonly values: Int8Array | Int16Array | Int32Array;
  readonly type: IntType;
}

/** Codes in the narrowest type that holds those of `words` words: most columns have few, and one byte is enough. */
function narrowed(codes: Int32Array, words: number): Narrow {
  if (words <= 0x80) return { values: new Int8Array(codes), type: int8() };
  return words <= 0x8000
    ? { values: new Int16Array(codes), type: int16() }
    : { values: codes, type: int32() };
}

function hasAbsent(codes: Int32Array): boolean {
  let all = 0;
  for (let row = 0; row < codes.length; row += 1) all |= codes[row] ?? 0;
  return all < 0;
}

/** A column of texts with a dictionary; code -1 becomes null. */
export function writeCodes({ codes, dictionary: words }: TextValues): Column<string> {
  const texts = writeTexts(words);
  const { length } = codes;
  const narrow = narrowed(codes, words.length);
  // The encoder finds a dictionary by the very type object of its column.
  const type = dictionary(texts.type, narrow.type);
  const { validity, nullCount } = hasAbsent(codes)
    ? validityOf(length, (row) => (codes[row] ?? -1) < 0)
    : { validity: ALL_VALID, nullCount: 0 };
  const options = { length, nullCount, type, validity, values: narrow.values };
  return new Column([new CodeBatch(options, texts)]);
}

/** A column of texts, each written out. */
export function writeTexts(texts: readonly string[]): Column<string> {
  const encoder = new TextEncoder();
  const offsets = new Int32Array(texts.length + 1);
  // A UTF-16 unit takes at most three bytes of UTF-8.
  const values = new Uint8Array(3 * texts.reduce((sum, text) => sum + text.length, 0));
  let end = 0;
  for (const [row, text] of texts.entries()) {
    end += encoder.encodeInto(text, values.subarray(end)).written;
    offsets[row + 1] = end;
  }
  const options = { length: texts.length, nullCount: 0, type: utf8(), validity: ALL_VALID, offsets };
  return new Column([new Batch<string>({ ...options, values: values.subarray(0, end) })]);
}

/** A column of binary ids of `width` bytes on the given buffer; all zeros become null. */
export function writeIds(values: Uint8Array, width: number): Column<Uint8Array> {
  const length = Math.floor(values.length / width);
  const { validity, nullCount } = validityOf(length, (row) => {
    for (let at = row * width; at < (row + 1) * width; at += 1) if (values[at] !== 0) return false;
    return true;
  });
  const type = fixedSizeBinary(width);
  return new Column([new Batch<Uint8Array>({ length, nullCount, type, validity, values })]);
}
