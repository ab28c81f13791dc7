import { showName } from '../../../src/metrics/derive.ts';
import type { Show } from '../../../src/model/metric.ts';
import { isBinKey, isTimeKey } from '../../../src/model/query.ts';
import type { BinKey, Key, Query } from '../../../src/model/query.ts';
import type { Answer } from '../answer.ts';
import { valueOf } from './filter-objects.ts';
import type { Value } from './filter-objects.ts';
import { GroupOfObjects, thresholdsOf } from './measure-objects.ts';
import type { RowObject } from './row-object.ts';

/** The lower edge of the bin that holds a value; undefined where none does. */
function binOf(value: Value, { edges = [] }: BinKey): number | undefined {
  if (typeof value !== 'number') return undefined;
  const above = edges.findIndex((edge) => edge > value);
  if (above > 0) return edges[above - 1];
  return above < 0 && value === edges.at(-1) ? edges.at(-2) : undefined;
}

/** The keys of a row's group; undefined where it is in none. */
function keysOf(row: RowObject, by: readonly Key[]): Value[] | undefined {
  const keys: Value[] = [];
  for (const key of by) {
    if (isTimeKey(key)) {
      keys.push(Math.floor(row.timestamp / key.time) * key.time);
    } else if (isBinKey(key)) {
      const bin = binOf(valueOf(row, key.bin), key);
      if (bin === undefined) return undefined;
      keys.push(bin);
    } else {
      keys.push(valueOf(row, key));
    }
  }
  return keys;
}

function group(rows: readonly RowObject[], by: readonly Key[]): Map<string, RowObject[]> {
  const groups = new Map<string, RowObject[]>();
  if (by.length === 0) groups.set('[]', []);
  for (const row of rows) {
    const keys = keysOf(row, by);
    if (keys === undefined) continue;
    const key = JSON.stringify(keys);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, [row]);
    else found.push(row);
  }
  return groups;
}

function read(
  { metric, of = 'duration', read: reading = 'value' }: Show,
  own: GroupOfObjects,
  other: GroupOfObjects,
): number {
  switch (reading) {
    case 'value':
      return own.measure({ metric, of });
    case 'versus':
      return other.measure({ metric, of });
    case 'difference':
      return own.measure({ metric, of }) - other.measure({ metric, of });
    case 'ratio':
      return own.measure({ metric, of }) / other.measure({ metric, of });
    case 't': {
      const difference = other.measure({ metric, of }) - own.measure({ metric, of });
      return difference / Math.sqrt(other.squaredError() + own.squaredError());
    }
  }
}

/** Answers a query about rows that matched: a Map of arrays, sort, Set. `versus` are those of the other side. */
export function answerOfObjects(
  query: Query,
  rows: readonly RowObject[],
  versus: readonly RowObject[],
): Answer {
  const others = group(versus, query.by);
  const thresholdOf = thresholdsOf(query);
  const sideOf = (part: readonly RowObject[]): GroupOfObjects =>
    new GroupOfObjects(part, query.weighted !== false, thresholdOf);
  const answers = [...group(rows, query.by)].map(([key, part]) => {
    const [own, other] = [sideOf(part), sideOf(others.get(key) ?? [])];
    return {
      keys: JSON.parse(key) as Answer['keys'][number],
      values: query.show.map((show) => read(show, own, other)),
    };
  });
  answers.sort((a, b) => {
    for (const { show, desc } of query.order ?? []) {
      const difference = a.values[show]! - b.values[show]!;
      if (difference !== 0) return desc ? -difference : difference;
    }
    return String(a.keys[0]) < String(b.keys[0]) ? -1 : 1;
  });
  const limited = answers.slice(0, query.limit);
  return {
    keys: limited.map(({ keys }) => keys),
    values: new Map(
      query.show.map((show, index) => [
        showName(show),
        Float64Array.from(limited, ({ values }) => values[index]!),
      ]),
    ),
  };
}
