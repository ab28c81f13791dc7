import type { ErrorGroups, ErrorsQuestion } from '../model/error-group.ts';
import { both } from '../model/filter.ts';
import type { List, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { ErrorEvent } from '../model/span.ts';
import { HOUR } from '../model/time.ts';
import { passes } from './error-filter.ts';
import { groupErrors } from './error-groups.ts';
import type { Feed } from './feed.ts';

/** Rows with errors that are looked at; beyond, errors are taken by what they say themselves. */
const MOST_ROWS = 100_000;

/** A transaction ends after its errors: how much later it is looked for. */
const LATER = HOUR;

/** The traces in which rows reported errors: with the row's name, and without. */
interface Rows {
  readonly named: ReadonlySet<string>;
  readonly traces: ReadonlySet<string>;
}

function keysOf(trace: string, project: string, transaction: string | null): readonly [string, string] {
  return [`${trace} ${project} ${transaction ?? ''}`, `${trace} ${project}`];
}

function rowsOf(result: Result): Rows {
  const [trace, project, transaction] = ['trace', 'project', 'transaction'].map((name) => {
    const column = result.columns.find((each) => each.name === name);
    return column?.kind === 'text' ? column.values : [];
  });
  const named = new Set<string>();
  const traces = new Set<string>();
  for (const [row, id] of (trace ?? []).entries()) {
    const [byName, byTrace] = keysOf(id ?? '', project?.[row] ?? '', transaction?.[row] ?? null);
    named.add(byName);
    traces.add(byTrace);
  }
  return { named, traces };
}

/** Whether an error is of one of the rows: of the one that it names, or where none has that name, of its trace. */
function isOf({ traceId, project, transaction }: ErrorEvent, rows: Rows, all: Rows): boolean {
  const [byName, byTrace] = keysOf(traceId ?? '', project, transaction);
  return all.named.has(byName) ? rows.named.has(byName) : rows.traces.has(byTrace);
}

/** Whether a transaction of its trace is there that counts it, or another of the same. */
function hasRow({ traceId, project }: ErrorEvent, { traces }: Rows): boolean {
  const [, byTrace] = keysOf(traceId ?? '', project, null);
  return traces.has(byTrace);
}

function isEverything({ where, having }: Scope): boolean {
  return where.kind === 'and' && where.of.length === 0 && having === undefined;
}

/** Answers questions for errors: the feed lists them, and the rows that are held tell which of them are meant. */
export class Errors {
  readonly #feed: Pick<Feed, 'errors'>;
  readonly #list: (list: List) => Result;

  constructor(feed: Pick<Feed, 'errors'>, list: (list: List) => Result) {
    this.#feed = feed;
    this.#list = list;
  }

  async groups(question: ErrorsQuestion, signal?: AbortSignal): Promise<ErrorGroups> {
    const { scope, of } = question;
    const errors: ErrorEvent[] = [];
    let held = 0;
    for await (const batch of this.#feed.errors(of, scope.range, signal)) {
      for (const error of batch.errors) errors.push(error);
      held = batch.total ?? held;
    }
    const read = errors.length;
    const hasAll = errors.length === 0 || isEverything(scope);
    const { range } = scope;
    // Of all transactions together nobody compares the numbers.
    const all =
      hasAll && of === null
        ? null
        : this.#rows({ range: { ...range, end: range.end + LATER }, where: { kind: 'and', of: [] } });
    const meant = hasAll || all === null ? errors : this.#meant(errors, scope, all);
    const apart = all === null ? null : meant.filter((error) => !hasRow(error, all)).length;
    return groupErrors(meant, question, { read, held: Math.max(held, read), apart });
  }

  #meant(errors: readonly ErrorEvent[], scope: Scope, all: Rows): readonly ErrorEvent[] {
    const { where } = scope;
    const meant = this.#rows(scope);
    return errors.filter((error) => {
      if (hasRow(error, all)) return isOf(error, meant, all);
      // What has no metric fulfils no condition on one.
      return scope.having === undefined && passes(error, where);
    });
  }

  #rows(scope: Scope): Rows {
    return rowsOf(
      this.#list({
        ...scope,
        of: 'transactions',
        where: both(scope.where, { kind: 'compare', field: 'errors', is: '>', value: 0 }),
        fields: ['trace', 'project', 'transaction'],
        order: { field: 'timestamp', desc: true },
        limit: MOST_ROWS,
      }),
    );
  }
}
