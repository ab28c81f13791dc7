import { useState } from 'react';
import type { Trace } from '../../model/trace.ts';
import type { RowList } from '../../trace/row-list.ts';
import { measure } from './measure.ts';
import type { Measured, Point } from './measure.ts';
import { rowTitle } from './row-words.ts';

export interface Measuring {
  /** What is measured: from the marked row to the one where keys act; null where no row is marked. */
  readonly measured: Measured | null;
  /** Marks a row; marked again, or with another one marked, none is. */
  readonly toggle: (index: number) => void;
  readonly stop: () => void;
}

/** Measures the time between a row that was marked and the one where keys act. */
export function useMeasure(trace: Trace, rows: RowList, cursor: number): Measuring {
  const [marked, setMarked] = useState<Point | null>(null);
  const pointAt = (index: number): Point | null => {
    const row = rows.at(index);
    return row === undefined ? null : { ...row, title: rowTitle(trace, row) };
  };
  return {
    measured: marked === null ? null : measure(marked, pointAt(cursor)),
    toggle: (index) => setMarked(marked === null ? pointAt(index) : null),
    stop: () => setMarked(null),
  };
}
