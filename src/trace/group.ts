import type { Trace } from '../model/trace.ts';
import { isEntry, isMissing, NONE, rowAt } from './trace.ts';

/** From how many equal siblings on they are shown as one row. */
const SIBLINGS = 5;

/** How many spans a chain must hide to be worth a row of its own. */
const HIDDEN_IN_CHAIN = 2;

/** A row of nodes with following numbers: from the first to below the other. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

export function* nodesOf({ from, to }: Run): Generator<number> {
  for (let node = from; node < to; node++) yield node;
}

/** Only plain spans are grouped: a missing parent or the start of another service's work stands for itself. */
function isPlain(trace: Trace, node: number): boolean {
  return node !== NONE && !isMissing(trace, node) && !isEntry(trace, node);
}

function mayBeInRun(trace: Trace, node: number): boolean {
  return isPlain(trace, node) && (trace.children[node] ?? 0) === 0;
}

/** Whether a node follows the one before it in a run: what has no children is followed by its next sibling. */
function continues(trace: Trace, node: number): boolean {
  return (
    mayBeInRun(trace, node) &&
    trace.parent[node] === trace.parent[node - 1] &&
    trace.look[node] === trace.look[node - 1]
  );
}

/** The number after the last of the equal siblings that begin with a node; the node itself where it is none. */
export function endOfRun(trace: Trace, node: number): number {
  if (!mayBeInRun(trace, node)) return node;
  let end = node + 1;
  while (end < trace.length && continues(trace, end)) end += 1;
  return end;
}

/** Whether so many equal siblings are shown as one row. */
export function isGroup({ from, to }: Run): boolean {
  return to - from >= SIBLINGS;
}

/**
 * The run of equal siblings that a node is in: at least five in a row with the same op and description and without
 * children; null where there are fewer. A span with children ends a run and stands alone.
 */
export function runOf(trace: Trace, node: number): Run | null {
  if (!mayBeInRun(trace, node)) return null;
  let from = node;
  while (from > 0 && mayBeInRun(trace, from - 1) && continues(trace, from)) from -= 1;
  const run = { from, to: endOfRun(trace, node) };
  return isGroup(run) ? run : null;
}

/** Whether the node is below another and has no sibling. */
function isOnlyChild(trace: Trace, node: number): boolean {
  const parent = trace.parent[node] ?? NONE;
  return parent !== NONE && trace.children[parent] === 1;
}

/**
 * The chain that begins with a node: only children of the same op below each other. Returns the spans that the
 * chain's row hides, all but the last; null where they would be fewer than two, or where the chain began above the
 * node. Roots are never part of a chain.
 */
export function hiddenInChain(trace: Trace, head: number): Run | null {
  const { codes } = trace.table.op;
  const opOf = (node: number): number => codes[rowAt(trace, node)] ?? NONE;
  const op = opOf(head);
  const belongs = (node: number): boolean =>
    isPlain(trace, node) && isOnlyChild(trace, node) && opOf(node) === op;
  if (!belongs(head) || belongs(trace.parent[head] ?? NONE)) return null;
  let to = head;
  // The only child of a node is the number after it.
  while (trace.children[to] === 1 && belongs(to + 1)) to += 1;
  return to - head >= HIDDEN_IN_CHAIN ? { from: head, to } : null;
}
