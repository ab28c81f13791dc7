import type { Moved } from '../slot-order.ts';
import type { Table } from '../table.ts';
import { COUNTERS, sortRows, writePairs } from './build-order.ts';
import type { Order } from './order.ts';
import type { RowGroups } from './row-groups.ts';

/** Rows that are in no leaf yet, by group, key and position, as the leaves are. */
export interface YoungRows {
  readonly length: number;
  readonly groups: Int32Array;
  readonly keys: Uint32Array;
  readonly positions: Uint32Array;
}

const NONE: YoungRows = {
  length: 0,
  groups: new Int32Array(0),
  keys: new Uint32Array(0),
  positions: new Uint32Array(0),
};

function emptyRows(length: number): YoungRows {
  return {
    length,
    groups: new Int32Array(length),
    keys: new Uint32Array(length),
    positions: new Uint32Array(length),
  };
}

/** Whether row `a` of one list comes before row `b` of another. */
function isBefore(one: YoungRows, a: number, two: YoungRows, b: number): boolean {
  if (one.groups[a] !== two.groups[b]) return one.groups[a]! < two.groups[b]!;
  if (one.keys[a] !== two.keys[b]) return one.keys[a]! < two.keys[b]!;
  return one.positions[a]! < two.positions[b]!;
}

function merged(one: YoungRows, two: YoungRows): YoungRows {
  const all = emptyRows(one.length + two.length);
  for (let at = 0, a = 0, b = 0; at < all.length; at++) {
    const isOne = b === two.length || (a < one.length && isBefore(one, a, two, b));
    const from = isOne ? one : two;
    const index = isOne ? a++ : b++;
    all.groups[at] = from.groups[index]!;
    all.keys[at] = from.keys[index]!;
    all.positions[at] = from.positions[index]!;
  }
  return all;
}

/** The rows that came after an order was made, kept in its order until they are merged into its leaves. */
export class Young {
  readonly #table: Table;
  readonly #order: Order;
  readonly #groups: RowGroups;
  #rows: YoungRows = NONE;

  constructor(table: Table, order: Order, groups: RowGroups) {
    this.#table = table;
    this.#order = order;
    this.#groups = groups;
  }

  get rows(): YoungRows {
    return this.#rows;
  }

  /** Takes the rows at some positions. */
  add(positions: Uint32Array): void {
    if (positions.length > 0) this.#rows = merged(this.#rows, this.#sorted(positions.toSorted()));
  }

  /** Follows rows that were moved. Equal keys go by position, so what was moved is sorted anew. */
  moved({ from, to }: Moved): void {
    const { positions, length } = this.#rows;
    const end = from + to.length;
    const isKept = new Uint8Array(length);
    const arrived = new Uint32Array(length);
    let moved = 0;
    for (let index = 0; index < length; index++) {
      const position = positions[index]!;
      if (position >= from && position < end) arrived[moved++] = to[position - from]!;
      else isKept[index] = 1;
    }
    if (moved === 0) return;
    this.keep(isKept);
    this.add(arrived.subarray(0, moved));
  }

  /** Keeps the rows that have a 1. */
  keep(isKept: Uint8Array): void {
    const rows = this.#rows;
    let length = 0;
    for (let index = 0; index < rows.length; index++) length += isKept[index]!;
    if (length === rows.length) return;
    const kept = emptyRows(length);
    for (let index = 0, at = 0; index < rows.length; index++) {
      if (isKept[index] === 0) continue;
      kept.groups[at] = rows.groups[index]!;
      kept.keys[at] = rows.keys[index]!;
      kept.positions[at] = rows.positions[index]!;
      at += 1;
    }
    this.#rows = kept;
  }

  clear(): void {
    this.#rows = NONE;
  }

  /** Of positions, which ascend, the rows in this order. */
  #sorted(positions: Uint32Array): YoungRows {
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
  #byGroup(pairs: Uint32Array): YoungRows {
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
    const rows = emptyRows(length);
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
