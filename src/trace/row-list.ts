import type { Milliseconds } from '../model/time.ts';
import type { Trace } from '../model/trace.ts';
import { NONE } from './trace.ts';

const KINDS = ['span', 'siblings', 'chain', 'gap', 'missing'] as const;

/**
 * `siblings`: equal spans next to each other. `chain`: spans of one op, each the only child of the one before.
 * `gap`: time of a span in which none of its children ran. `missing`: a parent that has not arrived.
 */
export type RowKind = (typeof KINDS)[number];

/** One line of the waterfall. Times are milliseconds after the trace's start. */
export interface Row {
  readonly kind: RowKind;
  /** What the row stands for: the span, a group's first member, the span whose time a gap is, the missing parent. */
  readonly node: number;
  readonly depth: number;
  /** Null where there is nothing to open. Of a closed chain its last span is shown all the same. */
  readonly open: boolean | null;
  readonly start: number;
  readonly duration: Milliseconds;
  /** The spans of a group; empty elsewhere. */
  readonly members: readonly number[];
  /** Index of the row above it in the tree, or NONE. */
  readonly parent: number;
  /** From 1, among the rows below the same one, of which there are `siblings`. */
  readonly position: number;
  readonly siblings: number;
}

/** How open a row is, as a number. */
const CLOSED = 0;
const OPEN = 1;
const NOTHING_TO_OPEN = 2;

/** Bytes a row in each array: see the constructor. */
const FIRST_ROOM = 256;

/** The rows of a waterfall in columns: a row is made an object only when it is looked at. */
export class RowList {
  readonly #trace: Trace;
  #length = 0;
  #kind = new Uint8Array(FIRST_ROOM);
  #open = new Uint8Array(FIRST_ROOM);
  #node = new Int32Array(FIRST_ROOM);
  #members = new Int32Array(FIRST_ROOM);
  #depth = new Int32Array(FIRST_ROOM);
  #parent = new Int32Array(FIRST_ROOM);
  #position = new Int32Array(FIRST_ROOM);
  #below = new Int32Array(FIRST_ROOM);
  #topmost = 0;
  #spans = 0;
  /** Times of gaps and groups; those of nodes stand in the trace. */
  #start = new Float64Array(FIRST_ROOM);
  #duration = new Float64Array(FIRST_ROOM);
  readonly #made = new Map<number, Row>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  get length(): number {
    return this.#length;
  }

  /** How many rows are a span or a missing parent. */
  get spans(): number {
    return this.#spans;
  }

  /** Adds a row at the end and returns its index. `members`: how many nodes from `node` on it groups. */
  add(
    kind: RowKind,
    node: number,
    members: number,
    below: { readonly row: number; readonly depth: number },
    open: boolean | null,
    start: number,
    duration: Milliseconds,
  ): number {
    const at = this.#length;
    if (at === this.#kind.length) this.#grow();
    this.#length += 1;
    if (kind === 'span' || kind === 'missing') this.#spans += 1;
    this.#kind[at] = KINDS.indexOf(kind);
    this.#open[at] = open === null ? NOTHING_TO_OPEN : open ? OPEN : CLOSED;
    this.#node[at] = node;
    this.#members[at] = members;
    this.#depth[at] = below.depth;
    this.#parent[at] = below.row;
    this.#start[at] = start;
    this.#duration[at] = duration;
    if (below.row === NONE) this.#topmost += 1;
    else this.#below[below.row] = (this.#below[below.row] ?? 0) + 1;
    this.#position[at] = below.row === NONE ? this.#topmost : (this.#below[below.row] ?? 0);
    return at;
  }

  #grow(): void {
    const room = this.#kind.length * 2;
    const longer = <Values extends Uint8Array | Int32Array | Float64Array>(
      from: Values,
      to: Values,
    ): Values => {
      to.set(from);
      return to;
    };
    this.#kind = longer(this.#kind, new Uint8Array(room));
    this.#open = longer(this.#open, new Uint8Array(room));
    this.#node = longer(this.#node, new Int32Array(room));
    this.#members = longer(this.#members, new Int32Array(room));
    this.#depth = longer(this.#depth, new Int32Array(room));
    this.#parent = longer(this.#parent, new Int32Array(room));
    this.#position = longer(this.#position, new Int32Array(room));
    this.#below = longer(this.#below, new Int32Array(room));
    this.#start = longer(this.#start, new Float64Array(room));
    this.#duration = longer(this.#duration, new Float64Array(room));
  }

  kindAt(index: number): RowKind {
    return KINDS[this.#kind[index] ?? 0] ?? 'span';
  }

  nodeAt(index: number): number {
    return this.#node[index] ?? NONE;
  }

  parentAt(index: number): number {
    return this.#parent[index] ?? NONE;
  }

  /** How many nodes a row groups; 0 where it is no group. */
  membersAt(index: number): number {
    return this.#members[index] ?? 0;
  }

  startAt(index: number): number {
    return this.#start[index] ?? 0;
  }

  durationAt(index: number): Milliseconds {
    return this.#duration[index] ?? 0;
  }

  /** Whether a row can be opened: false for a plain line, and for one that is open already. */
  isClosed(index: number): boolean {
    return this.#open[index] === CLOSED;
  }

  /** Whether there is nothing to open in a row. */
  isPlain(index: number): boolean {
    return this.#open[index] === NOTHING_TO_OPEN;
  }

  /** A row; the same object each time it is asked for. */
  at(index: number): Row | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    const made = this.#made.get(index) ?? this.#make(index);
    this.#made.set(index, made);
    return made;
  }

  #make(index: number): Row {
    const node = this.nodeAt(index);
    const parent = this.parentAt(index);
    const open = this.#open[index];
    return {
      kind: this.kindAt(index),
      node,
      depth: this.#depth[index] ?? 0,
      open: open === NOTHING_TO_OPEN ? null : open === OPEN,
      start: this.startAt(index),
      duration: this.durationAt(index),
      members: Array.from({ length: this.membersAt(index) }, (_, at) => node + at),
      parent,
      position: this.#position[index] ?? 0,
      siblings: parent === NONE ? this.#topmost : (this.#below[parent] ?? 0),
    };
  }

  *[Symbol.iterator](): Generator<Row> {
    for (let index = 0; index < this.#length; index++) {
      const row = this.at(index);
      if (row !== undefined) yield row;
    }
  }

  /** The row that shows each node of the trace; NONE for nodes without one. */
  byNode(): Int32Array {
    const at = new Int32Array(this.#trace.length).fill(NONE);
    for (let index = 0; index < this.#length; index++) {
      const kind = this.kindAt(index);
      if (kind === 'gap') continue;
      const node = this.nodeAt(index);
      at.fill(index, node, node + Math.max(1, this.membersAt(index)));
    }
    return at;
  }
}
