import type { ErrorGroup } from '../../model/error-group.ts';
import type { ExportTable } from '../../ui/export/table-text.ts';
import { exportedTime } from '../../ui/table/to-export-table.ts';

/** Kinds of errors as a table of plain values. */
export function toErrorTable(groups: readonly ErrorGroup[]): ExportTable {
  return {
    names: [
      'type',
      'message',
      'project',
      'transaction',
      'call',
      'errors',
      'users',
      'first seen',
      'last seen',
      'newest event',
    ],
    rows: groups.map(({ type, message, project, transaction, frame, count, users, first, last, newest }) => [
      type,
      message,
      project,
      transaction,
      frame,
      count,
      // Whom nobody named is not nobody.
      users === 0 ? null : users,
      exportedTime(first),
      exportedTime(last),
      newest[0]?.eventId ?? null,
    ]),
  };
}
