import { explain, pairedAttributes } from '../metrics/explain.ts';
import type { AttributeCounts, Difference, PairCounts, SideCounts } from '../metrics/explain.ts';
import type { Field } from '../model/column.ts';
import { nameOf } from '../model/column.ts';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Query, Scope } from '../model/query.ts';
import type { Source } from '../model/source.ts';
import type { Result } from '../model/result.ts';
import { numbersOf, readShow } from './read-result.ts';

/** Which rows are to be told from which. */
export interface ExplainQuestion {
  /** All rows. */
  readonly scope: Scope;
  /** The selected ones among them. */
  readonly selected: Filter;
  /** What may explain them besides the usual columns and tags. */
  readonly among: readonly Field[];
}

/** What a selection has more often than the rest. */
export interface Explanation {
  readonly sides: SideCounts;
  /** The least like chance first; empty where nothing stands out. */
  readonly differences: readonly Difference[];
  /** Attributes and values that were looked at. */
  readonly attributes: number;
  readonly values: number;
  /** The attributes by the names that differences carry. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether all rows were loaded. */
  readonly complete: boolean;
}

/** Columns that may explain why rows differ, beside the tags. */
const FIELDS: readonly Field[] = [
  'release',
  'environment',
  'status',
  'http.method',
  'http.status_code',
  'op',
  'sdk',
  'user.display',
];

/** Tags looked at: those that most rows have. */
const MOST_TAGS = 60;

/** Values of an attribute, the most frequent of the selection: rarer ones cannot stand out. */
const MOST_VALUES = 200;

function countsQuery({ scope, selected }: ExplainQuestion, by: readonly Field[]): Query {
  return {
    ...scope,
    of: 'transactions',
    where: both(scope.where, selected),
    versus: { where: both(scope.where, { kind: 'not', of: selected }) },
    by,
    show: [{ metric: 'sampled_count' }, { metric: 'sampled_count', read: 'versus' }],
    order: [{ show: 0, desc: true }],
    limit: by.length === 0 ? 1 : MOST_VALUES,
  };
}

function sidesOf(result: Result, group: number): SideCounts {
  return {
    selected: readShow(result, { metric: 'sampled_count' }, group) || 0,
    rest: readShow(result, { metric: 'sampled_count', read: 'versus' }, group) || 0,
  };
}

/** The values of a key column as texts; null: none. */
function wordsOf(result: Result, name: string): (string | null)[] {
  const column = result.columns.find((column) => column.name === name);
  if (column?.kind === 'text') return [...column.values];
  return Array.from(numbersOf(result, name).values, (value) => (Number.isNaN(value) ? null : String(value)));
}

function toAttribute(field: Field, result: Result): AttributeCounts {
  const attribute = nameOf(field);
  const values = wordsOf(result, attribute).map((value, group) => ({ value, ...sidesOf(result, group) }));
  return { attribute, values: values.filter(({ selected }) => selected > 0), total: result.total };
}

function toPair(one: string, two: string, result: Result): PairCounts {
  const [left, right] = [wordsOf(result, one), wordsOf(result, two)];
  return {
    attributes: [one, two],
    values: left.map((value, group) => ({
      pair: [value, right[group] ?? null] as const,
      ...sidesOf(result, group),
    })),
  };
}

/**
 * Asks a source what the selected rows have more often than the others: first of each attribute by itself, then of the
 * pairs of those that differ most.
 */
export async function askExplanation(
  source: Source,
  question: ExplainQuestion,
  signal: AbortSignal,
): Promise<Explanation> {
  const all = await source.ask(countsQuery(question, []), signal);
  const sides = sidesOf(all, 0);
  const tags = await source.tags(question.scope, signal);
  const fields = [
    ...question.among,
    ...FIELDS,
    ...tags.slice(0, MOST_TAGS).map(({ tag }): Field => ({ tag })),
  ];
  const results = await Promise.all(
    fields.map((field) => source.ask(countsQuery(question, [field]), signal)),
  );
  const attributes = results.flatMap((result, index) => {
    const field = fields[index];
    return field === undefined ? [] : [toAttribute(field, result)];
  });
  const byName = new Map(fields.map((field) => [nameOf(field), field]));
  const paired = pairedAttributes(attributes, sides);
  const names = paired.flatMap((one, index) => paired.slice(index + 1).map((two) => [one, two] as const));
  const pairs = await Promise.all(
    names.map(async ([one, two]) => {
      const by = [byName.get(one), byName.get(two)].filter((field) => field !== undefined);
      return toPair(one, two, await source.ask(countsQuery(question, by), signal));
    }),
  );
  return {
    sides,
    differences: explain(sides, attributes, pairs),
    attributes: attributes.filter(({ total }) => (total ?? 0) > 0).length,
    values: attributes.reduce((sum, { total }) => sum + (total ?? 0), 0),
    fields: byName,
    complete: all.complete && results.every(({ complete }) => complete),
  };
}
