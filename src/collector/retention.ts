import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { DAY, HOUR, SECOND } from '../model/time.ts';
import type { KeepLimits } from './keep-limits.ts';
import { deleteSegments, spoolBytes } from './spool/retire-segments.ts';
import { AGE_TIME, retireSlice, tidy } from './store/retire.ts';
import type { Store } from './store/store.ts';
import { rowsOf, stretchesOf } from './store/stretches.ts';

export interface RetentionOptions {
  readonly store: Store;
  /** Of the spool; null: there is none. */
  readonly spool: string | null;
  readonly limits: KeepLimits;
  /** Whether older events are still being read from the spool: nothing expires before all are there. */
  readonly isReplaying: () => boolean;
  /** Called when rows have expired. */
  readonly expired: () => void;
  readonly report: (error: unknown) => void;
  readonly every?: Milliseconds;
  /** Rows of one slice at most; so many that they take tenths of a second where it is left out. */
  readonly slice?: number;
}

/** Rows go in steps: a little more than the limit is kept rather than a few rows be removed every minute. */
const LONGEST_STEP: Milliseconds = HOUR;
/** How often is looked how much there is: two gigabytes can fill within five minutes, the least there may be in half of one. */
const LOOK_EVERY: Milliseconds = SECOND;
/** And with every how many of these how old it is. */
const AGE_EVERY = 10;
/**
 * Above the first share of the limit of size rows go, until no more is kept than the second: what comes until it is looked
 * again stays within the limit, and what is removed makes room for a while.
 */
const FULL_SHARE = 0.95;
const KEEP_SHARE = 0.9;
/** How closely what goes by size is told from what stays: in so many parts of all rows. */
const CUTOFF_STEPS = 200;
const MOST_PASSES = 5;
const IN_FILE = 'SELECT sum(block_size * used_blocks) FROM pragma_database_size()';
const IN_MEMORY = `SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'`;
/** Between two slices of rows others have their turn, for as long as the last one took, up to this. */
const LONGEST_PAUSE: Milliseconds = SECOND;
/**
 * What is in a segment was received before that was last written, but spans are dated by their sender, whose clock may be
 * ahead a little.
 */
const AHEAD: Milliseconds = 10 * SECOND;

/**
 * Lets the oldest rows go, by age and by size, and the segments of the spool of which nothing is left. Rows go in small
 * slices, each in a transaction of its own, between which batches are written.
 */
