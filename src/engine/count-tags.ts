import { tagOf } from '../model/column.ts';
import type { Scope } from '../model/query.ts';
import type { TagCount } from '../model/source.ts';
import { CodeSet } from './code-set.ts';
import { SLOT } from './slots.ts';
import type { Selections } from './selection.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';

/** The tags that the rows of a scope have, with how many have each: the most frequent first, then by key. */
export function* countTags(table: Table, selections: Selections, scope: Scope): Steps<TagCount[]> {
  yield* selections.prepare(scope);
  const rows = selections.value(scope);
  const { heap } = table;
  const counts: TagCount[] = [];
  const passes = heap.allocate(SLOT / 8);
  try {
    for (const [name, column] of table.texts) {
      const tag = tagOf(name);
      if (tag === null || column.width === 0) continue;
      const hasTag = new CodeSet((value) => value !== null);
      hasTag.learn(column);
      heap.scratch.grow(Math.ceil(column.values.length / 8) * 2 + 4096);
      let sum = 0;
      for (const { slot, from, to } of rows.parts) {
        const [first, end] = [Math.floor(from / 64), Math.ceil(to / 64)];
        // Kernels number words from the first position on.
        const out = passes - (slot * SLOT) / 8;
        hasTag.scan(heap, column, out, first * 64, end * 64);
        sum += heap.kernels.countBoth(rows.at, out, first, end) >>> 0;
      }
      if (sum > 0) counts.push({ tag, rows: sum });
      yield;
    }
  } finally {
    heap.free(passes, SLOT / 8);
  }
  return counts.sort((one, two) => two.rows - one.rows || (one.tag < two.tag ? -1 : 1));
}
