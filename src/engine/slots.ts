/**
 * Positions come in slots of 65,536: a slot is filled, kept in the order of time, and, when all of its rows are gone,
 * filled anew.
 */
export const SLOT = 65_536;

/** What is known of one slot. */
export interface Slot {
  /** Its first position is `index` × 65,536. */
  readonly index: number;
  /** Positions in use, from its first one; those of rows that are gone among them. */
  used: number;
  /** Rows there are. */
  alive: number;
  /** Rises with every change of what its positions hold (not with rows that go). */
  version: number;
  /** No more rows come in. */
  isClosed: boolean;
  /** Nothing points here any more: it can be filled anew. */
  isFree: boolean;
}

/** The slots of a table. */
export class Slots {
  readonly all: Slot[] = [];

  /** The number of the last change of a slot's rows. */
  readonly versionOf = (slot: number): number => this.all[slot]?.version ?? 0;

  /** The slot that takes the next rows: the open one, else a free one, else a new one. */
  open(): Slot {
    const found =
      this.all.find((slot) => !slot.isClosed && !slot.isFree) ?? this.all.find(({ isFree }) => isFree);
    if (found !== undefined) {
      found.isFree = false;
      return found;
    }
    const slot = {
      index: this.all.length,
      used: 0,
      alive: 0,
      version: 0,
      isClosed: false,
      isFree: false,
    };
    this.all.push(slot);
    return slot;
  }

  /** Makes a slot without rows one that can be filled anew. */
  release(slot: Slot): void {
    slot.used = 0;
    slot.version += 1;
    slot.isClosed = false;
    slot.isFree = true;
  }
}

/** The slot of a position. */
export function slotOf(position: number): number {
  return Math.floor(position / SLOT);
}