export class Retention {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | null = null;
  #looks = 0;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    const { every = LOOK_EVERY } = this.#options;
    this.#timer = setTimeout(() => {
      const looks = this.#looks;
      this.#looks += 1;
      this.#running = this.pass(Date.now(), looks % AGE_EVERY === 0)
        .catch(async (error: unknown) => {
          this.#options.report(error);
          await this.#options.store.tables.heal(error);
        })
        .catch((error: unknown) => this.#options.report(error))
        .then(() => {
          if (!this.#isClosed) this.start();
        });
    }, every).unref();
  }

  /** Ends after the slice that is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  /** Removes what is too much and, unless it is not to be looked at, too old. */
  async pass(now: EpochMs, byAge = true): Promise<void> {
    if (this.#options.isReplaying()) return;
    if (byAge) await this.#byAge(now);
    await this.#bySize(now);
  }

  async #byAge(now: EpochMs): Promise<void> {
    const { days } = this.#options.limits;
    if (days === null) return;
    const cutoff = now - days * DAY;
    const step = Math.min(LONGEST_STEP, (days * DAY) / 100);
    const oldest = await this.#ask(`SELECT least(
      (SELECT min(${AGE_TIME}) FROM transactions), (SELECT min(last) FROM blocks), (SELECT min(timestamp) FROM errors)
    )`);
    if (oldest !== null && oldest < cutoff - step) await this.#retire(cutoff);
    await this.#deleteSegments(cutoff);
  }

  async #bySize(now: EpochMs): Promise<void> {
    const { bytes: limit } = this.#options.limits;
    if (limit === null) return;
    for (let pass = 0; pass < MOST_PASSES && !this.#isClosed; pass += 1) {
      const bytes = await this.bytes(FULL_SHARE * limit);
      if (bytes <= FULL_SHARE * limit) return;
      const share = Math.min(1, 1 - (KEEP_SHARE * limit) / bytes);
      const cutoff = await this.#cutoffOf(share);
      // The millisecond behind, so that something goes also where many are of the same time.
      const removed = await this.#retire((cutoff ?? now) + 1);
      const deleted = await this.#deleteSegments(now);
      if (removed + deleted === 0) return;
    }
  }

  /** The time up to which a share of all rows lies; null where there are none. */
  async #cutoffOf(share: number): Promise<EpochMs | null> {
    const { database } = this.#options.store;
    const ask = (sql: string, values: number[]) =>
      database.within(async (connection) => (await connection.runAndReadAll(sql, values)).getRows());
    // What a damaged database might hold that is no number, would be no time to delete up to.
    const times = {
      sql: `SELECT time FROM (
              SELECT ${AGE_TIME} AS time FROM transactions UNION ALL SELECT last FROM blocks
              UNION ALL SELECT timestamp FROM errors
            ) WHERE NOT isnan(time)`,
      values: [],
    };
    const stretches = await stretchesOf(ask, times, (rows) => Math.max(1, rows / CUTOFF_STEPS));
    let left = share * rowsOf(stretches);
    for (const { rows, to } of stretches) {
      left -= rows;
      if (left <= 0) return to;
    }
    return null;
  }

  /**
   * Bytes that the rows and the spool take. The disk may hold more for a while: the database gives room back in pieces
   * of some hundred thousand rows, and fills what is free in its file before that grows. Where that is no more than
   * `enough`, it is the answer.
   */
  async bytes(enough = 0): Promise<number> {
    const { store, spool } = this.#options;
    const tables = (await this.#ask(spool === null ? IN_MEMORY : IN_FILE)) ?? 0;
    const besides = spool === null ? 0 : (await store.database.logBytes()) + (await spoolBytes(spool));
    // To look at every piece of a large database takes a while.
    if (tables + besides <= enough) return tables + besides;
    return tables * (await this.#liveShare()) + besides;
  }

  /** Which part of the rows that take room has not been deleted. Blocks of spans are most of a database. */
  async #liveShare(): Promise<number> {
    const live = await this.#ask('SELECT count(*) FROM blocks');
    // What has been deleted and still takes room is among these.
    const taken = await this.#ask(`SELECT estimated_size FROM duckdb_tables() WHERE table_name = 'blocks'`);
    return taken === null || taken === 0 ? 1 : Math.min(1, (live ?? 0) / taken);
  }

  /** Answers how many rows went, whatever they were. */
  async #retire(before: EpochMs): Promise<number> {
    const { store, expired, slice } = this.#options;
    let gone = 0;
    for (;;) {
      const began = performance.now();
      const { transactions, loose, isMore } = await retireSlice(store, before, slice);
      gone += transactions + loose;
      if (transactions > 0) expired();
      if (!isMore || this.#isClosed) break;
      await sleep(Math.min(performance.now() - began, LONGEST_PAUSE));
    }
    await tidy(store);
    // Only a checkpoint gives back what the rows took.
    await store.tables.checkpoint();
    return gone;
  }

  /** Deletes the segments of which no row is left, as long as they were last written before a time. */
  async #deleteSegments(before: EpochMs): Promise<number> {
    const { spool, store } = this.#options;
    if (spool === null) return 0;
    // What is not in the tables yet is needed, whatever its age.
    const { segment } = store.progress.position;
    const oldest = await this.#ask(`SELECT least(
      (SELECT min(received) FROM transactions), (SELECT min(last) FROM blocks), (SELECT min(timestamp) FROM errors)
    )`);
    return deleteSegments(spool, segment, Math.min(before, oldest ?? before) - AHEAD);
  }

  /** One number; null where there is none. */
  async #ask(sql: string): Promise<number | null> {
    const rows = await this.#options.store.database.within(async (connection) =>
      (await connection.runAndReadAll(sql)).getRows(),
    );
    const value = rows[0]?.[0] ?? null;
    return value === null ? null : Number(value);
  }
}
