import { isTag, nameOf, tagOf } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { writtenWhole } from '../model/number-style.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Query } from '../model/query.ts';
import type { Problem } from '../model/result.ts';
import type { TextValues } from '../model/rows.ts';
import type { Table } from './table.ts';

/** Values of one tag that filters name, and wildcards: those of which not all rows can be told here. */
export interface RareValues {
  readonly tag: string;
  readonly values: readonly string[];
  readonly patterns: readonly string[];
}

/** Tags get shorter dictionaries where they have so many times more values than they keep: the names of their columns. */
export function shortenTags(table: Table, times: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, column] of table.texts) {
    if (!column.isOverLimit(times)) continue;
    const steps = column.keepMostFrequent(table.slots);
    while (steps.next().done !== true);
    names.add(name);
  }
  return names;
}

/** The values and wildcards that a filter tests tags for. */
export function tagTests(filter: Filter): RareValues[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap(tagTests);
    case 'not':
      return tagTests(filter.of);
    case 'in': {
      if (!isTag(filter.field)) return [];
      const values = filter.values.filter((value) => typeof value === 'string' && value !== '');
      return [{ tag: filter.field.tag, values: values as string[], patterns: [] }];
    }
    case 'like':
      return isTag(filter.field) ? [{ tag: filter.field.tag, values: [], patterns: [filter.pattern] }] : [];
    default:
      return [];
  }
}

/** What filters ask of tags that cannot be told from the dictionaries that are held. */
export function rareValuesOf(table: Table, filters: readonly Filter[]): RareValues[] {
  return filters.flatMap(tagTests).flatMap(({ tag, values, patterns }) => {
    const column = table.text(nameOf({ tag }));
    if (column === undefined) return [];
    const rare = {
      tag,
      values: values.filter((value) => !column.tells(value)),
      patterns: patterns.filter((pattern) => !column.tellsPattern(pattern)),
    };
    return rare.values.length + rare.patterns.length > 0 ? [rare] : [];
  });
}

/** Writes which value of a tag rows have that are held; others are passed over. */
export function assignValues(table: Table, tag: string, rows: Float64Array, values: TextValues): void {
  const known = new Map(table.find(rows).map((position) => [table.rows.of(position), position]));
  const positions = Int32Array.from(rows, (row) => known.get(row) ?? -1);
  table.text(nameOf({ tag }))?.assign(positions, values);
}

function tagKeyOf(key: Query['by'][number]): string | null {
  if (isTimeKey(key) || isBinKey(key)) return null;
  const field: Field = key;
  return tagOf(nameOf(field));
}

/** What an answer in groups by a tag has to say of rows that are in no group. */
export function rareGroups(table: Table, { by }: Query): Problem[] {
  return by.flatMap((key): Problem[] => {
    const tag = tagKeyOf(key);
    const column = tag === null ? undefined : table.text(nameOf({ tag }));
    if (column === undefined || column.others < 0) return [];
    const kept = writtenWhole(column.size - 1);
    return [
      {
        kind: 'partial',
        message: `“${tag}” has too many values for all to be listed: these are among the ${kept} most frequent.`,
        advice: 'Search for any other value by its name.',
      },
    ];
  });
}
