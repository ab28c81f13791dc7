import { useCallback, useMemo } from 'react';
import { unitOfShow } from '../../metrics/derive.ts';
import type { Unit } from '../../model/column.ts';
import { isMetricName } from '../../model/metric.ts';
import type { TableColumn } from '../../ui/table/column.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import type { ValueActions } from '../../view/use-value-actions.ts';
import { TABLE_COLUMNS } from '../../view/view.ts';
import { EXTRA_COLUMNS } from './extra-columns.ts';
import type { TransactionRow } from './transaction-rows.ts';

/** A metric of a transaction as a search writes it, and the unit of its values. */
interface Written {
  readonly metric: string;
  readonly unit: Unit;
}

/** The metrics that a search can be narrowed by, by the column that shows them. */
const METRICS: ReadonlyMap<string, Written> = new Map<string, Written>([
  ...TABLE_COLUMNS.flatMap((id): [string, Written][] =>
    isMetricName(id) ? [[id, { metric: `${id}()`, unit: unitOfShow({ metric: id }) }]] : [],
  ),
  ...EXTRA_COLUMNS.map(({ id, show, unit }): [string, Written] => [
    id,
    { metric: `${show.metric}(${show.of ?? ''})`, unit },
  ]),
]);

/** Where the head of a column says too little in a menu. */
const LABELS: Readonly<Record<string, string>> = {
  failure_rate: 'Failure rate',
  user_misery: 'User misery',
  last_seen: 'Last event',
  ...Object.fromEntries(
    EXTRA_COLUMNS.filter(({ show }) => show.of !== undefined).map(({ id, label }) => [id, `p75 of ${label}`]),
  ),
};

/** What can be done with the value of each cell, by the row's key and the column's id. */
export function useCellActions(
  rows: readonly TransactionRow[],
  columns: readonly TableColumn<TransactionRow>[],
): (key: string, column: string) => readonly ValueActions[] {
  const make = useValueActions();
  const projectLabel = useProjectLabel();
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  return useCallback(
    (key, id) => {
      const row = byKey.get(key);
      const column = columns.find((column) => column.id === id);
      if (row === undefined || column === undefined) return [];
      if (id === 'transaction') {
        const { transaction, project } = row.id;
        const named = make.ofText('project', 'project', project === '' ? null : project);
        return [
          make.ofText('transaction', 'transaction', transaction === '' ? null : transaction),
          { ...named, title: projectLabel(project) },
        ];
      }
      const value = column.sortBy?.(row) ?? null;
      if (id === 'op' || id === 'http.method') {
        return [make.ofText(column.label, id, value)];
      }
      const written = METRICS.get(id);
      if (written === undefined || typeof value !== 'number') return [];
      return make.ofMetric(LABELS[id] ?? column.label, written.metric, value, written.unit);
    },
    [byKey, columns, make, projectLabel],
  );
}
