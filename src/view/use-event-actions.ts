import { useCallback, useMemo } from 'react';
import { useValueActions } from './use-value-actions.ts';
import type { ValueActions } from './use-value-actions.ts';
import type { EventRow } from './event-rows.ts';

/** What can be done with the value of each cell of the list of events, by the event's id and the column. */
export function useEventActions(
  rows: readonly EventRow[],
): (event: string, column: string) => readonly ValueActions[] {
  const make = useValueActions();
  const byEvent = useMemo(() => new Map(rows.map((row) => [row.event, row])), [rows]);
  return useCallback(
    (event, column) => {
      const row = byEvent.get(event);
      if (row === undefined) return [];
      switch (column) {
        case 'event':
          return [make.ofText('event', 'event', row.event)];
        case 'user':
          return [make.ofText('user', 'user.display', row.user)];
        case 'transaction':
        case 'project':
          return [make.ofText(column, column, row[column])];
        case 'release':
        case 'environment':
          return [make.ofText(column, column, row[column])];
        case 'status':
          return [
            make.ofText('status', 'status', row.status),
            ...(Number.isFinite(row.httpStatus)
              ? [make.ofText('HTTP status', 'http.status_code', row.httpStatus)]
              : []),
          ];
        case 'duration':
          return make.ofNumber('Duration', 'duration', row.duration);
        default:
          return [];
      }
    },
    [byEvent, make],
  );
}
