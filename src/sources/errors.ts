import type { ErrorGroups, ErrorsQuestion } from '../model/error-group.ts';
import { EVERYTHING, both } from '../model/filter.ts';
import type { List, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { ErrorEvent } from '../model/span.ts';
import { HOUR } from '../model/time.ts';
import type { Range } from '../model/time.ts';
import { passes } from './error-filter.ts';
import { groupErrors } from './error-groups.ts';
import { ErrorLists } from './error-lists.ts';
import type { ErrorList } from './error-lists.ts';
import type { Feed } from './feed.ts';

/** Rows with errors that are looked at; beyond, errors are taken by what they say themselves. */
const MOST_ROWS = 100_000;

/** A transaction ends after its errors: how much later it is looked for. */
const LATER = HOUR;

/** The rows of errors' traces that reported errors: by the name of the row, and by the trace alone. */
interface Reporters {
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly inTrace: ReadonlyMap<string, readonly number[]>;
}

function keysOf(trace: string, project: string, transaction: string | null): readonly [string, string] {
  return [`${trace} ${project} ${transaction ?? ''}`, `${trace} ${project}`];
}

function textsOf({ columns }: Result, name: string): readonly (string | null)[] {
  const column = columns.find((each) => each.name === name);
  return column?.kind === 'text' ? column.values : [];
}

function rowNumbersOf({ columns }: Result): Float64Array {
  const column = columns.find(({ name }) => name === 'row');
  return column?.kind === 'number' ? column.values : new Float64Array();
}

function put(rows: Map<string, number[]>, key: string, row: number): void {
  const there = rows.get(key);
  if (there === undefined) rows.set(key, [row]);
  else there.push(row);
}

function toReporters(result: Result, errors: readonly ErrorEvent[]): Reporters {
  const traces = new Set(errors.map(({ traceId }) => traceId));
  const [trace, project, transaction] = [
    textsOf(result, 'trace'),
    textsOf(result, 'project'),
    textsOf(result, 'transaction'),
  ];
  const named = new Map<string, number[]>();
  const inTrace = new Map<string, number[]>();
  for (const [at, row] of rowNumbersOf(result).entries()) {
    const id = trace[at] ?? null;
    // There may be many times more rows than errors, of which only the newest are listed.
    if (!traces.has(id)) continue;
    const [byName, byTrace] = keysOf(id ?? '', project[at] ?? '', transaction[at] ?? null);
    put(named, byName, row);
    put(inTrace, byTrace, row);
  }
  return { named, inTrace };
}

/** The rows that may have reported an error: those that it names, or where none has that name, all of its trace. */
function reportersOf(error: ErrorEvent, { named, inTrace }: Reporters): readonly number[] {
  const { traceId, project, transaction } = error;
  const [byName, byTrace] = keysOf(traceId ?? '', project, transaction);
  return named.get(byName) ?? inTrace.get(byTrace) ?? [];
}

function isEverything({ where, having }: Scope): boolean {
  return where.kind === 'and' && where.of.length === 0 && having === undefined;
}

/** Answers questions for errors: the feed lists them, and the rows that are held tell which of them are meant. */
export class Errors {
  readonly #lists: ErrorLists;
  readonly #list: (list: List, signal?: AbortSignal) => Promise<Result>;
  /** The rows that reported the errors of a list, for as long as the list is kept. */
  readonly #reporters = new WeakMap<ErrorList, Reporters>();

  constructor(feed: Pick<Feed, 'errors'>, list: (list: List, signal?: AbortSignal) => Promise<Result>) {
    this.#lists = new ErrorLists(feed);
    this.#list = list;
  }

  async groups(question: ErrorsQuestion, signal?: AbortSignal): Promise<ErrorGroups> {
    const { scope, of } = question;
    const list = await this.#lists.read(of, scope.range, signal);
    const { errors, held } = list;
    const isAll = errors.length === 0 || isEverything(scope);
    // Of all transactions together nobody compares the numbers.
    const reporters = isAll && of === null ? null : await this.#reportersOf(list, scope.range, signal);
    const meant = isAll || reporters === null ? errors : await this.#meant(errors, scope, reporters, signal);
    const apart =
      reporters === null ? null : meant.filter((error) => reportersOf(error, reporters).length === 0).length;
    return groupErrors(meant, question, { read: errors.length, held, apart });
  }

  /** Reads anew whatever is asked for next. */
  forget(): void {
    this.#lists.forget();
  }

  async #reportersOf(list: ErrorList, range: Range, signal: AbortSignal | undefined): Promise<Reporters> {
    const known = this.#reporters.get(list);
    if (known !== undefined) return known;
    const scope = { range: { ...range, end: range.end + LATER }, where: EVERYTHING };
    const result = await this.#rows(scope, ['row', 'trace', 'project', 'transaction'], signal);
    const reporters = toReporters(result, list.errors);
    if (result.complete) this.#reporters.set(list, reporters);
    return reporters;
  }

  async #meant(
    errors: readonly ErrorEvent[],
    scope: Scope,
    reporters: Reporters,
    signal: AbortSignal | undefined,
  ): Promise<readonly ErrorEvent[]> {
    const { where } = scope;
    const meant = new Set(rowNumbersOf(await this.#rows(scope, ['row'], signal)));
    return errors.filter((error) => {
      const rows = reportersOf(error, reporters);
      if (rows.length > 0) return rows.some((row) => meant.has(row));
      // What has no metric fulfils no condition on one.
      return scope.having === undefined && passes(error, where);
    });
  }

  #rows(scope: Scope, fields: List['fields'], signal: AbortSignal | undefined): Promise<Result> {
    return this.#list(
      {
        ...scope,
        of: 'transactions',
        where: both(scope.where, { kind: 'compare', field: 'errors', is: '>', value: 0 }),
        fields,
        order: { field: 'timestamp', desc: true },
        limit: MOST_ROWS,
      },
      signal,
    );
  }
}
