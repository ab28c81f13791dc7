import type { ErrorEvent, Span } from '../model/span.ts';
import type { EpochMs } from '../model/time.ts';
import type { Transaction } from '../model/transaction.ts';
import type { Notice } from './notice.ts';

/** Stands in index arrays where there is no node. */
export const NONE = -1;

/**
 * One trace as a tree. Nodes are numbered depth first, children by start and then end, so node `i`, its children
 * and all beneath them are the numbers from `i` to below `i + size[i]`.
 *
 * A node is a span, or a missing parent: a span that others name as theirs and that never arrived.
 */
export interface Trace {
  /** Number of nodes. */
  readonly length: number;
  /** The span of each node; null for a missing parent. */
  readonly spans: readonly (Span | null)[];
  /** The span id that a missing parent would have, by node. */
  readonly missing: ReadonlyMap<number, string>;
  /** Parent node, or NONE. */
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
  /** The nearest node, itself included, with which a service began its work, or NONE. */
  readonly owner: Int32Array;
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

/** The end of a node, in milliseconds after the trace's start. */
export function endOf(trace: Trace, node: number): number {
  return (trace.start[node] ?? 0) + (trace.duration[node] ?? 0);
}

/** Whether `node` is `ancestor` or lies beneath it. */
export function isWithin(trace: Trace, node: number, ancestor: number): boolean {
  return node >= ancestor && node < ancestor + (trace.size[ancestor] ?? 0);
}

/** The direct children of a node in order; of NONE, the roots. */
export function* childrenOf(trace: Trace, node: number): Generator<number> {
  const end = node === NONE ? trace.length : node + (trace.size[node] ?? 0);
  for (let child = node + 1; child < end; child += trace.size[child] ?? 1) yield child;
}

/**
 * Whether a service began its work with this node. Its time is not known to the span that called it, whose self
 * time it therefore is: the same rule as in `exclusive.ts`.
 */
export function isEntry(
  { spans, transactions }: Pick<Trace, 'spans' | 'transactions'>,
  node: number,
): boolean {
  const span = spans[node];
  return transactions.has(node) || (span !== null && span !== undefined && span.segment === span.spanId);
}

/** Whether a node's time is not its parent's self time: a span of the same service, by the sender's own word. */
export function isOwnChild(trace: Pick<Trace, 'spans' | 'transactions'>, node: number): boolean {
  return trace.spans[node] !== null && !isEntry(trace, node);
}

/** How many nodes of a subtree failed or carry an error. */
export function faultsIn(trace: Trace, node: number): number {
  return (trace.faults[node + (trace.size[node] ?? 1)] ?? 0) - (trace.faults[node] ?? 0);
}

/** Whether the node itself failed or carries an error. */
export function isFault(trace: Trace, node: number): boolean {
  return (trace.faults[node + 1] ?? 0) > (trace.faults[node] ?? 0);
}

/** The nodes whose span has this id: one as a rule, several where senders share an id, none where it is unknown. */
export function nodesOfSpan(trace: Trace, spanId: string): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < trace.length; node++) {
    if (trace.spans[node]?.spanId === spanId) nodes.push(node);
  }
  return nodes;
}

/** The services that sent spans of a subtree, in order of appearance; of NONE, of the whole trace. */
export function servicesOf(trace: Trace, node: number): string[] {
  const from = node === NONE ? 0 : node;
  const to = node === NONE ? trace.length : node + (trace.size[node] ?? 0);
  const services = new Set<string>();
  for (let at = from; at < to; at++) {
    const span = trace.spans[at];
    if (span) services.add(span.project);
  }
  return [...services];
}
