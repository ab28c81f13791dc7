import { Column, Type } from '@uwdata/flechette';
import type { Batch } from '@uwdata/flechette';

/**
 * Characters that are cut out of a text and copied. Longer pieces of it would be views, and a single value that is kept would
 * keep all of them in memory.
 */
const PIECE = 12;

const DECODER = new TextDecoder();

function cut(all: string, from: number, to: number): string {
  let text = all.slice(from, Math.min(to, from + PIECE));
  for (let at = from + PIECE; at < to; at += PIECE) text += all.slice(at, Math.min(to, at + PIECE));
  return text;
}

/** The texts of a batch, decoded together; null where they are not all of single bytes. */
function textsOf({ length, offsets, values, nullCount }: Batch<unknown>): string[] | null {
  if (!(offsets instanceof Int32Array) || !(values instanceof Uint8Array) || nullCount > 0) return null;
  const first = offsets[0] ?? 0;
  const end = offsets[length] ?? 0;
  if (first < 0 || end < first || end > values.length) return null;
  const all = DECODER.decode(values.subarray(first, end));
  // Fewer characters than bytes: some have several.
  if (all.length !== end - first) return null;
  const texts: string[] = [];
  for (let index = 0; index < length; index++) {
    const from = offsets[index]! - first;
    const to = offsets[index + 1]! - first;
    if (from < 0 || to < from || to > all.length) return null;
    texts.push(cut(all, from, to));
  }
  return texts;
}

/** The values of columns that were read. */
const READ = new WeakMap<Column<unknown>, ReturnType<Column<unknown>['toArray']>>();

/** All texts of a column; null where it is of something else, or of texts that have to be read one by one. */
function textsOfColumn({ data, type }: Column<unknown>): string[] | null {
  const [batch] = data;
  return type.typeId === Type.Utf8 && data.length === 1 && batch !== undefined ? textsOf(batch) : null;
}

/**
 * Lets the library read dictionaries as they are read here. It reads each when it opens a frame, by `cache`, with one call of
 * the decoder for each text: that takes ten times as long as cutting one long text, and longer than all else of a frame.
 */
function readDictionariesTogether(prototype: Column<unknown>): void {
  prototype.cache = function cache(this: Column<unknown>) {
    const values = READ.get(this) ?? textsOfColumn(this) ?? this.toArray();
    READ.set(this, values);
    return values;
  };
}

readDictionariesTogether(Column.prototype as Column<unknown>);

/** The values of a dictionary. */
export function readDictionary(dictionary: Column<unknown>): ArrayLike<unknown> {
  return dictionary.cache();
}
