import type { Filter } from '../model/filter.ts';
import { widened, wordsFor } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import { scanConstant, scanLeaf } from './filter-leaves.ts';
import type { Scan } from './filter-leaves.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import type { Table } from './table.ts';

/** Filters whose bitmaps are kept: those of a page's widgets and of the pages seen just before. */
const KEPT = 24;

function scanAll(scans: readonly Scan[], combine: (left: number, right: number) => number): Scan {
  const [first, ...others] = scans;
  if (first === undefined) throw new RangeError('There is nothing to combine.');
  let scratch: Bitmap = new Uint32Array(0);
  return (into, from, to) => {
    const start = from >>> 5;
    const end = wordsFor(to);
    first(into, from, to);
    if (scratch.length < end) scratch = new Uint32Array(end);
    for (const scan of others) {
      scan(scratch, from, to);
      for (let word = start; word < end; word++) into[word] = combine(into[word]!, scratch[word]!);
    }
    scratch = new Uint32Array(0);
  };
}

function toScan(table: Table, filter: Filter): Scan {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      if (filter.of.length === 0) return scanConstant(filter.kind === 'and');
      const scans = filter.of.map((part) => toScan(table, part));
      return scanAll(
        scans,
        filter.kind === 'and' ? (left, right) => left & right : (left, right) => left | right,
      );
    }
    case 'not': {
      const scan = toScan(table, filter.of);
      return (into, from, to) => {
        scan(into, from, to);
        for (let word = from >>> 5; word < wordsFor(to); word++) into[word] = ~into[word]!;
      };
    }
    default:
      return scanLeaf(table, filter);
  }
}

/** The bitmap of one filter, which grows with its table: rows are tested once, when they have come. */
class FilterBitmap {
  readonly #scan: Scan;
  #bitmap: Bitmap = new Uint32Array(0);
  #tested = 0;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  upTo(length: number): Bitmap {
    if (this.#tested < length) {
      const words = wordsFor(length);
      if (this.#bitmap.length < words) this.#bitmap = widened(this.#bitmap, Math.ceil(words * 1.25));
      this.#scan(this.#bitmap, this.#tested & ~31, length);
      this.#tested = length;
    }
    return this.#bitmap;
  }
}

/** The bitmaps of a table's filters, kept for the widgets that ask next. */
export class FilterBitmaps {
  readonly #table: Table;
  readonly #kept = new Recent<FilterBitmap>(KEPT);

  constructor(table: Table) {
    this.#table = table;
  }

  /** Which positions pass; those of rows that are gone may be among them, and bits beyond the table's length. */
  of(filter: Filter): Bitmap {
    const kept = this.#kept.get(questionKey(filter), () => new FilterBitmap(toScan(this.#table, filter)));
    return kept.upTo(this.#table.length);
  }
}
