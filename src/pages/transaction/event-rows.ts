import type { Result } from '../../model/result.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { WORK } from '../../model/transaction.ts';
import type { Work } from '../../model/transaction.ts';
import { CLOCK_TAG } from '../../trace/drift.ts';
import { nameOf } from '../../model/column.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';

/** Time by kind of work of one event. */
export interface WorkPart {
  /** The first word of the ops it sums up: `db`. */
  readonly work: Work;
  readonly ms: Milliseconds;
}

/** A row of the list of events. */
export interface EventRow {
  readonly event: string;
  readonly trace: string;
  readonly span: string;
  readonly at: EpochMs;
  readonly duration: Milliseconds;
  readonly user: string | null;
  readonly release: string | null;
  readonly environment: string | null;
  readonly status: string | null;
  /** NaN: none. */
  readonly httpStatus: number;
  /** What was wrong with its sender's clock (`trace/drift`). */
  readonly clock: string | null;
  readonly work: readonly WorkPart[];
}

export function toEventRows(result: Result): EventRow[] {
  const text = (name: string): readonly (string | null)[] => textsOf(result, name);
  const [events, traces, spans] = [text('event'), text('trace'), text('span')];
  const [users, releases, environments, statuses] = [
    text('user.display'),
    text('release'),
    text('environment'),
    text('status'),
  ];
  const clocks = text(nameOf({ tag: CLOCK_TAG }));
  const at = numbersOf(result, 'timestamp').values;
  const durations = numbersOf(result, 'duration').values;
  const codes = numbersOf(result, 'http.status_code').values;
  const works = WORK.map((work) => ({ work, values: numbersOf(result, `spans.${work}`).values }));
  return Array.from({ length: result.length }, (_, row) => ({
    event: events[row] ?? '',
    trace: traces[row] ?? '',
    span: spans[row] ?? '',
    at: at[row] ?? Number.NaN,
    duration: durations[row] ?? Number.NaN,
    user: users[row] ?? null,
    release: releases[row] ?? null,
    environment: environments[row] ?? null,
    status: statuses[row] ?? null,
    httpStatus: codes[row] ?? Number.NaN,
    clock: clocks[row] ?? null,
    work: works.flatMap(({ work, values }) => {
      const ms = values[row] ?? Number.NaN;
      return ms > 0 ? [{ work, ms }] : [];
    }),
  }));
}
