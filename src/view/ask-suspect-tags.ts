import { isSuspectable, suspectTags } from '../metrics/suspect-tags.ts';
import type { SuspectTag } from '../metrics/suspect-tags.ts';
import type { NumberColumn } from '../model/column.ts';
import { nameOf } from '../model/column.ts';
import type { Query, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Source } from '../model/source.ts';
import { both } from '../model/filter.ts';
import { readShow, textsOf } from './read-result.ts';

/** Of which rows, by which column. */
export interface SuspectQuestion {
  readonly scope: Scope;
  readonly of: NumberColumn;
}

/** Tags looked at: those that most rows have. */
const MOST_TAGS = 60;
/** Values of a tag, those with most time in all. */
const MOST_VALUES = 1_000;

function query({ scope, of }: SuspectQuestion, tag: string | null): Query {
  return {
    ...scope,
    // Rows without the measure have no part in its average, nor in how many there are.
    where: both(scope.where, { kind: 'has', field: of }),
    of: 'transactions',
    by: tag === null ? [] : [{ tag }],
    show: [{ metric: 'avg', of }, { metric: 'count' }, { metric: 'sum', of }],
    order: [{ show: 2, desc: true }],
    limit: MOST_VALUES,
  };
}

function read(result: Result, of: NumberColumn, group: number): { avg: number; count: number } {
  return {
    avg: readShow(result, { metric: 'avg', of }, group),
    count: readShow(result, { metric: 'count' }, group),
  };
}

/** Asks a source with which values of which tags most time was lost, as Sentry's tag explorer tells it. */
export async function askSuspectTags(
  source: Source,
  question: SuspectQuestion,
  signal: AbortSignal,
): Promise<readonly SuspectTag[]> {
  const tags = (await source.tags(question.scope, signal))
    .map(({ tag }) => tag)
    .filter(isSuspectable)
    .slice(0, MOST_TAGS);
  const [all, ...each] = await Promise.all(
    [null, ...tags].map((tag) => source.ask(query(question, tag), signal)),
  );
  if (all === undefined) return [];
  const rows = each.flatMap((result, index) => {
    const tag = tags[index] ?? '';
    return textsOf(result, nameOf({ tag })).flatMap((value, group) =>
      value === null ? [] : [{ tag, value, ...read(result, question.of, group) }],
    );
  });
  return suspectTags(read(all, question.of, 0), rows);
}
