import { tagOf } from '../model/column.ts';
import type { TagCount } from '../model/source.ts';
import type { Table } from './table.ts';
import { ABSENT } from './text-column.ts';

/** The tags that the rows at some positions have, with how many have each: the most frequent first, then by key. */
export function countTags(table: Table, positions: Uint32Array): TagCount[] {
  const counts: TagCount[] = [];
  for (const [name, { codes }] of table.texts) {
    const tag = tagOf(name);
    if (tag === null || codes === null) continue;
    let rows = 0;
    for (let index = 0; index < positions.length; index++) {
      if (codes[positions[index]!]! !== ABSENT) rows++;
    }
    if (rows > 0) counts.push({ tag, rows });
  }
  return counts.sort((one, two) => two.rows - one.rows || (one.tag < two.tag ? -1 : 1));
}
