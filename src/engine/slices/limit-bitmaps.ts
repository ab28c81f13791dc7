import type { Thresholds } from '../../model/metric.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { Address } from '../kernels.ts';
import { boundsOf } from '../number-bounds.ts';
import { Recent } from '../recent.ts';
import { SLOT } from '../slots.ts';
import { finish } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { thresholdsKey } from '../thresholds.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import type { Part } from '../time-parts.ts';
import type { TimeRows } from './time-rows.ts';

/** Bitmaps that are kept: those up to T and up to 4T, of the thresholds of now and of before. */
const KEPT = 6;

/**
 * Up to what x is, x being what the threshold T of the row's transaction measures: T, 4T, just below 0, 0, or any
 * number, which rows without x are not.
 */
export type Limit = 'T' | '4T' | 'below 0' | '0' | 'number';

/** Slots that are tested in one block: each time the thresholds are written down. */
const BLOCK = 32;

/** Where rows are so many times more than those that are asked for, not all are tested. */
const FEW = 64;

/** The largest float32 below 0. */
const BELOW_ZERO = -(2 ** -149);

function limitOf(limit: Limit, ms: number): number {
  switch (limit) {
    case 'T':
      return ms;
    case '4T':
      return Math.max(ms, 4 * ms);
    case 'below 0':
      return BELOW_ZERO;
    case '0':
      return 0;
    case 'number':
      return Infinity;
  }
}

/** Which rows have an x up to a limit; a slot is tested when it is asked for. */
class LimitBitmap {
  readonly block: Block;
  readonly #tested: number[] = [];
  readonly #table: Table;
  readonly #limit: Limit;
  readonly #selected: Address;
  readonly #lookup: ThresholdLookup;

  /** `selected` is a bitmap of the rows that are tested, with their neighbours; 0 for all. */
  constructor(table: Table, lookup: ThresholdLookup, limit: Limit, selected: Address) {
    this.#table = table;
    this.#selected = selected;
    this.#lookup = lookup;
    this.#limit = limit;
    this.block = new Block(table.heap, bitmapBytes);
  }

  /** Where the bitmap is, tested in blocks. */
  *upTo(parts: readonly Part[]): Steps<Address> {
    const { slots } = this.#table;
    this.block.grow(this.#table.capacity);
    const stale = parts.filter(({ slot }) => this.#tested[slot] !== slots.all[slot]!.version);
    for (let first = 0; first < stale.length; first += BLOCK) {
      if (first > 0) yield;
      const block = stale.slice(first, first + BLOCK);
      for (const { slot } of block) this.#tested[slot] = slots.all[slot]!.version;
      this.#test(
        block.map(({ slot }) => {
          const from = slot * SLOT;
          return { from, to: from + Math.ceil(slots.all[slot]!.used / 64) * 64 };
        }),
      );
    }
    return this.block.at;
  }

  #test(spans: readonly { readonly from: number; readonly to: number }[]): void {
    const { heap } = this.#table;
    const { isLcp, ms } = this.#lookup;
    if (ms.length === 1) {
      const values = this.#valuesOf(isLcp[0] === 1);
      for (const { from, to } of spans) this.#testOne(values, from, to);
      return;
    }
    this.#testEach(false, this.block.at, spans);
    if (isLcp.includes(1)) {
      const bytes = bitmapBytes(this.#table.capacity);
      const spare = heap.allocate(bytes);
      this.#testEach(true, spare, spans);
      for (const { from, to } of spans) heap.kernels.orWords(this.block.at, spare, from / 64, to / 64);
      heap.free(spare, bytes);
    }
  }

  /** The largest float32 that is not above the limit. */
  #floatLimit(index: number): number {
    const limit = limitOf(this.#limit, this.#lookup.ms[index]!);
    return boundsOf('<=', limit, 'float32')?.high ?? -Infinity;
  }

  #valuesOf(isLcp: boolean): Address {
    return this.#table.numbers.get(isLcp ? 'lcp' : 'duration')!.at;
  }

