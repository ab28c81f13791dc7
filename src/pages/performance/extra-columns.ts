import { REGISTRY } from '../../metrics/registry.ts';
import { unitOfShow } from '../../metrics/derive.ts';
import type { Unit } from '../../model/column.ts';
import type { Show } from '../../model/metric.ts';
import { columnWords } from '../../view/metric-words.ts';
import { VITAL_COLUMNS } from '../../view/view.ts';
import type { Sort, SortColumn, TableColumnId, VitalColumn } from '../../view/view.ts';

/** A column of numbers that is asked for only where it is shown. */
export interface ExtraColumn {
  readonly id: TableColumnId;
  readonly label: string;
  readonly help: string;
  readonly show: Show;
  readonly unit: Unit;
  readonly width: number;
}

function ofMetric(id: TableColumnId & Show['metric'], label: string, width: number): ExtraColumn {
  const show: Show = { metric: id };
  return {
    id,
    label,
    help: REGISTRY[id].help,
    show,
    unit: unitOfShow(show),
    width,
  };
}

function ofVital(of: VitalColumn): ExtraColumn {
  const show: Show = { metric: 'p75', of };
  const name = columnWords(of);
  return {
    id: of,
    label: name,
    help: `p75 of ${name}: three quarters of the page loads had at most this much.`,
    show,
    unit: unitOfShow(show),
    width: 72,
  };
}

export const EXTRA_COLUMNS: readonly ExtraColumn[] = [
  ofMetric('count', 'Count', 72),
  ofMetric('avg', 'Average', 72),
  ofMetric('p75', 'p75', 67),
  ofMetric('p100', 'Maximum', 76),
  ...VITAL_COLUMNS.map(ofVital),
  ofMetric('score', 'Score', 64),
  ofMetric('unscored', 'Unscored', 80),
  ofMetric('failed', 'Failures', 68),
  ofMetric('miserable_users', 'Miserable', 76),
];

/** The numbers that are asked for beside the usual ones: those of columns that are shown or sorted by. */
export function extrasOf(shown: readonly string[], sorts: readonly Sort[]): ExtraColumn[] {
  return EXTRA_COLUMNS.filter(({ id }) => shown.includes(id) || sorts.some(({ by }) => by === id));
}

/** What a column is ordered by in a question; null for the words of a transaction, which the table orders by itself. */
export function showOfColumn(column: SortColumn): Show | null {
  switch (column) {
    case 'transaction':
    case 'op':
    case 'http.method':
      return null;
    case 'change':
      return { metric: 'p95', read: 'ratio' };
    case 'lcp':
    case 'fcp':
    case 'inp':
    case 'cls':
    case 'ttfb':
      return { metric: 'p75', of: column };
    default:
      return { metric: column };
  }
}
