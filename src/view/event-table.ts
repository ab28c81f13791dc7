import type { EpochMs } from '../model/time.ts';
import type { EventRow } from './event-rows.ts';

/** A moment as exports carry it: ISO 8601 in UTC; null for none, and for what no calendar reaches. */
function isoTime(at: EpochMs): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Events as a table of plain values: all that a list knows of each, whichever columns it shows. */
export function toEventTable(rows: readonly EventRow[]): {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
} {
  return {
    names: [
      'Time',
      'Event',
      'Trace',
      'Span',
      'Transaction',
      'Project',
      'Op',
      'Duration (ms)',
      'Status',
      'HTTP status',
      'Errors',
      'User',
      'Release',
      'Environment',
    ],
    rows: rows.map((row) => [
      isoTime(row.at),
      row.event,
      row.trace,
      row.span,
      row.transaction,
      row.project,
      row.op,
      row.duration,
      row.status,
      row.httpStatus,
      row.errors,
      row.user,
      row.release,
      row.environment,
    ]),
  };
}
