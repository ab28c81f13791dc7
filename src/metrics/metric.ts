import type { NumberColumn, Unit } from '../model/column.ts';
import type { Stat } from './stat.ts';

/** What a metric is: its words, its unit, the statistics it needs and the arithmetic over them. */
export interface Metric {
  /** For menus and headings, such as `Failure rate`. */
  readonly label: string;
  /** For table heads and legends, such as `failed %`. */
  readonly short: string;
  /** The unit of its value, given the column it is of. */
  readonly unit: (of: NumberColumn) => Unit;
  /** What the number says, in a sentence or two for a person. */
  readonly help: string;
  /** Which way is better; `none` where neither is. */
  readonly direction: 'lower' | 'higher' | 'none';
  /** The columns it can be of, for menus. Empty: it is about whole transactions and takes no column. */
  readonly columns: readonly NumberColumn[];
  /** The statistics it is computed from. */
  readonly needs: (of: NumberColumn) => readonly Stat[];
  /** The formula, over the values of `needs` in their order. NaN where there is no data. */
  readonly derive: (stats: readonly number[]) => number;
}
