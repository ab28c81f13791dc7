import { useCallback, useMemo } from 'react';
import { columnWords } from '../../view/metric-words.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import type { ValueActions } from '../../view/use-value-actions.ts';
import { SHOWN_VITALS } from '../../view/vital-look.ts';
import { shownFor } from './pages.ts';
import type { PageRow } from './pages.ts';

/**
 * What can be done with the values of the table of pages, by the row's key and the column's id. Page views and opportunity
 * are of page views alone, and a search has no words for them.
 */
export function usePageActions(
  rows: readonly PageRow[],
): (key: string, column: string) => readonly ValueActions[] {
  const make = useValueActions();
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  return useCallback(
    (key, column) => {
      const row = byKey.get(key);
      if (row === undefined) return [];
      if (column === 'transaction') {
        const { transaction, project } = row;
        return [
          make.ofText('transaction', 'transaction', transaction === '' ? null : transaction),
          make.ofText('project', 'project', project === '' ? null : project),
        ];
      }
      if (column === 'score') return make.ofMetric('Score from 0 to 1', 'score()', row.score, 'score');
      const vital = SHOWN_VITALS.find((vital) => vital === column);
      if (vital === undefined) return [];
      const shown = shownFor(row, vital);
      const unit = shown === 'cls' ? 'none' : 'ms';
      return make.ofMetric(`p75 of ${columnWords(shown)}`, `p75(${shown})`, row.vitals[shown], unit);
    },
    [byKey, make],
  );
}
