import type { ReactNode } from 'react';
import type { ExportPart } from './to-export-table.ts';

/** A column of a `DataTable`: what it is called, sorts by and shows. */
export interface TableColumn<R> {
  readonly id: string;
  /** The column's name, as read aloud. */
  readonly label: string;
  /** What stands in the head; the label where it is left out. */
  readonly head?: ReactNode;
  /** What the column says, for a tooltip. */
  readonly help?: string;
  /** What it sorts by; NaN and null come last either way. A column without cannot be sorted by. */
  readonly sortBy?: (row: R) => number | string | null;
  /** What an export has in its place, a column each; where it is left out what it sorts by, under its label. */
  readonly exported?: readonly ExportPart<R>[];
  readonly cell: (row: R) => ReactNode;
  /** The cell of the row that sums up all of them. */
  readonly total?: ReactNode;
  /** Pixels; the column without a width takes what is left. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
  /** Stays on a phone. */
  readonly isKept?: boolean;
  /** Stays where it is while the table is scrolled sideways. */
  readonly isPinned?: boolean;
  /** Can be dragged to another place, and made wider or narrower. */
  readonly isMovable?: boolean;
  /** No padding: the cell draws to its edges. */
  readonly isBare?: boolean;
}

/** By which column, and which way. */
export interface TableSort {
  readonly by: string;
  readonly desc: boolean;
}
