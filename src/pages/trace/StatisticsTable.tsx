import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SpanStatistic } from '../../model/survey.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import css from './StatisticsTable.module.css';
import { spanTitle } from './row-words.ts';

interface StatisticsTableProps {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly SpanStatistic[];
  /** Goes to the first span of a kind; null where that is in no trace that is open. */
  readonly onSelect: ((node: number) => void) | null;
  readonly by?: NumberColumn;
}

const COLUMNS = [
  ['count', 'Count'],
  ['total', 'Total'],
  ['self', 'Self'],
  ['critical', 'On critical path'],
  ['p50', 'p50'],
  ['p95', 'p95'],
  ['max', 'Max'],
] as const;
type NumberColumn = (typeof COLUMNS)[number][0];

/** So many kinds are listed until more are asked for. */
const SHOWN = 200;

function text(column: NumberColumn, value: number): string {
  if (Number.isNaN(value)) return '—';
  return column === 'count' ? formatCount(value) : formatDuration(value);
}

/** The spans of a trace by op and description, with what they took; any column orders it. */
export function StatisticsTable(props: StatisticsTableProps): ReactNode {
  const { title, note, rows, onSelect } = props;
  const [by, setBy] = useState<NumberColumn>(props.by ?? 'self');
  const [isAscending, setAscending] = useState(false);
  const [most, setMost] = useState(SHOWN);
  const sorted = useMemo(
    () => rows.toSorted((a, b) => (isAscending ? a[by] - b[by] : b[by] - a[by])),
    [rows, by, isAscending],
  );
  const order = (column: NumberColumn): void => {
    setAscending(column === by && !isAscending);
    setBy(column);
  };
  return (
    <div className={css.frame}>
      <table className={css.table}>
        <caption>
          {title} <span>{note}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Span</th>
            {COLUMNS.map(([column, label]) => (
              <th
                key={column}
                scope="col"
                aria-sort={column === by ? (isAscending ? 'ascending' : 'descending') : 'none'}
              >
                <button type="button" onClick={() => order(column)}>
                  <span aria-hidden>{column === by ? (isAscending ? '↑ ' : '↓ ') : ''}</span>
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((row) => (
            <tr key={row.first}>
              <th scope="row" title={spanTitle(row)}>
                <span className={css.name}>
                  <OpGlyph op={row.op} />
                  {onSelect === null ? (
                    <span>{spanTitle(row)}</span>
                  ) : (
                    <button type="button" onClick={() => onSelect(row.first)}>
                      {spanTitle(row)}
                    </button>
                  )}
                </span>
              </th>
              {COLUMNS.map(([column]) => (
                <td key={column}>{text(column, row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button type="button" className={css.more} onClick={() => setMost(most + 1_000)}>
          {formatCount(most)} of {formatCount(rows.length)} kinds are shown. Show more.
        </button>
      )}
    </div>
  );
}
