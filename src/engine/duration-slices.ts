import type { Heap } from './heap.ts';
import { bitmapBytes } from './block.ts';
import type { VersionOf } from './block.ts';
import type { Address } from './kernels.ts';
import { SLOT } from './slots.ts';

/** Bitmaps of a bit-sliced duration, as `kernels/slices.ts` has them. */
const SLICES = 11;

/** The bit-sliced coarse durations of all positions: 11 bitmaps, one after the other. */
export class DurationSlices {
  readonly #heap: Heap;
  #at: Address = 0;
  #rows = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  get at(): Address {
    return this.#at;
  }

  /** Bytes from one slice to the next. */
  get stride(): number {
    return bitmapBytes(this.#rows);
  }

  /** Makes room for so many positions. */
  grow(rows: number): void {
    if (rows <= this.#rows) return;
    const had = bitmapBytes(this.#rows);
    const stride = bitmapBytes(rows);
    const at = this.#heap.allocateZeros(stride * SLICES);
    for (let slice = 0; slice < (had > 0 ? SLICES : 0); slice++) {
      this.#heap.u8(at + slice * stride, had).set(this.#heap.u8(this.#at + slice * had, had));
    }
    if (had > 0) this.#heap.free(this.#at, had * SLICES);
    this.#at = at;
    this.#rows = rows;
  }

  /** The same in steps of a slice, while rows come; slots that change meanwhile, as `versionOf` tells, are copied again. */
  *growInSteps(rows: number, versionOf: VersionOf): Generator<void> {
    const before = this.#rows;
    if (rows <= before) return;
    const had = bitmapBytes(before);
    const stride = bitmapBytes(rows);
    const at = this.#heap.allocate(stride * SLICES);
    const bytesOfSlot = bitmapBytes(SLOT);
    const slots = Math.ceil(before / SLOT);
    const versions = Array.from({ length: slots }, (_, slot) => versionOf(slot));
    const copy = (slice: number, from: number, bytes: number): void => {
      this.#heap
        .u8(at + slice * stride + from, bytes)
        .set(this.#heap.u8(this.#at + slice * had + from, bytes));
    };
    let isTaken = false;
    try {
      for (let slice = 0; slice < SLICES && this.#rows === before; slice++) {
        copy(slice, 0, had);
        this.#heap.u8(at + slice * stride + had, stride - had).fill(0);
        yield;
      }
      if (this.#rows !== before) return;
      for (const [slot, version] of versions.entries()) {
        const from = slot * bytesOfSlot;
        if (versionOf(slot) === version) continue;
        for (let slice = 0; slice < SLICES; slice++) copy(slice, from, Math.min(bytesOfSlot, had - from));
      }
      if (had > 0) this.#heap.free(this.#at, had * SLICES);
      this.#at = at;
      this.#rows = rows;
      isTaken = true;
    } finally {
      if (!isTaken) this.#heap.free(at, stride * SLICES);
    }
  }

  /** Cuts the durations of the rows [from, to) into slices. Without durations there is nothing to cut. */
  write(durations: Address, from: number, to: number): void {
    if (durations === 0) return;
    const first = from - (from % 64);
    const end = Math.ceil(to / 64) * 64;
    this.#heap.kernels.sliceDurations(durations, this.#at, this.stride, first, end);
  }
}
