import { followMoved } from '../slot-order.ts';
import type { Moved } from '../slot-order.ts';
import type { Table } from '../table.ts';
import { COUNTERS, sortRows, writePairs } from './build-order.ts';
import type { Order } from './order.ts';
import type { RowGroups } from './row-groups.ts';

/** Rows that are in no leaf yet, by group, key and position, as the leaves are: the first `length` of the lists. */
export interface YoungRows {
  readonly length: number;
  readonly groups: Int32Array;
  readonly keys: Uint32Array;
  readonly positions: Uint32Array;
}

/** Lists that have room for more rows than there are, so that rows come and go without new ones. */
class Lists implements YoungRows {
  length = 0;
  groups = new Int32Array(0);
  keys = new Uint32Array(0);
  positions = new Uint32Array(0);

  constructor(room = 0) {
    if (room > 0) this.#widen(room);
  }

  /** Merges rows of the same order in, from the last on. */
  merge(added: Lists): void {
    const { length: own } = this;
    const length = own + added.length;
    if (length > this.groups.length) this.#widen(Math.ceil(length * 1.25));
    this.length = length;
    for (let at = length - 1, a = own - 1, b = added.length - 1; b >= 0; at--) {
      if (a >= 0 && isBefore(added, b, this, a)) this.#copy(this, a--, at);
      else this.#copy(added, b--, at);
    }
  }

  /** Takes out some rows, by their ascending places. */
  drop(places: readonly number[]): void {
    for (const list of [this.groups, this.keys, this.positions]) {
      for (const [index, place] of places.entries()) {
        const end = places[index + 1] ?? this.length;
        list.copyWithin(place - index, place + 1, end);
      }
    }
    this.length -= places.length;
  }

  #copy(from: YoungRows, index: number, to: number): void {
    this.groups[to] = from.groups[index]!;
    this.keys[to] = from.keys[index]!;
    this.positions[to] = from.positions[index]!;
  }

  #widen(room: number): void {
    const { groups, keys, positions } = this;
    this.groups = new Int32Array(room);
    this.keys = new Uint32Array(room);
    this.positions = new Uint32Array(room);
    this.groups.set(groups.subarray(0, this.length));
    this.keys.set(keys.subarray(0, this.length));
    this.positions.set(positions.subarray(0, this.length));
  }
}

/** Whether row `a` of one list comes before row `b` of another. */
function isBefore(one: YoungRows, a: number, two: YoungRows, b: number): boolean {
  if (one.groups[a] !== two.groups[b]) return one.groups[a]! < two.groups[b]!;
  if (one.keys[a] !== two.keys[b]) return one.keys[a]! < two.keys[b]!;
  return one.positions[a]! < two.positions[b]!;
}

/** The rows that came after an order was made, kept in its order until they are merged into its leaves. */
export class Young {
  readonly #table: Table;
  readonly #order: Order;
  readonly #groups: RowGroups;
  #rows = new Lists();

  constructor(table: Table, order: Order, groups: RowGroups) {
    this.#table = table;
    this.#order = order;
    this.#groups = groups;
  }

  /** The rows there are now: the next change is written over them. */
  get rows(): YoungRows {
    return this.#rows;
  }

  /** Takes the rows at some positions. */
  add(positions: Uint32Array): void {
    if (positions.length > 0) this.#rows.merge(this.#sorted(positions.toSorted()));
  }

  /** Follows rows that were moved, of which those that were there before stay in their order. */
  moved(moved: Moved): void {
    const { positions, length } = this.#rows;
    followMoved(positions.subarray(0, length), moved);
  }

  /** Takes out some rows, by their ascending places. */
  drop(places: readonly number[]): void {
    if (places.length > 0) this.#rows.drop(places);
  }

  clear(): void {
    this.#rows = new Lists();
  }

  /** Of positions, which ascend, the rows in this order. */
  #sorted(positions: Uint32Array): Lists {
    const { heap } = this.#table;
    const count = positions.length;
    const bytes = count * 20 + COUNTERS;
    const pairs = heap.allocate(bytes);
    const spare = pairs + count * 8;
    const counters = spare + count * 8;
    const list = counters + COUNTERS;
    heap.u32(list, count).set(positions);
    writePairs(this.#table, this.#order, list, count, pairs);
    const at = sortRows(this.#table, this.#order, pairs, spare, count, counters);
    const byKey = heap.u32(at, count * 2).slice();
    heap.free(pairs, bytes);
    return this.#byGroup(byKey);
  }

  /** Sorts pairs of position and key by their groups, by counting; rows without a user are left out of order B. */
  #byGroup(pairs: Uint32Array): Lists {
    const isKept = (at: number): boolean => this.#order.kind === 'duration' || pairs[at * 2 + 1] !== 0;
    const groupOf = new Int32Array(pairs.length / 2).fill(-1);
    const next = new Uint32Array(this.#groups.count + pairs.length / 2 + 1);
    const transactions = this.#table.text('transaction')?.codes ?? null;
    const projects = this.#table.text('project')?.codes ?? null;
    let length = 0;
    for (let at = 0; at < groupOf.length; at++) {
      if (!isKept(at)) continue;
      const position = pairs[at * 2]!;
      const transaction = transactions === null ? 0 : transactions[position]!;
      const group = this.#groups.of(transaction, projects === null ? 0 : projects[position]!);
      groupOf[at] = group;
      next[group + 1]! += 1;
      length += 1;
    }
    for (let group = 1; group < next.length; group++) next[group]! += next[group - 1]!;
    const rows = new Lists(length);
    rows.length = length;
    for (let at = 0; at < groupOf.length; at++) {
      const group = groupOf[at]!;
      if (group < 0) continue;
      const place = next[group]!;
      next[group] = place + 1;
      rows.groups[place] = group;
      rows.keys[place] = pairs[at * 2 + 1]!;
      rows.positions[place] = pairs[at * 2]!;
    }
    return rows;
  }
}
