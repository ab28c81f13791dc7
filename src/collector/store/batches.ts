import type { Entry } from '../spool/spool.ts';

/** Requests and bytes that are written together at most; when so many wait they are not gathered any longer. */
const MOST_ENTRIES = 1_000;
const MOST_BYTES = 2 << 20;

/** The bytes of memory that something takes while it waits, about. */
export function costOf({ kept }: Entry): number {
  return kept.kind === 'parcel' ? kept.bytes.length : kept.accepted.body.length;
}

/** What a batch takes, about. */
export function sizeOf(batch: readonly Entry[]): number {
  return batch.reduce((bytes, entry) => bytes + costOf(entry), 0);
}

/** Whether so much waits that it makes a batch. */
export function isBatchFull(entries: number, bytes: number): boolean {
  return entries >= MOST_ENTRIES || bytes >= MOST_BYTES;
}

/**
 * Takes the first batch out of a queue. It is of one segment of the spool: what was counted before a segment has to be
 * known exactly (`spool/accounts`).
 */
export function takeBatch(queue: Entry[]): Entry[] {
  let bytes = 0;
  const end = queue.findIndex((entry, index) => {
    const isOver =
      index > 0 &&
      (isBatchFull(index, bytes + costOf(entry) - 1) || entry.next.segment !== queue[0]?.next.segment);
    bytes += costOf(entry);
    return isOver;
  });
  return queue.splice(0, end < 0 ? queue.length : end);
}

/** What the spool holds that the tables do not, batch by batch. */
export class Backlog {
  readonly #entries: AsyncIterator<Entry>;
  /** Read already, and of the next batch. */
  #ahead: Entry | null = null;

  constructor(entries: AsyncIterable<Entry>) {
    this.#entries = entries[Symbol.asyncIterator]();
  }

  /** The next batch, of one segment as all are; empty at the end. */
  async take(): Promise<Entry[]> {
    const batch: Entry[] = [];
    let bytes = 0;
    while (!isBatchFull(batch.length, bytes)) {
      const entry = this.#ahead ?? (await this.#read());
      this.#ahead = null;
      if (entry === null) break;
      if (batch[0] !== undefined && entry.next.segment !== batch[0].next.segment) {
        this.#ahead = entry;
        break;
      }
      bytes += costOf(entry);
      batch.push(entry);
    }
    return batch;
  }

  async #read(): Promise<Entry | null> {
    const next = await this.#entries.next();
    return next.done === true ? null : next.value;
  }
}
