import { useCallback, useMemo } from 'react';
import type { Unit } from '../../model/column.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import type { ValueActions } from '../../view/use-value-actions.ts';
import type { Numbers, TransactionRow } from './transaction-rows.ts';

/** The metrics of a transaction that its search can be narrowed by, by the column that shows them. */
const METRICS: ReadonlyMap<string, { readonly unit: Unit; readonly read: (row: Numbers) => number }> =
  new Map<string, { readonly unit: Unit; readonly read: (row: Numbers) => number }>([
    ['sum', { unit: 'ms', read: ({ sum }) => sum }],
    ['throughput', { unit: 'per-minute', read: ({ throughput }) => throughput }],
    ['p50', { unit: 'ms', read: ({ p50 }) => p50 }],
    ['p95', { unit: 'ms', read: ({ p95 }) => p95.value }],
    ['p99', { unit: 'ms', read: ({ p99 }) => p99 }],
    ['failure_rate', { unit: 'ratio', read: ({ failureRate }) => failureRate }],
    ['apdex', { unit: 'score', read: ({ apdex }) => apdex }],
    ['users', { unit: 'count', read: ({ users }) => users || Number.NaN }],
    ['user_misery', { unit: 'score', read: ({ users, misery }) => (users === 0 ? Number.NaN : misery) }],
  ]);

const LABELS: Readonly<Record<string, string>> = {
  sum: 'Total time',
  throughput: 'TPM',
  failure_rate: 'Failure rate',
  apdex: 'Apdex',
  users: 'Users',
  user_misery: 'User misery',
};

/** What can be done with the value of each cell, by the row's key and the column's id. */
export function useCellActions(
  rows: readonly TransactionRow[],
): (key: string, column: string) => readonly ValueActions[] {
  const make = useValueActions();
  const projectLabel = useProjectLabel();
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  return useCallback(
    (key, column) => {
      const row = byKey.get(key);
      if (row === undefined) return [];
      if (column === 'transaction') {
        const { transaction, project } = row.id;
        const named = make.ofText('project', 'project', project === '' ? null : project);
        return [
          make.ofText('transaction', 'transaction', transaction === '' ? null : transaction),
          { ...named, title: projectLabel(project) },
        ];
      }
      const metric = METRICS.get(column);
      return metric === undefined
        ? []
        : make.ofMetric(LABELS[column] ?? column, `${column}()`, metric.read(row), metric.unit);
    },
    [byKey, make, projectLabel],
  );
}
