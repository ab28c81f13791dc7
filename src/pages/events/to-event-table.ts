import type { ExportTable } from '../../ui/export/table-text.ts';
import { exportedTime } from '../../ui/table/to-export-table.ts';
import type { EventRow } from '../../view/event-rows.ts';

/** Events as a table of plain values: all that the list knows of each, whichever columns it shows. */
export function toEventTable(rows: readonly EventRow[]): ExportTable {
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
      exportedTime(row.at),
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
