import type { Thresholds } from '../../model/metric.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { Address } from '../kernels.ts';
import { questionKey } from '../question-key.ts';
import { Recent } from '../recent.ts';
import { SLOT } from '../slots.ts';
import type { Table } from '../table.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import type { Part } from '../time-parts.ts';

/** Bitmaps that are kept: those up to T and up to 4T, of the thresholds of now and of before. */
const KEPT = 4;

/** Which rows took at most so many times the threshold of their transaction; a slot is tested when it is asked for. */
class LimitBitmap {
  readonly block: Block;
  readonly #tested: number[] = [];
  readonly #table: Table;
  readonly #factor: number;
  readonly #lookup: ThresholdLookup;

  constructor(table: Table, lookup: ThresholdLookup, factor: number) {
    this.#table = table;
    this.#lookup = lookup;
    this.#factor = factor;
    this.block = new Block(table.heap, bitmapBytes);
  }

  upTo(parts: readonly Part[]): Address {
    const { slots, heap } = this.#table;
    this.block.grow(this.#table.capacity);
    const stale = parts.filter(({ slot }) => this.#tested[slot] !== slots.all[slot]!.version);
    if (stale.length === 0) return this.block.at;
    const isOne = this.#lookup.ms.length === 1;
    const limits = isOne ? 0 : this.#writeLimits();
    for (const { slot } of stale) {
      this.#tested[slot] = slots.all[slot]!.version;
      const from = slot * SLOT;
      const to = from + Math.ceil(slots.all[slot]!.used / 64) * 64;
      if (isOne) this.#testOne(from, to);
      else this.#test(limits, from, to);
    }
    if (limits !== 0) heap.free(limits, this.#limitBytes);
    return this.block.at;
  }

  /** The largest float32 that is not above so many times a threshold. */
  #limit(index: number): number {
    const limit = this.#factor * this.#lookup.ms[index]!;
    const near = Math.fround(limit);
    return near <= limit ? near : Math.fround(limit - Math.abs(limit) * 2 ** -24);
  }

  get #transactions(): number {
    return this.#table.text('transaction')?.values.length ?? 1;
  }

  get #projects(): number {
    return this.#table.text('project')?.values.length ?? 1;
  }

  get #limitBytes(): number {
    return this.#transactions * this.#projects * 4;
  }

  /** Limits by the codes of transaction and project. */
  #writeLimits(): Address {
    const at = this.#table.heap.allocate(this.#limitBytes);
    const limits = this.#table.heap.f32(at, this.#transactions * this.#projects);
    for (let transaction = 0; transaction < this.#transactions; transaction++) {
      for (let project = 0; project < this.#projects; project++) {
        const index = this.#lookup.indexOf(transaction, project);
        limits[transaction * this.#projects + project] = this.#limit(index);
      }
    }
    return at;
  }

  #testOne(from: number, to: number): void {
    const { heap, numbers } = this.#table;
    const durations = numbers.get('duration')!.at;
    heap.kernels.floatsBetween(durations, -Infinity, this.#limit(0), this.block.at, from, to);
  }

  #test(limits: Address, from: number, to: number): void {
    const { heap, numbers } = this.#table;
    const transaction = this.#table.text('transaction');
    const project = this.#table.text('project');
    heap.kernels.withinLimits(
      numbers.get('duration')!.at,
      transaction?.at ?? 0,
      transaction?.width ?? 0,
      project?.at ?? 0,
      project?.width ?? 0,
      this.#projects,
      limits,
      this.block.at,
      from,
      to,
    );
  }
}

/** The bitmaps of what is up to the thresholds, kept for the widgets that ask next. */
export class LimitBitmaps {
  readonly #table: Table;
  readonly #kept = new Recent<LimitBitmap>(KEPT, ({ block }) => block.clear());

  constructor(table: Table) {
    this.#table = table;
  }

  /** Where the bitmap of rows is whose duration is at most `factor` × T, tested in the slots of some parts. */
  of(thresholds: Thresholds, lookup: ThresholdLookup, factor: number, parts: readonly Part[]): Address {
    const values = [
      this.#table.text('transaction')?.values.length,
      this.#table.text('project')?.values.length,
    ];
    const key = `${factor} ${values.join(' ')} ${questionKey(thresholds)}`;
    return this.#kept.get(key, () => new LimitBitmap(this.#table, lookup, factor)).upTo(parts);
  }
}
