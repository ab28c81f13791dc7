import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import type { Buckets } from '../time-key.ts';
import type { Order } from './order.ts';

/** Coarse times there are. */
const CODES = 65_536;
/** More buckets than this leave too few coarse times between their bounds. */
export const MOST_BUCKETS = 4096;
/** With so many buckets or fewer, their numbers fit into bytes. */
const MOST_BYTES = 254;

/** More than the bound of a bucket may be off, in milliseconds. */
function roundingOf(bound: number): number {
  return Math.max(1, Math.abs(bound) * 2 ** -40);
}

/**
 * The bucket of each coarse time of an order, in bytes where they fit, with the largest number for those that the exact
 * time has to tell: coarse times about a bound, and the first and last, which stand for all beyond.
 */
export class BucketCodes {
  readonly at: Address;
  /** Bytes of a bucket's number. */
  readonly width: 1 | 2;
  readonly #heap: Heap;

  /** Times are moved by `shift` first. */
  constructor(heap: Heap, order: Order, { step, first, count }: Buckets, shift: number) {
    this.#heap = heap;
    this.width = count <= MOST_BYTES ? 1 : 2;
    this.at = heap.allocate(CODES * this.width);
    const into = this.width === 1 ? heap.u8(this.at, CODES) : heap.u16(this.at, CODES);
    into.fill(this.width === 1 ? 0xff : 0xffff);
    const boundOf = (bucket: number): number => (first + bucket) * step - shift;
    for (let bucket = 0; bucket < count; bucket++) {
      const start = boundOf(bucket);
      const end = boundOf(bucket + 1);
      // Codes ascend with times: beyond the code of a bound, and of what rounding may make of it, a time is beyond it.
      const from = Math.max(order.coarseTime(start + roundingOf(start)) + 1, 1 - CODES / 2);
      const to = Math.min(order.coarseTime(end - roundingOf(end)), CODES / 2 - 1);
      // As kernels read them: negative ones after the others.
      if (from < Math.min(to, 0)) into.fill(bucket, from + CODES, Math.min(to, 0) + CODES);
      if (Math.max(from, 0) < to) into.fill(bucket, Math.max(from, 0), to);
    }
  }

  /** Gives its memory back. */
  release(): void {
    this.#heap.free(this.at, CODES * this.width);
  }
}
