import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { ErrorReport } from '../../model/error-report.ts';
import type { ErrorEvent, ErrorId } from '../../model/span.ts';
import type { Range } from '../../model/time.ts';
import { ownerAt } from '../../trace/owner-at.ts';
import type { Running } from '../../trace/owner-at.ts';
import { TRACE } from './dead-traces.ts';
import { errorCodes, toListedErrors } from './error-rows.ts';
import { hexAt, joinPairs } from './ids.ts';
import { ERROR_COLUMNS, TABLES } from './schema.ts';
import type { StoredColumn } from './schema.ts';
import { selectById } from './select-by-id.ts';
import type { Texts } from './texts.ts';
import { readVectors } from './vectors.ts';

/** Letters of a message in a list; the error by itself has all of it. */
const SHORT_MESSAGE = 300;

/** Which errors: those of a time, of one transaction or of all and of none. */
export interface ErrorsAsk {
  readonly range: Range;
  readonly of: { readonly project: string; readonly transaction: string } | null;
  /** The newest of them. */
  readonly most: number;
}

export interface ListedErrors {
  /** The newest first. */
  readonly errors: readonly ErrorEvent[];
  /** How many there are. */
  readonly total: number;
}

const CODES = (value: string): string => `(SELECT code FROM texts WHERE text = ${value}::VARCHAR)`;

function whereOf({ range, of }: ErrorsAsk): readonly [sql: string, values: DuckDBValue[]] {
  const within = 'timestamp >= $1 AND timestamp < $2';
  if (of === null) return [within, [range.start, range.end]];
  const { project, transaction } = of;
  const mine = `project IN ${CODES('$3')}`;
  const named = `"transaction" IN ${CODES('$4')}`;
  return [
    // Whatever it says, it may be of the one that its trace has.
    `${within} AND ${mine} AND (${named} OR (${TRACE}) IN
       (SELECT ${TRACE} FROM transactions WHERE ${mine} AND ${named}))`,
    [range.start, range.end, project.toWellFormed(), transaction.toWellFormed()],
  ];
}

const OWNER_COLUMNS: readonly StoredColumn[] = TABLES.transactions.filter(({ name }) =>
  ['trace:0', 'trace:1', 'project', 'transaction', 'timestamp', 'duration'].includes(name),
);

interface Owner extends Running {
  readonly transaction: string | null;
}

/** The transactions of some traces, by trace and project. */
async function ownersOf(
  connection: DuckDBConnection,
  texts: Texts,
  traceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Owner[]>> {
  const owners = new Map<string, Owner[]>();
  for await (const vectors of selectById(connection, ['transactions', OWNER_COLUMNS], 'trace', traceIds)) {
    const [projects, names] = [vectors.get('project', 'code'), vectors.get('transaction', 'code')];
    const source = await texts.recall(connection, [projects, names]);
    const ids = joinPairs(vectors.get('trace:0', 'word'), vectors.get('trace:1', 'word'));
    for (let row = 0; row < vectors.length; row += 1) {
      const key = `${hexAt(ids, row, 16) ?? ''} ${source.textOf(projects[row] ?? -1) ?? ''}`;
      const end = vectors.get('timestamp', 'float64')[row] ?? NaN;
      const duration = vectors.get('duration', 'float32')[row] ?? NaN;
      const owner = { transaction: source.textOf(names[row] ?? -1), start: end - duration, end, duration };
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [owner]);
      else known.push(owner);
    }
  }
  return owners;
}

/**
 * The name of an error's transaction: what it says, unless its trace has others alone. A page that was sent by its path may
 * have a better name by then, and a request that failed early another than its route's.
 */
function ownName({ transaction, timestamp }: ErrorEvent, owners: readonly Owner[]): string | null {
  if (transaction !== null && owners.some((owner) => owner.transaction === transaction)) return transaction;
  return ownerAt(timestamp, owners)?.transaction ?? transaction;
}

/** Errors with the names that their transactions have. */
async function named(
  connection: DuckDBConnection,
  texts: Texts,
  errors: readonly ErrorEvent[],
): Promise<readonly ErrorEvent[]> {
  const traceIds = errors.flatMap(({ traceId }) => (traceId === null ? [] : [traceId]));
  if (traceIds.length === 0) return errors;
  const owners = await ownersOf(connection, texts, traceIds);
  return errors.map((error) => {
    const known = owners.get(`${error.traceId ?? ''} ${error.project}`);
    return known === undefined ? error : { ...error, transaction: ownName(error, known) };
  });
}

/** The newest errors that are asked for, with a short message and without what else was told of them. */
export async function listErrors(
  connection: DuckDBConnection,
  texts: Texts,
  ask: ErrorsAsk,
): Promise<ListedErrors> {
  const [where, values] = whereOf(ask);
  const names = ERROR_COLUMNS.map(({ name }) =>
    name === 'message' ? `left(message, ${SHORT_MESSAGE})` : `"${name}"`,
  );
  const result = await connection.stream(
    `SELECT ${names.join(', ')} FROM errors WHERE ${where}
     ORDER BY timestamp DESC, "event:0", "event:1" LIMIT ${ask.most}`,
    values,
  );
  const vectors = await readVectors(result, ERROR_COLUMNS);
  const source = await texts.recall(connection, errorCodes(vectors));
  const { of } = ask;
  const found = (await named(connection, texts, toListedErrors(vectors, source))).filter(
    ({ transaction }) => of === null || transaction === of.transaction,
  );
  if (vectors.length < ask.most) return { errors: found, total: found.length };
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM errors WHERE ${where}`, values);
  return { errors: found, total: Number(counted.getRows()[0]?.[0] ?? 0) };
}

/** All that is kept of one error; null where there is none. */
export async function readError(
  connection: DuckDBConnection,
  texts: Texts,
  { project, eventId }: ErrorId,
): Promise<ErrorEvent | null> {
  for await (const vectors of selectById(connection, ['errors'], 'event', [eventId])) {
    const source = await texts.recall(connection, errorCodes(vectors));
    const reports = vectors.get('report', 'text');
    const rows = toListedErrors(vectors, source).map((error, row): ErrorEvent => {
      const text = reports[row] ?? '';
      return text === '' ? error : { ...error, report: JSON.parse(text) as ErrorReport };
    });
    const own = rows.filter((error) => error.project === project);
    const [found] = await named(connection, texts, own);
    if (found !== undefined) return found;
  }
  return null;
}
