import { readHex, writeHex } from '../model/hex.ts';
import type { Attributes, Span } from '../model/span.ts';
import { isFailure } from '../model/status.ts';
import type { Trace } from '../model/trace.ts';
import { attributesOf, spanOf, wordOf } from './span-table.ts';

/** Stands in index arrays where there is no node. */
export const NONE = -1;

/** The row of a node's span in the table; NONE for a missing parent and for what is no node. */
export function rowAt({ row }: Trace, node: number): number {
  return row[node] ?? NONE;
}

/** Whether a node is a parent that has not arrived. */
export function isMissing(trace: Trace, node: number): boolean {
  return trace.row[node] === NONE;
}

/** The span of a node, made of its columns; null for a missing parent and for what is no node. */
export function spanAt(trace: Trace, node: number): Span | null {
  const row = rowAt(trace, node);
  return row === NONE ? null : spanOf(trace.table, row);
}

export function opAt(trace: Trace, node: number): string {
  return wordOf(trace.table.op, rowAt(trace, node));
}

export function descriptionAt(trace: Trace, node: number): string {
  return wordOf(trace.table.description, rowAt(trace, node));
}

export function projectAt(trace: Trace, node: number): string {
  return wordOf(trace.table.project, rowAt(trace, node));
}

export function groupAt(trace: Trace, node: number): string {
  return wordOf(trace.table.group, rowAt(trace, node));
}

const NO_ATTRIBUTES: Attributes = new Map();

/** The attributes of a node, read when they are asked for. */
export function attributesAt(trace: Trace, node: number): Attributes {
  const row = rowAt(trace, node);
  return row === NONE ? NO_ATTRIBUTES : attributesOf(trace.table, row);
}

/** The end of a node, in milliseconds after the trace's start. */
export function endOf(trace: Pick<Trace, 'start' | 'duration'>, node: number): number {
  return (trace.start[node] ?? 0) + (trace.duration[node] ?? 0);
}

/** Whether `node` is `ancestor` or lies beneath it. */
export function isWithin(trace: Trace, node: number, ancestor: number): boolean {
  return node >= ancestor && node < ancestor + (trace.size[ancestor] ?? 0);
}

/** The nodes of a subtree as the first and the one after the last; of NONE, of the whole trace. */
export function rangeOf(trace: Trace, node: number): readonly [from: number, to: number] {
  return node === NONE ? [0, trace.length] : [node, node + (trace.size[node] ?? 0)];
}

/** The direct children of a node in order; of NONE, the roots. */
export function* childrenOf(trace: Pick<Trace, 'length' | 'size'>, node: number): Generator<number> {
  const end = node === NONE ? trace.length : node + (trace.size[node] ?? 0);
  for (let child = node + 1; child < end; child += trace.size[child] ?? 1) yield child;
}

/**
 * Whether a service began its work with this node. Its time is not known to the span that called it, whose self
 * time it therefore is: the same rule as in `exclusive.ts`.
 */
export function isEntry({ entry }: Pick<Trace, 'entry'>, node: number): boolean {
  return entry[node] === 1;
}

/** Whether a node's time is not its parent's self time: a span of the same service, by the sender's own word. */
export function isOwnChild({ row, entry }: Pick<Trace, 'row' | 'entry'>, node: number): boolean {
  return row[node] !== NONE && entry[node] !== 1;
}

/** How many nodes of a subtree failed or carry an error. */
export function faultsIn(trace: Trace, node: number): number {
  return (trace.faults[node + (trace.size[node] ?? 1)] ?? 0) - (trace.faults[node] ?? 0);
}

/** Whether the node itself failed or carries an error. */
export function isFault(trace: Trace, node: number): boolean {
  return (trace.faults[node + 1] ?? 0) > (trace.faults[node] ?? 0);
}

/** Whether the span of a node ended with a status that is a failure. */
export function isFailedSpan(trace: Trace, node: number): boolean {
  return isFailure(wordOf(trace.table.status, rowAt(trace, node)));
}

/** The span id of a node: of a missing parent the one that it would have; null for what is no node. */
export function idAt(trace: Trace, node: number): string | null {
  const row = rowAt(trace, node);
  return row === NONE ? (trace.missing.get(node) ?? null) : readHex(trace.table.span, row * 8, 8);
}

/** The nodes whose span has this id: one as a rule, several where senders share an id, none where it is unknown. */
export function nodesOfSpan(trace: Trace, spanId: string): number[] {
  const id = new Uint8Array(8);
  if (!writeHex(id, 0, 8, spanId)) return [];
  const { span } = trace.table;
  const nodes: number[] = [];
  for (let node = 0; node < trace.length; node++) {
    const at = (trace.row[node] ?? NONE) * 8;
    // The last byte differs most.
    if (at < 0 || span[at + 7] !== id[7]) continue;
    let byte = 0;
    while (byte < 7 && span[at + byte] === id[byte]) byte += 1;
    if (byte === 7) nodes.push(node);
  }
  return nodes;
}

/** The services that sent spans of a subtree, in order of appearance; of NONE, of the whole trace. */
export function servicesOf(trace: Trace, node: number): string[] {
  const { codes, dictionary } = trace.table.project;
  const [from, to] = rangeOf(trace, node);
  const services = new Set<number>();
  for (let at = from; at < to; at++) {
    const row = trace.row[at] ?? NONE;
    if (row !== NONE) services.add(codes[row] ?? NONE);
  }
  return Array.from(services, (code) => dictionary[code] ?? '');
}
