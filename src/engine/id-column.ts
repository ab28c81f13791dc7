import { readHex } from '../model/hex.ts';

/** A column of binary ids of one width; zeros stand for "absent". It takes no memory before the first value. */
export class IdColumn {
  readonly width: number;
  #bytes: Uint8Array | null = null;

  constructor(width: number) {
    this.width = width;
  }

  /** `width` bytes a row; null while every row is absent. */
  get bytes(): Uint8Array | null {
    return this.#bytes;
  }

  /** Writes a batch at `base`. */
  write(base: number, batch: Uint8Array, length: number, capacity: number): void {
    const part = batch.subarray(0, length * this.width);
    if (this.#bytes === null && part.every((byte) => byte === 0)) return;
    this.#widen(capacity).set(part, base * this.width);
  }

  /** Makes room for `capacity` rows. */
  grow(capacity: number): void {
    if (this.#bytes !== null) this.#widen(capacity);
  }

  /** The id at a position as lower-case hex digits, null for "absent". */
  hexAt(position: number): string | null {
    return this.#bytes === null ? null : readHex(this.#bytes, position * this.width, this.width);
  }

  #widen(capacity: number): Uint8Array {
    const old = this.#bytes;
    if (old !== null && old.length >= capacity * this.width) return old;
    const bytes = new Uint8Array(capacity * this.width);
    if (old !== null) bytes.set(old);
    this.#bytes = bytes;
    return bytes;
  }
}
