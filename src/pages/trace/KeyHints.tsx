import { memo } from 'react';
import type { ReactNode } from 'react';
import type { RowList } from '../../trace/row-list.ts';
import { formatCount } from '../../ui/format.ts';
import css from './KeyHints.module.css';

const HINTS = [
  [['↑', '↓'], 'row'],
  [['←', '→'], 'fold'],
  [['Enter'], 'details'],
  [['w', 's'], 'zoom'],
  [['a', 'd'], 'move'],
  [['f'], 'zoom to span'],
  [['0'], 'show all'],
  [['c'], 'critical path'],
  [['m'], 'measure'],
  [['?'], 'all keys'],
  [['/'], 'find'],
  [['n', 'N'], 'match'],
  [['e', 'E'], 'failure'],
  [['1–9'], 'levels'],
  [[',', '.'], 'sibling'],
] as const;

/** The keys that work in the waterfall, and how much of the trace it shows. */
export const KeyHints = memo(function KeyHints(props: {
  readonly rows: RowList;
  /** Nodes in scope. */
  readonly size: number;
  /** What is measured; it takes the place of the keys. */
  readonly measured: string | null;
}): ReactNode {
  const { rows, size, measured } = props;
  const folded = size - rows.spans;
  return (
    <div className={css.hints}>
      <p className={css.measured} role="status">
        {measured !== null && (
          <>
            {measured} <kbd>m</kbd> ends it
          </>
        )}
      </p>
      <div className={css.keys} hidden={measured !== null}>
        {HINTS.map(([keys, what]) => (
          <span key={what} className={css.hint}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
            {what}
          </span>
        ))}
      </div>
      <span className={css.count}>
        {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'}
        {folded > 0 && `, ${formatCount(folded)} ${folded === 1 ? 'span' : 'spans'} folded`}
      </span>
    </div>
  );
});
