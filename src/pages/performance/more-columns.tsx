import type { ReactNode } from 'react';
import type { MetricName } from '../../model/metric.ts';
import type { Result } from '../../model/result.ts';
import { showName } from '../../metrics/derive.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { MARKS } from '../../ui/figure/mark.ts';
import type { Mark } from '../../ui/figure/mark.ts';
import { NO_VALUE } from '../../ui/format.ts';
import type { TableColumn } from '../../ui/table/column.ts';
import { exportedName } from '../../ui/table/to-export-table.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { readShow } from '../../view/read-result.ts';
import type { ExtraColumn } from './extra-columns.ts';
import type { TransactionRow } from './transaction-rows.ts';

/** A column of numbers that not every table has. */
export function extraColumn(
  extra: ExtraColumn,
  context: {
    readonly extraOf: (key: string, name: string) => number;
    readonly extraTotals: Result | null;
    readonly markOf: (metric: MetricName) => Mark;
  },
): TableColumn<TransactionRow> {
  const { id, label, help, show, unit, width } = extra;
  const { extraOf, extraTotals, markOf } = context;
  const { sign, words } = MARKS[markOf(show.metric)];
  const name = showName(show);
  const cell = (value: number): ReactNode => <Figure name={name} value={value} unit={unit} isColumn />;
  const valueOf = ({ key }: TransactionRow): number => extraOf(key, name);
  const isAnswered = extraTotals?.columns.some((column) => column.name === name) === true;
  return {
    id,
    label,
    head: sign === '' ? label : `${sign}\u202f${label}`,
    help: [help, words].filter((part) => part !== '').join(' '),
    width,
    sortBy: valueOf,
    exported: [{ name: exportedName(label, unit), value: valueOf }],
    cell: (row) => cell(valueOf(row)),
    total: extraTotals !== null && isAnswered ? cell(readShow(extraTotals, show)) : null,
  };
}

/** A column of words, the most frequent one of each transaction. */
export function wordColumn(
  id: 'op' | 'http.method',
  label: string,
  help: string,
  words: ReadonlyMap<string, string>,
  width: number,
): TableColumn<TransactionRow> {
  const wordsOf = ({ key }: TransactionRow): string => words.get(key) ?? '';
  return {
    id,
    label,
    help,
    width,
    align: 'left',
    sortBy: (row) => wordsOf(row) || null,
    cell: (row) => {
      const word = toVisibleLine(wordsOf(row));
      return word === '' ? NO_VALUE : <span title={word}>{word}</span>;
    },
    total: '',
  };
}
