import { showName } from '../../src/metrics/derive.ts';
import { nameOf } from '../../src/model/column.ts';
import { isBinKey, isTimeKey } from '../../src/model/query.ts';
import type { Key, List, Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { isSameNumber } from '../same-number.ts';

/** One question: about statistics, or for rows. */
export type Ask =
  { readonly kind: 'query'; readonly query: Query } | { readonly kind: 'list'; readonly list: List };

/** What an engine said: groups or rows by their keys, and under each name a number a group, NaN for no data. */
export interface Answer {
  readonly keys: readonly (readonly (string | number | null)[])[];
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** The name of a key's column. */
export function keyName(key: Key): string {
  if (isTimeKey(key)) return 'time';
  return isBinKey(key) ? `bin:${key.bin}` : nameOf(key);
}

/** The columns of an answer: those that name a group or row, and those that are compared. */
export function columnsOf(ask: Ask): { keys: string[]; values: string[] } {
  if (ask.kind === 'list') return { keys: ['row'], values: [ask.list.order.field] };
  return { keys: ask.query.by.map(keyName), values: ask.query.show.map(showName) };
}

/** Our own Result as an answer. */
export function answerOf(ask: Ask, result: Result): Answer {
  const names = columnsOf(ask);
  const column = (name: string): readonly (string | number | null)[] => {
    const found = result.columns.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`The Result has no column "${name}".`);
    return Array.from<string | number | null>(found.values).map((value) =>
      typeof value === 'number' && Number.isNaN(value) ? null : value,
    );
  };
  const keys = names.keys.map(column);
  return {
    keys: Array.from({ length: result.length }, (_, group) => keys.map((values) => values[group] ?? null)),
    values: new Map(
      names.values.map((name) => [
        name,
        Float64Array.from(column(name), (value) => Number(value ?? Number.NaN)),
      ]),
    ),
  };
}

function hasNothing(answer: Answer, group: number): boolean {
  return [...answer.values.values()].every((values) => values[group] === 0 || Number.isNaN(values[group]));
}

/** The groups that count: a series by time alone has empty buckets too, which no other engine answers. */
function groupsOf(ask: Ask, answer: Answer): Map<string, number> {
  const isSeries = ask.kind === 'query' && ask.query.by.length === 1 && ask.query.by.some(isTimeKey);
  const groups = answer.keys.map((key, group) => [JSON.stringify(key), group] as const);
  return new Map(groups.filter(([, group]) => !(isSeries && hasNothing(answer, group))));
}

/** Whether the order of the groups is part of what was asked. */
function isOrdered(ask: Ask): boolean {
  return ask.kind === 'list' || ask.query.limit !== undefined;
}

/**
 * What two answers to the same question differ in, in words; empty where they are equal as the project defines it:
 * keys, counts, users and ranks identical, percentiles within one unit of the last float32 place, sums and averages
 * within 1e-9 of themselves.
 */
export function differences(ask: Ask, own: Answer, other: Answer): string[] {
  const ours = groupsOf(ask, own);
  const theirs = groupsOf(ask, other);
  const found: string[] = [];
  for (const key of ours.keys()) if (!theirs.has(key)) found.push(`the group ${key} is missing`);
  for (const key of theirs.keys()) if (!ours.has(key)) found.push(`the group ${key} is too many`);
  if (found.length === 0 && isOrdered(ask) && [...ours.keys()].join() !== [...theirs.keys()].join()) {
    found.push('the order is another');
  }
  for (const [key, group] of ours) {
    const at = theirs.get(key);
    if (at === undefined) continue;
    for (const [name, values] of own.values) {
      const [expected, actual] = [values[group]!, other.values.get(name)?.[at] ?? Number.NaN];
      if (!isSameNumber(name, actual, expected))
        found.push(`${name} of ${key} is ${actual}, not ${expected}`);
    }
  }
  return found;
}
