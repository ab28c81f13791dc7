import { Type } from '@uwdata/flechette';
import type { Batch, Column } from '@uwdata/flechette';

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

/** The values of a dictionary. One call of the decoder for each text takes ten times as long as cutting one long text. */
export function readDictionary(dictionary: Column<unknown>): ArrayLike<unknown> {
  const [batch] = dictionary.data;
  const isText = dictionary.type.typeId === Type.Utf8 && dictionary.data.length === 1;
  return (isText && batch !== undefined ? textsOf(batch) : null) ?? dictionary.cache();
}
