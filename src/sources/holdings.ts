import type { Rows } from '../model/rows.ts';
import { MINUTE, unionOf } from '../model/time.ts';
import type { EpochMs, Range } from '../model/time.ts';
import { farthestSpare, without } from './room.ts';
import { extentOf } from './rows-within.ts';
import type { Updates } from './updates.ts';

/** What holds the rows: the engine. */
export interface RowStore {
  readonly rows: number;
  /** Bytes that a row takes, about. */
  readonly rowBytes: number;
  /** Makes room for so many rows in all. */
  reserve(rows: number): void;
  append(rows: Rows): void;
  /** Keeps only so many values of each tag. */
  limitTags(most: number): void;
  remove(rows: Float64Array): void;
  keepOnly(ranges: Range[]): void;
}

/** Room for the rows that come by themselves meanwhile, so that they do not make everything grow. */
const ROOM_FOR_LIVE = 1.05;

/** All of time. */
const EVER: Range = { start: -Infinity, end: Infinity };

/** The rows that are held, the times of which they are all there is, and the dropping of what has no room. */
export class Holdings {
  readonly #store: RowStore;
  readonly #updates: Updates;
  #held: readonly Range[] = [];
  /** Rows of it are in the store, though it is not held in full. */
  #incoming: Range | null = null;
  /** Where rows are: from the first to the last that came. */
  #extent: Range = { start: Infinity, end: -Infinity };

  constructor(store: RowStore, updates: Updates) {
    this.#store = store;
    this.#updates = updates;
  }

  /** The times that are held in full: sorted, disjoint; those that reach the present end at Infinity. */
  get held(): readonly Range[] {
    return this.#held;
  }

  /** The time in which all rows are that are held; from Infinity to -Infinity before the first. */
  get extent(): Range {
    return this.#extent;
  }

  get rows(): number {
    return this.#store.rows;
  }

  /** Bytes that a row takes, about. */
  get rowBytes(): number {
    return this.#store.rowBytes;
  }

  /** Adds rows, or replaces earlier versions of them. Returns where they lie; null when there are none. */
  append(rows: Rows): { readonly first: EpochMs; readonly last: EpochMs } | null {
    const extent = extentOf(rows);
    if (extent === null) return null;
    this.#store.append(rows);
    const after = extent.last + 1;
    this.#extent = {
      start: Math.min(this.#extent.start, extent.first),
      end: Math.max(this.#extent.end, after),
    };
    this.#updates.changed({ start: extent.first, end: after });
    return extent;
  }

  /** Removes rows by their ids; of which time they were is not known. */
  remove(rows: Float64Array): void {
    if (rows.length === 0) return;
    this.#store.remove(rows);
    this.#updates.changed(EVER);
  }

  /** Keeps only so many values of each tag that comes from now on. */
  limitTags(most: number): void {
    this.#store.limitTags(most);
  }

  /** So many more rows are about to come: their room is made at once, rather than step by step with copies. */
  reserve(more: number): void {
    this.#store.reserve(Math.ceil(ROOM_FOR_LIVE * (this.#store.rows + more)));
  }

  /** Rows of this time are about to come, and must not be dropped before it is held. */
  expect(range: Range | null): void {
    this.#incoming = range;
  }

  /** All rows of this time are here. */
  hold(range: Range): void {
    if (range.end <= range.start) return;
    this.#held = unionOf([...this.#held, range]);
    this.#updates.changed(range);
  }

  /** Not all rows of this time are here, as was thought. */
  release(range: Range): void {
    this.#held = without(this.#held, [range]);
    this.#updates.changed(range);
  }

  clear(): void {
    this.#held = [];
    this.#store.keepOnly([]);
    this.#updates.changed(EVER);
  }

  /**
   * Drops rows of times that `needed` does not name until `rows` are left, those farthest from `needed`'s first
   * range first. False when what is needed is more than that.
   */
  makeRoom(rows: number, needed: readonly Range[]): boolean {
    const focus = needed[0] ?? this.#extent;
    while (this.#store.rows > rows) {
      const spare = farthestSpare(this.#held, needed, focus, this.#extent);
      if (spare === null) return false;
      this.#drop(spare);
    }
    return true;
  }

  /** Drops the oldest rows, needed or not, until `rows` are left. */
  dropOldest(rows: number): void {
    while (this.#store.rows > rows) {
      const [oldest] = this.#held;
      if (oldest === undefined) return;
      const start = Math.max(oldest.start, this.#extent.start);
      const end = Math.min(oldest.end, this.#extent.end);
      // A twentieth at a time, so that not much more goes than has to.
      const until = end - start <= MINUTE ? oldest.end : start + (end - start) / 20;
      this.#drop({ start: oldest.start, end: until });
    }
  }

  #drop(range: Range): void {
    this.#held = without(this.#held, [range]);
    this.#store.keepOnly([...this.#held, ...(this.#incoming === null ? [] : [this.#incoming])]);
    this.#updates.changed(range);
  }
}