  get #transactions(): number {
    return this.#table.text('transaction')?.values.length ?? 1;
  }

  get #projects(): number {
    return this.#table.text('project')?.values.length ?? 1;
  }

  /** Limits by the codes of transaction and project, of those measured by LCP or of the others; NaN for the rest. */
  #writeLimits(at: Address, isLcp: boolean): void {
    const limits = this.#table.heap.f32(at, this.#transactions * this.#projects);
    const byIndex = Float32Array.from(this.#lookup.ms, (_, index) =>
      (this.#lookup.isLcp[index] === 1) === isLcp ? this.#floatLimit(index) : Number.NaN,
    );
    for (let transaction = 0; transaction < this.#transactions; transaction++) {
      for (let project = 0; project < this.#projects; project++) {
        limits[transaction * this.#projects + project] = byIndex[this.#lookup.indexOf(transaction, project)]!;
      }
    }
  }

  #testOne(values: Address, from: number, to: number): void {
    const { kernels } = this.#table.heap;
    if (values === 0) this.#table.heap.u8(this.block.at + from / 8, (to - from) / 8).fill(0);
    else kernels.floatsBetween(values, -Infinity, this.#floatLimit(0), this.block.at, from, to);
  }

  #testEach(isLcp: boolean, out: Address, spans: readonly { from: number; to: number }[]): void {
    const { heap } = this.#table;
    const values = this.#valuesOf(isLcp);
    const transaction = this.#table.text('transaction');
    const project = this.#table.text('project');
    const bytes = this.#transactions * this.#projects * 4;
    const limits = heap.allocate(bytes);
    this.#writeLimits(limits, isLcp);
    for (const { from, to } of spans) {
      if (values === 0) {
        heap.u8(out + from / 8, (to - from) / 8).fill(0);
        continue;
      }
      heap.kernels.withinLimits(
        values,
        transaction?.at ?? 0,
        transaction?.width ?? 0,
        project?.at ?? 0,
        project?.width ?? 0,
        this.#projects,
        limits,
        this.#selected,
        out,
        from,
        to,
      );
    }
    heap.free(limits, bytes);
  }
}

/** The bitmaps of what is up to the thresholds, kept for the widgets that ask next. */
export class LimitBitmaps {
  readonly #table: Table;
  readonly #kept = new Recent<LimitBitmap>(KEPT, ({ block }) => block.clear());
  /** The thresholds that were asked about last, of which rows, and whether of others as well. */
  #last = { key: '', rows: -1, isRepeated: false };

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Whether making the bitmaps pays where another way is open: when the same thresholds are asked about again, of other
   * rows.
   */
  areWorth(thresholds: Thresholds, { isLcp }: ThresholdLookup, rows: TimeRows): boolean {
    if (isLcp.includes(1)) return false;
    const key = thresholdsKey(thresholds);
    const { isRepeated } = this.#last;
    if (this.#last.key !== key) this.#last = { key, rows: rows.id, isRepeated: false };
    else if (!isRepeated && this.#last.rows !== rows.id)
      this.#last = { key, rows: rows.id, isRepeated: true };
    return this.#last.isRepeated;
  }

  /** Where the bitmap of rows up to a limit is, tested for some rows at least. */
  of(thresholds: Thresholds, lookup: ThresholdLookup, limit: Limit, rows: TimeRows): Address {
    return finish(this.steps(thresholds, lookup, limit, rows));
  }

  /** The same in blocks. */
  *steps(thresholds: Thresholds, lookup: ThresholdLookup, limit: Limit, rows: TimeRows): Steps<Address> {
    const values = [
      this.#table.text('transaction')?.values.length,
      this.#table.text('project')?.values.length,
    ];
    // Of few rows these alone are tested, and what is found is of use to no others.
    const isFew = rows.length * FEW < this.#table.alive;
    const key = `${limit} ${values.join(' ')} ${thresholdsKey(thresholds)} ${isFew ? rows.id : 'all'}`;
    const selected = isFew ? rows.at : 0;
    const kept = this.#kept.get(key, () => new LimitBitmap(this.#table, lookup, limit, selected));
    return yield* kept.upTo(rows.parts);
  }
}
