import { Block } from './block.ts';
import type { VersionOf } from './block.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import { SLOT } from './slots.ts';

/** Codes of a dictionary in the narrowest array that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Slots that are written at a step. */
const STEP = 4;
/** The part of its codes from which on a width is about to be too narrow. */
const NEARLY = 7 / 8;

type Width = 1 | 2 | 4;

/** Bytes of a code, for so many values. */
function widthFor(values: number): Width {
  if (values <= 0x100) return 1;
  return values <= 0x1_0000 ? 2 : 4;
}

/** One code a position, as wide as there are values. It takes no memory before it first fits any. */
export class CodeBlock {
  readonly #heap: Heap;
  #width: Width = 1;
  #block: Block;
  #view: Codes | null = null;
  /** Rises when codes were written that no slot's version tells of. */
  #rewritten = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#block = new Block(heap, (rows) => rows);
  }

  /** Positions there is room for. */
  get rows(): number {
    return this.#block.rows;
  }

  /** Bytes a code; 0 while there is no room for any. */
  get width(): 0 | Width {
    return this.rows === 0 ? 0 : this.#width;
  }

  get at(): Address {
    return this.#block.at;
  }

  /** One code a position; null while there is no room for any. Detached when the heap grows. */
  get codes(): Codes | null {
    const { at, rows } = this.#block;
    if (rows === 0) return null;
    const isOld =
      this.#view?.buffer !== this.#heap.buffer || this.#view.length !== rows || this.#view.byteOffset !== at;
    if (isOld) this.#view = this.#viewOf(this.#width, at, rows);
    return this.#view;
  }

  /** Makes room for `rows` codes of so many values; what is there is kept. */
  fit(values: number, rows: number): void {
    const width = Math.max(widthFor(values), this.rows === 0 ? 1 : this.#width) as Width;
    if (width === this.#width) {
      this.#block.grow(rows);
      return;
    }
    const old = this.#block;
    const before = this.#width;
    this.#renew(width, this.#blockOf(width));
    this.#block.grow(Math.max(rows, old.rows));
    if (old.rows > 0) this.codes!.set(this.#viewOf(before, old.at, old.rows));
    old.clear();
  }

  /** Writes codes from a position on, as those that `map` says of them; 0 for those below 0. */
  write(from: number, codes: Int32Array, map: Int32Array): void {
    const heap = this.#heap;
    const bytes = (codes.length + map.length) * 4;
    const given = heap.allocate(bytes);
    const mapped = given + codes.length * 4;
    heap.i32(given, codes.length).set(codes);
    heap.i32(mapped, map.length).set(map);
    heap.kernels.mapCodes(given, codes.length, mapped, this.#width, this.at + from * this.#width);
    heap.free(given, bytes);
  }

  /** Makes room for so many codes in steps, while rows come. */
  *growInSteps(rows: number, versionOf: VersionOf): Generator<void> {
    if (this.rows > 0) yield* this.#block.growInSteps(rows, (slot) => versionOf(slot) + this.#rewritten);
  }

  /** Whether soon there are more values than a code of this width can tell apart. */
  isTight(values: number): boolean {
    return this.rows > 0 && this.#width < 4 && values > NEARLY * 2 ** (8 * this.#width);
  }

  /** Makes codes wider in steps, while rows come. */
  *widenInSteps(versionOf: VersionOf): Generator<void> {
    yield* this.#rewriteInSteps(widthFor(2 ** (8 * this.#width) + 1), versionOf, null);
  }

  /**
   * Has rows take other codes, in steps while rows come: `map` says which by the code; codes beyond it stay. Whether that was
   * done: not where the codes were made anew meanwhile.
   */
  *replaceInSteps(map: Uint32Array, values: number, versionOf: VersionOf): Generator<void, boolean> {
    return yield* this.#rewriteInSteps(Math.max(widthFor(values), this.#width) as Width, versionOf, map);
  }

  /** Says that codes were changed of rows that stay what they are. */
  touch(): void {
    this.#rewritten += 1;
  }

  *#rewriteInSteps(width: Width, versionOf: VersionOf, map: Uint32Array | null): Generator<void, boolean> {
    const old = this.#block;
    const { rows } = old;
    const own: VersionOf = (slot) => versionOf(slot) + this.#rewritten;
    const block = this.#blockOf(width);
    let isDone = false;
    try {
      yield* block.growInSteps(rows, () => 0);
      const written: number[] = [];
      const write = (slot: number): void => {
        written[slot] = own(slot);
        const from = slot * SLOT;
        const length = Math.min(SLOT, rows - from);
        // Taken anew at each step: meanwhile the memory may have grown.
        const given = this.#viewOf(this.#width, old.at + from * this.#width, length);
        const out = this.#viewOf(width, block.at + from * width, length);
        out.set(given);
        if (map === null) return;
        for (let index = 0; index < length; index++) {
          const code = given[index]!;
          if (code < map.length) out[index] = map[code]!;
        }
      };
      for (let slot = 0; slot * SLOT < rows; slot++) {
        if (this.#block !== old || old.rows !== rows) return false;
        write(slot);
        if (slot % STEP === STEP - 1) yield;
      }
      if (this.#block !== old || old.rows !== rows) return false;
      for (const [slot, version] of written.entries()) if (own(slot) !== version) write(slot);
      this.#renew(width, block);
      old.clear();
      isDone = true;
      return true;
    } finally {
      if (!isDone) block.clear();
    }
  }

  #renew(width: Width, block: Block): void {
    this.#width = width;
    this.#view = null;
    this.#block = block;
  }

  #blockOf(width: Width): Block {
    return new Block(this.#heap, (rows) => rows * width);
  }

  #viewOf(width: Width, at: Address, rows: number): Codes {
    if (width === 1) return this.#heap.u8(at, rows);
    return width === 2 ? this.#heap.u16(at, rows) : this.#heap.u32(at, rows);
  }
}
