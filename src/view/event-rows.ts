import type { Result } from '../model/result.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { WORK } from '../model/transaction.ts';
import type { Work } from '../model/transaction.ts';
import { CLOCK_TAG } from '../trace/drift.ts';
import { WORK_COLUMNS, nameOf } from '../model/column.ts';
import type { Field, IdColumn } from '../model/column.ts';
import { numbersOf, textsOf } from './read-result.ts';

/** Time by kind of work of one event. */
export interface WorkPart {
  /** The first word of the ops it sums up: `db`. */
  readonly work: Work;
  readonly ms: Milliseconds;
}

/** What a row of a list of events is read from. */
export const EVENT_FIELDS: readonly (Field | IdColumn)[] = [
  'timestamp',
  'duration',
  'event',
  'trace',
  'span',
  'project',
  'transaction',
  'op',
  'user.display',
  'release',
  'environment',
  'status',
  'http.status_code',
  'errors',
  { tag: CLOCK_TAG },
  ...WORK_COLUMNS,
];

/** A row of a list of events. */
export interface EventRow {
  readonly event: string;
  readonly trace: string;
  readonly span: string;
  readonly project: string;
  readonly transaction: string;
  readonly op: string;
  /** When it ended. */
  readonly at: EpochMs;
  readonly duration: Milliseconds;
  readonly user: string | null;
  readonly release: string | null;
  readonly environment: string | null;
  readonly status: string | null;
  /** NaN: none. */
  readonly httpStatus: number;
  /** Errors that were reported in it. */
  readonly errors: number;
  /** What was wrong with its sender's clock (`trace/drift`). */
  readonly clock: string | null;
  readonly work: readonly WorkPart[];
}

/** Reads the answer to a list of `EVENT_FIELDS`. */
export function toEventRows(result: Result): EventRow[] {
  const text = (name: string): readonly (string | null)[] => textsOf(result, name);
  const [events, traces, spans] = [text('event'), text('trace'), text('span')];
  const [users, releases, environments, statuses] = [
    text('user.display'),
    text('release'),
    text('environment'),
    text('status'),
  ];
  const [projects, transactions, ops] = [text('project'), text('transaction'), text('op')];
  const errors = numbersOf(result, 'errors').values;
  const clocks = text(nameOf({ tag: CLOCK_TAG }));
  const at = numbersOf(result, 'timestamp').values;
  const durations = numbersOf(result, 'duration').values;
  const codes = numbersOf(result, 'http.status_code').values;
  const works = WORK.map((work) => ({ work, values: numbersOf(result, `spans.${work}`).values }));
  return Array.from({ length: result.length }, (_, row) => ({
    event: events[row] ?? '',
    trace: traces[row] ?? '',
    span: spans[row] ?? '',
    project: projects[row] ?? '',
    transaction: transactions[row] ?? '',
    op: ops[row] ?? '',
    at: at[row] ?? Number.NaN,
    duration: durations[row] ?? Number.NaN,
    user: users[row] ?? null,
    release: releases[row] ?? null,
    environment: environments[row] ?? null,
    status: statuses[row] ?? null,
    httpStatus: codes[row] ?? Number.NaN,
    errors: errors[row] ?? 0,
    clock: clocks[row] ?? null,
    work: works.flatMap(({ work, values }) => {
      const ms = values[row] ?? Number.NaN;
      return ms > 0 ? [{ work, ms }] : [];
    }),
  }));
}
