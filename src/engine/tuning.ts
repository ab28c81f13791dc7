/** Sizes that decide when which way is taken, never what is answered. */
export interface Tuning {
  /** Rows from which on orders are worth their making. */
  readonly ordersFrom: number;
  /** Rows of a leaf of an order at most. */
  readonly leafRows: number;
  /** A range with a smaller part of the rows than this is read row by row. */
  readonly narrow: number;
}

/** What was measured to be best. A slice of 32,768 rows is sorted and written in some two milliseconds. */
export const TUNING: Tuning = { ordersFrom: 50_000, leafRows: 32_768, narrow: 1 / 12 };
