import type { GroupKey, RowList, SideName } from '../group-keys.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { Interner } from './interner.ts';

/** Up to so many possible combinations of codes there is a place for each; of more those that occur are numbered. */
const DENSE = 2 ** 20;

/** How the codes of one more key are joined to a group so far. */
type Level =
  | { readonly kind: 'dense'; readonly width: number }
  | { readonly kind: 'numbered'; readonly interner: Interner };

/** Brings the codes of several keys down to one number a row, without a text ever being joined. */
export class RowCodes {
  readonly keys: readonly GroupKey[];
  readonly #heap: Heap;
  /** For each key after the first. */
  readonly #levels: Level[] = [];

  /** The keys have learnt what they number. */
  constructor(heap: Heap, keys: readonly GroupKey[]) {
    this.#heap = heap;
    this.keys = keys;
    let size = keys[0]?.codes ?? 1;
    for (const { codes } of keys.slice(1)) {
      size *= codes;
      this.#levels.push(
        size <= DENSE
          ? { kind: 'dense', width: codes }
          : { kind: 'numbered', interner: new Interner(heap, []) },
      );
      if (size > DENSE) size = Infinity;
    }
  }

  /** One more than the largest number that was given so far, or can be. */
  get size(): number {
    let size = this.keys[0]?.codes ?? 1;
    for (const level of this.#levels) {
      size = level.kind === 'dense' ? size * level.width : level.interner.used;
    }
    return size;
  }

  /** Whether every number will fit in 16 bits, the largest of them left for "none". */
  get isSmall(): boolean {
    return this.#levels.every(({ kind }) => kind === 'dense') && this.size < 0xffff;
  }

  /** Writes a number (u32) for each row of a list. `spare` has room for as many. */
  read(rows: RowList, side: SideName, out: Address, spare: Address): void {
    const { kernels } = this.#heap;
    if (this.keys.length === 0) this.#heap.u32(out, rows.count).fill(0);
    for (const [index, key] of this.keys.entries()) {
      if (index === 0) {
        key.read(rows, side, out);
        continue;
      }
      key.read(rows, side, spare);
      const level = this.#levels[index - 1]!;
      if (level.kind === 'dense') kernels.joinCodes(out, spare, rows.count, level.width);
      else level.interner.pairs(out, spare, rows.count, side === 'value');
    }
  }

  /** For each key, the codes that some numbers stand for. */
  codesOf(numbers: Uint32Array): Int32Array[] {
    const codes = this.keys.map(() => new Int32Array(numbers.length));
    let left = numbers;
    for (let level = this.#levels.length - 1; level >= 0; level--) {
      const own = this.#levels[level]!;
      const out = codes[level + 1]!;
      if (own.kind === 'dense') {
        const { width } = own;
        for (let index = 0; index < left.length; index++) out[index] = left[index]! % width;
        left = left.map((number) => Math.floor(number / width));
      } else {
        const parts = own.interner.parts();
        for (let index = 0; index < left.length; index++) out[index] = parts[left[index]! * 2]!;
        left = left.map((number) => parts[number * 2 + 1]!);
      }
    }
    if (codes[0] !== undefined) codes[0].set(left);
    return codes;
  }

  /** Gives back what reading needed. */
  release(): void {
    for (const key of this.keys) key.release();
    for (const level of this.#levels) if (level.kind === 'numbered') level.interner.release();
  }
}
