import type { Tables } from './tables.ts';

/**
 * A checkpoint follows so many bytes of parcels, or batches, after the last one: until then what was written is in the
 * database's log, and in memory.
 */
const MOST_BYTES = 16 << 20;
const MOST_BATCHES = 300;

/** Brings what was written from the database's log into its file, where nobody waits for it. */
export class Checkpoints {
  readonly #tables: Tables;
  readonly #report: (error: unknown) => void;
  #bytes = 0;
  #batches = 0;

  constructor(tables: Tables, report: (error: unknown) => void) {
    this.#tables = tables;
    this.#report = report;
  }

  /** Notes a batch that was written. */
  wrote(bytes: number): void {
    this.#bytes += bytes;
    this.#batches += 1;
  }

  /** Whether there is anything to bring. */
  get isPending(): boolean {
    return this.#batches > 0;
  }

  /** Whether it should not wait for a quieter moment. */
  get isDue(): boolean {
    return this.#bytes >= MOST_BYTES || this.#batches >= MOST_BATCHES;
  }

  async make(): Promise<void> {
    this.#bytes = 0;
    this.#batches = 0;
    try {
      await this.#tables.checkpoint();
    } catch (error) {
      // Everything is committed, and the database usable again.
      this.#report(error);
    }
  }
}
