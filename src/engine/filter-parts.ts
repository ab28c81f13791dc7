import type { Filter } from '../model/filter.ts';
import { Block, bitmapBytes } from './block.ts';
import { scanLeaf, textTestOf } from './filter-leaves.ts';
import type { Leaf } from './filter-leaves.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import type { Scan } from './scan.ts';
import { SLOT } from './slots.ts';
import type { Table } from './table.ts';

/** Parts whose bitmaps are kept, an eighth of a byte a row each. */
const KEPT = 4;
/** Parts of which it is known that they were asked. */
const REMEMBERED = 16;

/** The leaves on texts of a filter that is put together; none of one that is a leaf itself. */
function leavesOf(filter: Filter): Leaf[] {
  const all = (part: Filter): Leaf[] => {
    if (part.kind === 'and' || part.kind === 'or') return part.of.flatMap(all);
    if (part.kind === 'not') return all(part.of);
    return textTestOf(part) === null ? [] : [part];
  };
  return filter.kind === 'and' || filter.kind === 'or' ? all(filter) : [];
}

/** The bitmap of one leaf of filters: slots as they were tested. */
class PartBitmap {
  readonly leaf: Leaf;
  readonly block: Block;
  readonly #table: Table;
  readonly #scan: Scan;
  readonly #tested: number[] = [];

  constructor(table: Table, leaf: Leaf) {
    this.leaf = leaf;
    this.#table = table;
    this.#scan = scanLeaf(table, leaf);
    this.block = new Block(table.heap, bitmapBytes);
  }

  /** Copies the words of some slots, what has changed since tested first. */
  readonly copy: Scan = (into, from, to) => {
    const { heap, slots } = this.#table;
    const own = heap.u32(this.block.at, this.block.bytes / 4);
    for (let first = from; first < to; first += SLOT) {
      const slot = slots.all[first / SLOT]!;
      const end = Math.min(to, first + SLOT);
      if (this.#tested[slot.index] !== slot.version) this.#scan(own, first, end);
      this.#tested[slot.index] = slot.version;
      const words = Math.ceil(end / 64) * 2;
      into.set(own.subarray(first / 32, words), first / 32);
    }
  };
}

/**
 * What leaves of filters say, kept for the filters that have them, too: a search changes, and the environment beside it
 * stays. From the second time on that a leaf is asked.
 */
export class FilterParts {
  readonly #table: Table;
  readonly #asked = new Recent<true>(REMEMBERED);
  readonly #kept = new Recent<PartBitmap>(KEPT, ({ block }) => block.clear());

  constructor(table: Table) {
    this.#table = table;
  }

  /** Makes room for the rows that there are by now; scans take no memory. */
  grow(): void {
    for (const { block } of this.#kept.values()) block.grow(this.#table.capacity);
  }

  /** Says that a filter is asked; its leaves that were asked before are kept from now on, when there is room. */
  prepare(filter: Filter): void {
    for (const leaf of leavesOf(filter).slice(0, KEPT)) {
      const key = questionKey(leaf);
      if (this.#asked.has(key)) {
        this.#kept.get(key, () => new PartBitmap(this.#table, leaf));
      }
      this.#asked.get(key, () => true);
    }
  }

  /** What a leaf of a filter reads: what is kept of it, or the rows. */
  scanOf(leaf: Leaf): Scan {
    const scan = scanLeaf(this.#table, leaf);
    const key = questionKey(leaf);
    return (into, from, to) => {
      (this.#kept.peek(key)?.copy ?? scan)(into, from, to);
    };
  }

  /** Forgets the leaves that test one of these text columns. */
  forget(columns: ReadonlySet<string>): void {
    this.#kept.dropIf(({ leaf }) => {
      const test = textTestOf(leaf);
      return test !== null && columns.has(test.name);
    });
  }
}
