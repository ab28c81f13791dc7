import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { CodeSet } from '../code-set.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import { textTestOf } from '../filter-leaves.ts';
import type { Address } from '../kernels.ts';
import { boundsOf } from '../number-bounds.ts';
import type { Bounds } from '../number-bounds.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { FilterProgram } from './filter-program.ts';
import type { Test } from './filter-program.ts';
import { keepDurations } from './keep-durations.ts';
import type { Leaf, Order } from './order.ts';
import { OrderWindows } from './order-windows.ts';
import type { OrderWindow } from './order-windows.ts';

/** A filter, made ready for the places of an order: what all of its parts ask has to be true. */
interface Prepared {
  /** What is tested on the columns that the order carries; null: nothing. */
  readonly program: FilterProgram | null;
  /** Bounds of the duration. */
  readonly bounds: readonly (Bounds | null)[];
  /** What rows that pass all else are looked up for. */
  readonly lookedUp: Filter | null;
}

/** Filters that are kept ready. */
const MOST_PREPARED = 32;

const EVERYTHING: Prepared = { program: null, bounds: [], lookedUp: null };

/** Neighbouring places and their leaves. */
export interface Stretch {
  readonly from: number;
  to: number;
  readonly leaves: Leaf[];
}

/** What all have to be true for a filter to be. */
function partsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.of.flatMap(partsOf) : [filter];
}

/** Filters over the places of an order. */
export class OrderFilters {
  readonly #table: Table;
  readonly #filters: FilterBitmaps;
  readonly #prepared = new Map<Filter, Prepared>();
  readonly #windows: OrderWindows;

  constructor(table: Table, filters: FilterBitmaps) {
    this.#table = table;
    this.#filters = filters;
    this.#windows = new OrderWindows(table.heap);
  }

  /** Says that rows of a range are selected: what is known of those in it, for `select`. */
  windowOf(order: Order, range: Range): OrderWindow | null {
    return this.#windows.of(order, range);
  }

  /** Tests in blocks what rows are looked up for, so that `select` finds it. */
  *prepare(order: Order, filter: Filter | true): Steps<void> {
    if (filter === true) return;
    const { program, lookedUp } = this.#ready(order, filter);
    const others = (program?.lookUps ?? []).map((lookUp) => lookUp.filter);
    for (const other of lookedUp === null ? others : [...others, lookedUp]) {
      yield* this.#filters.steps(other, this.#slots);
    }
  }

  /** Writes to `out` which places of stretches hold a row that is there, lies in a range and passes the filter. */
  select(
    order: Order,
    filter: Filter | true,
    stretches: readonly Stretch[],
    range: Range,
    window: OrderWindow | null,
    out: Address,
  ): void {
    const { heap } = this.#table;
    const { program, bounds, lookedUp } = filter === true ? EVERYTHING : this.#ready(order, filter);
    for (const { filter: other, block } of program?.lookUps ?? []) {
      const bitmap = this.#bitmapOf(other);
      for (const { from, to } of stretches) {
        heap.kernels.gatherBits(bitmap, order.positions.at, block.at, from, to);
      }
    }
    const known = window?.upTo(stretches, (some, at) => this.#test(order, null, some, range, 0, at)) ?? 0;
    this.#test(order, program, stretches, range, known, out);
    for (const own of bounds) {
      for (const { leaves } of stretches) keepDurations(this.#table, order, leaves, own, out);
    }
    if (lookedUp === null) return;
    const bitmap = this.#bitmapOf(lookedUp);
    for (const { from, to } of stretches) {
      heap.kernels.keepLookedUp(bitmap, order.positions.at, out, from / 64, to / 64);
    }
  }

  /** Takes the steps of a program, and compares times where `window` does not say which rows are in the range. */
  #test(
    order: Order,
    program: FilterProgram | null,
    stretches: readonly Stretch[],
    range: Range,
    window: Address,
    out: Address,
  ): void {
    const { heap, numbers } = this.#table;
    const spans = heap.allocate(stretches.length * 8);
    const words = heap.u32(spans, stretches.length * 2);
    for (let index = 0; index < stretches.length; index++) {
      const { from, to } = stretches[index]!;
      words[index * 2] = from / 64;
      words[index * 2 + 1] = to / 64;
    }
    heap.kernels.selectPlaces(
      program?.steps ?? 0,
      program?.count ?? 0,
      program?.result ?? 0,
      order.times.at,
      order.positions.at,
      numbers.get('timestamp')!.at,
      order.live.at,
      window,
      out,
      spans,
      stretches.length,
      range.start,
      range.end,
      order.coarseTime(range.start),
      order.coarseTime(range.end),
    );
    heap.free(spans, stretches.length * 8);
  }

  /** Forgets what was made ready; rows or the order have changed. */
  forget(): void {
    for (const { program } of this.#prepared.values()) program?.clear();
    this.#prepared.clear();
  }

  #bitmapOf(filter: Filter): Address {
    return this.#filters.of(filter, this.#slots);
  }

  /** The slots that have rows. */
  get #slots(): number[] {
    return this.#table.slots.all.filter(({ used }) => used > 0).map(({ index }) => index);
  }

  #ready(order: Order, filter: Filter): Prepared {
    let prepared = this.#prepared.get(filter);
    if (prepared === undefined) {
      if (this.#prepared.size >= MOST_PREPARED) this.forget();
      prepared = this.#prepare(order, filter);
      this.#prepared.set(filter, prepared);
    }
    return prepared;
  }

  #prepare(order: Order, filter: Filter): Prepared {
    const bounds: (Bounds | null)[] = [];
    const tests: Test[] = [];
    const others: Filter[] = [];
    for (const part of partsOf(filter)) {
      if (part.kind === 'compare' && part.field === 'duration') {
        bounds.push(boundsOf(part.is, part.value, 'float32'));
        continue;
      }
      const test = this.#testOf(order, part);
      if (test.kind === 'looked up') others.push(test.filter);
      else tests.push(test);
    }
    return {
      bounds,
      program:
        tests.length === 0
          ? null
          : new FilterProgram(this.#table.heap, order.places, { kind: 'and', of: tests }),
      lookedUp: others.length === 0 ? null : { kind: 'and', of: others },
    };
  }

  #testOf(order: Order, filter: Filter): Test {
    if (filter.kind === 'not') {
      const of = this.#testOf(order, filter.of);
      return of.kind === 'looked up' ? { kind: 'looked up', filter } : { kind: 'not', of };
    }
    if (filter.kind === 'and' || filter.kind === 'or') {
      const { kind } = filter;
      const parts = filter.of.map((part) => this.#testOf(order, part));
      const known = parts.filter((part) => part.kind !== 'looked up');
      const others = parts.flatMap((part) => (part.kind === 'looked up' ? [part.filter] : []));
      if (known.length === 0) return { kind: 'looked up', filter };
      // What has to be looked up is looked up once.
      const rest: Test[] = others.length === 0 ? [] : [{ kind: 'looked up', filter: { kind, of: others } }];
      return { kind, of: [...known, ...rest] };
    }
    const test = textTestOf(filter);
    const column = test === null ? null : order.carried(test.name);
    if (test === null || column === null) return { kind: 'looked up', filter };
    const text = this.#table.text(test.name)!;
    const set = new CodeSet(test.test);
    set.learn(text);
    return { kind: 'carried', column, set, codes: text.values.length };
  }
}
