import type { ErrorEvent } from './span.ts';
import type { SpanTable } from './span-table.ts';
import type { EpochMs } from './time.ts';
import type { Transaction } from './transaction.ts';

/** What the builder of a trace met and repaired, so that nothing is bent in silence. */
export interface Notice {
  readonly kind:
    | 'repeated'
    | 'shared-id'
    | 'missing-parent'
    | 'self-parent'
    | 'cycle'
    | 'several-roots'
    | 'no-root'
    | 'reversed'
    | 'no-time'
    | 'no-own-span'
    | 'loose-errors';
  /** How many spans, roots or errors it is about. */
  readonly count: number;
  /** For a person: what was met, and how it is shown. */
  readonly message: string;
}

/**
 * One trace as a tree. Nodes are numbered depth first, children by start and then end, so node `i`, its children
 * and all beneath them are the numbers from `i` to below `i + size[i]`. Columns alone, so that it can be built in a
 * worker and handed over whole.
 *
 * A node is a span, or a missing parent: a span that others name as theirs and that never arrived.
 */
export interface Trace {
  /** Number of nodes. */
  readonly length: number;
  readonly table: SpanTable;
  /** The row of `table` that holds a node's span; -1 for a missing parent. */
  readonly row: Int32Array;
  /** The span id that a missing parent would have, by node. */
  readonly missing: ReadonlyMap<number, string>;
  /** Parent node, or -1. */
  readonly parent: Int32Array;
  /** 0 for roots. */
  readonly depth: Int32Array;
  /** Nodes in the subtree, itself counted. */
  readonly size: Int32Array;
  /** Direct children. */
  readonly children: Int32Array;
  /** Milliseconds after `startTime`. */
  readonly start: Float64Array;
  /** Milliseconds. A missing parent reaches from the first start to the last end of its children. */
  readonly duration: Float64Array;
  /** Milliseconds in which no direct child of the same service ran; NaN for a missing parent. */
  readonly self: Float64Array;
  /** The nearest node, itself included, with which a service began its work, or -1. */
  readonly owner: Int32Array;
  /** 1 for a node with which a service began its work: its time is not known to the span that called it. */
  readonly entry: Uint8Array;
  /** The same number for spans of the same op and description; -1 for a missing parent. */
  readonly look: Int32Array;
  /** What is known of nodes with which a service began its work. */
  readonly transactions: ReadonlyMap<number, Transaction>;
  /** Errors reported while a span ran, oldest first. */
  readonly errors: ReadonlyMap<number, readonly ErrorEvent[]>;
  /** Errors of the trace that belong to none of its spans. */
  readonly looseErrors: readonly ErrorEvent[];
  /** Up to node i, how many nodes failed or carry an error; one entry more than there are nodes. */
  readonly faults: Int32Array;
  /** The first start and the last end of all spans. */
  readonly startTime: EpochMs;
  readonly endTime: EpochMs;
  /** What had to be repaired, in words. */
  readonly notices: readonly Notice[];
}

/**
 * The critical path of a trace below one node: what the end of that node waited for, at every moment of it. Pieces
 * are ordered by node and then by time; those of node `i` are the ones from `first[i]` to below `first[i + 1]`, so
 * that a subtree's are next to each other too.
 */
export interface CriticalPath {
  readonly first: Int32Array;
  /** Milliseconds after the trace's start. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}
