import { NoMemory } from '../engine/heap.ts';
import type { Demand } from './demand.ts';
import type { Holdings } from './holdings.ts';

/** Above the budget by this much, rows that are still needed are dropped too. */
const OVERRUN = 1.02;
/** Room is made down to this part of the budget, and only below it a load goes on that had stopped for want of it. */
const ROOM = 0.95;

/** What is held from then on of the rows that were held when memory ran out: at most this part. */
const LEFT = 0.9;

/** Of fewer rows it is not known what one takes. */
const FEW = 10_000;

/** How much may be held at most. */
export interface Most {
  /** Rows. */
  readonly budget: number;
  /** Bytes that they take. */
  readonly bytes: number;
}

/** How many rows may be held, and the room that is made for more of what is asked for. */
export class Budget {
  readonly #most: Most;
  readonly #holdings: Holdings;
  readonly #demand: Demand;
  #isFull = false;
  /** More rows than that had no room, whatever they were said to take. */
  #ceiling = Infinity;

  constructor(most: Most, holdings: Holdings, demand: Demand) {
    this.#most = most;
    this.#holdings = holdings;
    this.#demand = demand;
  }

  /** Rows to hold at most: fewer where each takes more, as with many tags. */
  get rows(): number {
    const budget = Math.min(this.#most.budget, this.#ceiling);
    if (this.#holdings.rows < FEW) return budget;
    return Math.min(budget, Math.floor(this.#most.bytes / this.#holdings.rowBytes));
  }

  /** Whether what is wanted is more than there is room for. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Whether a load may begin: after one that did not fit, once there is room again. */
  hasRoom(): boolean {
    if (this.#isFull) this.#isFull = !this.#makeRoom();
    return !this.#isFull;
  }

  /** Whether what has come fits, after room was made where that could be. */
  fits(): boolean {
    return !this.#isOver(1) || this.#makeRoom() || !this.#isOver(1);
  }

  /** A load was ended because it does not fit. */
  fill(): void {
    this.#isFull = true;
  }

  /**
   * Where something ended because the browser gives no more memory, fewer rows are held from now on than there are, and what
   * is too much is dropped. Whether it did.
   */
  learn(error: unknown): boolean {
    if (!(error instanceof NoMemory)) return false;
    // What was about to come does not come.
    this.#holdings.expect(null);
    this.#ceiling = Math.floor(LEFT * this.#holdings.rows);
    this.fill();
    this.trim();
    return true;
  }

  /** Drops what is far too much, be it needed: what comes by itself must not take all of the memory. */
  trim(): void {
    if (!this.#isOver(OVERRUN) || this.#makeRoom()) return;
    this.fill();
    this.#holdings.dropOldest(this.rows);
  }

  #makeRoom(): boolean {
    this.#demand.forgetEarlier();
    return this.#holdings.makeRoom(ROOM * this.rows, this.#demand.needed);
  }

  #isOver(share: number): boolean {
    return this.#holdings.rows > share * this.rows;
  }
}
