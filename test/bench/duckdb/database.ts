/** A table of numbers by column; NaN stands for NULL. Every question to a peer is written so that it answers one. */
export type Table = ReadonlyMap<string, Float64Array>;

/** A DuckDB that holds the bench's rows in the table `rows`. */
export interface Database {
  /** Runs a statement whose answer does not matter. */
  run(sql: string): Promise<void>;
  ask(sql: string): Promise<Table>;
  close(): void;
}
