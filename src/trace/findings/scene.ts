import type { AttributeValue, Attributes } from '../../model/span.ts';
import type { Milliseconds } from '../../model/time.ts';
import type { Transaction } from '../../model/transaction.ts';
import {
  attributesAt,
  descriptionAt as descriptionIn,
  endOf,
  groupAt as groupIn,
  isOwnChild,
  NONE,
  opAt as opIn,
} from '../trace.ts';
import type { Trace } from '../../model/trace.ts';

/** One transaction as the detectors see it: the spans of its own service. */
export interface Scene {
  readonly trace: Trace;
  /** The transaction's own span. */
  readonly root: number;
  readonly transaction: Transaction;
  /** The spans beneath it, depth first; without missing parents and without what other services did. */
  readonly nodes: readonly number[];
  /** The attributes of a node; those asked for last are kept, for a detector asks for several of them. */
  readonly attributes: (node: number) => Attributes;
}

function keepingLast<Value>(read: (node: number) => Value): (node: number) => Value {
  let last: { readonly node: number; readonly value: Value } | null = null;
  return (node) => {
    if (last?.node !== node) last = { node, value: read(node) };
    return last.value;
  };
}

/** Every transaction of a trace with the spans that belong to it. */
export function scenesOf(trace: Trace): Scene[] {
  const nodes = new Map<number, number[]>();
  for (const root of trace.transactions.keys()) nodes.set(root, []);
  for (let node = 0; node < trace.length; node++) {
    if (!isOwnChild(trace, node)) continue;
    nodes.get(trace.owner[node] ?? NONE)?.push(node);
  }
  return [...trace.transactions].map(([root, transaction]) => ({
    trace,
    root,
    transaction,
    nodes: nodes.get(root) ?? [],
    attributes: keepingLast((node) => attributesAt(trace, node)),
  }));
}

export function opAt({ trace }: Scene, node: number): string {
  return opIn(trace, node);
}

export function descriptionAt({ trace }: Scene, node: number): string {
  return descriptionIn(trace, node);
}

/** The group of a span: what the sender called it, or what was computed from its shape. */
export function groupAt({ trace }: Scene, node: number): string {
  return groupIn(trace, node);
}

export function parentAt({ trace }: Scene, node: number): number {
  return trace.parent[node] ?? NONE;
}

export function durationAt({ trace }: Scene, node: number): Milliseconds {
  return trace.duration[node] ?? 0;
}

/** The first of some attributes that a span has: names changed over the years. */
export function attributeAt(
  scene: Scene,
  node: number,
  ...names: readonly string[]
): AttributeValue | undefined {
  const attributes = scene.attributes(node);
  return names.map((name) => attributes.get(name)).find((value) => value !== undefined);
}

/** The same as a number; NaN where it is none. Some senders write numbers as text. */
export function numberAt(scene: Scene, node: number, ...names: readonly string[]): number {
  const value = attributeAt(scene, node, ...names);
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN;
}

/** Milliseconds in which at least one of the nodes ran. */
export function timeOf({ trace }: Scene, nodes: readonly number[]): Milliseconds {
  const byStart = nodes.toSorted((a, b) => (trace.start[a] ?? 0) - (trace.start[b] ?? 0));
  let time = 0;
  let covered = -Infinity;
  for (const node of byStart) {
    const end = endOf(trace, node);
    time += Math.max(0, end - Math.max(covered, trace.start[node] ?? 0));
    covered = Math.max(covered, end);
  }
  return time;
}

/** Milliseconds of the nodes added up, overlaps and all. */
export function sumOf(scene: Scene, nodes: readonly number[]): Milliseconds {
  return nodes.reduce((sum, node) => sum + durationAt(scene, node), 0);
}

/** A thousandth of a millisecond: durations are of single precision, and limits are round numbers. */
const ROUNDED: Milliseconds = 0.001;

/** Whether a time that was added up reaches a limit, but for its rounding. */
export function reaches(time: Milliseconds, limit: Milliseconds): boolean {
  return time >= limit - ROUNDED;
}

/** Whether a node begins before another one ends. */
export function overlaps({ trace }: Scene, node: number, before: number): boolean {
  return (trace.start[node] ?? 0) < endOf(trace, before) - ROUNDED;
}

/** Whether a span is a query to a database; a cache or the making of a connection is none. */
export function isDatabase(op: string): boolean {
  return op.startsWith('db') && !op.startsWith('db.redis') && !op.startsWith('db.connection');
}

/** Descriptions that their sender cut off cannot be told apart. */
export function isTruncated(description: string): boolean {
  return description.endsWith('...');
}

export function isSelect(description: string): boolean {
  return /^\s*select\b/i.test(description);
}
