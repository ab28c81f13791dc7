import type { Range } from '../model/time.ts';
import { wordsFor } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { Table } from './table.ts';

/** All 32 bits of a word, as bitwise arithmetic has them. */
const FULL = -1;

/** The positions of the live rows that a filter lets pass and whose end lies in a range, ascending. */
export function scanRange(table: Table, { start, end }: Range, filter: Bitmap): Uint32Array {
  const ends = table.values('timestamp');
  if (ends === null) return new Uint32Array(0);
  const { live, length } = table;
  const positions = new Uint32Array(table.alive);
  let count = 0;
  for (let word = 0; word < wordsFor(length); word++) {
    let bits = live[word]! & filter[word]!;
    const first = word << 5;
    if (bits === FULL) {
      for (let position = first; position < first + 32; position++) {
        const time = ends[position]!;
        if (time >= start && time < end) positions[count++] = position;
      }
      continue;
    }
    while (bits !== 0) {
      const position = first + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      const time = ends[position]!;
      if (time >= start && time < end) positions[count++] = position;
    }
  }
  return positions.slice(0, count);
}
