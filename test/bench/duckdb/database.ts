import type { Rows } from '../../../src/model/rows.ts';

/** A table of numbers by column; NaN stands for NULL. Every question to a peer is written so that it answers one. */
export type Table = ReadonlyMap<string, Float64Array>;

/** A DuckDB that holds the bench's rows in the table `rows`. */
export interface Database {
  /** Takes a frame of rows. */
  load(rows: Rows): Promise<void>;
  /** There are no more rows. */
  loaded(): Promise<void>;
  /** Runs a statement whose answer does not matter. */
  run(sql: string): Promise<void>;
  ask(sql: string): Promise<Table>;
  close(): void;
}
