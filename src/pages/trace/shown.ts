import { hiddenInChain, siblingRuns } from '../../trace/group.ts';
import type { Folds, Row } from '../../trace/rows.ts';
import { endOf, isEntry, isWithin, NONE, nodesOfSpan } from '../../trace/trace.ts';
import type { Trace } from '../../trace/trace.ts';
import type { TimeWindow } from './time-window.ts';

/** More spans than this begin folded to their second level. */
export const MANY_SPANS = 20_000;
const LEVELS_OF_MANY = 2;

/** What of a trace is shown, and how: all that the reader can change but the selection, which the address holds. */
export interface Shown {
  readonly scope: 'transaction' | 'trace';
  /** The transaction that the trace was opened from; NONE where there is none, and the scope is the trace. */
  readonly transaction: number;
  readonly folds: Folds;
  readonly group: boolean;
  /** The part that is zoomed in on; null for all of it. */
  readonly window: TimeWindow | null;
}

export type Change =
  | { readonly do: 'scope'; readonly scope: Shown['scope'] }
  | { readonly do: 'fold'; readonly row: Row; readonly open: boolean }
  | { readonly do: 'unfold' }
  | { readonly do: 'group'; readonly group: boolean }
  | { readonly do: 'window'; readonly window: TimeWindow | null }
  | { readonly do: 'reveal'; readonly node: number };

/** The topmost shown node: the transaction in its own scope, NONE for the whole trace. */
export function rootOf({ scope, transaction }: Shown): number {
  return scope === 'transaction' ? transaction : NONE;
}

/** From the first start to the last end of all that is in scope. */
export function boundsOf(trace: Trace, root: number): TimeWindow {
  const from = root === NONE ? 0 : root;
  const to = root === NONE ? trace.length : root + (trace.size[root] ?? 0);
  let start = Infinity;
  let end = -Infinity;
  for (let node = from; node < to; node++) {
    start = Math.min(start, trace.start[node] ?? 0);
    end = Math.max(end, endOf(trace, node));
  }
  return start <= end ? { start, end } : { start: 0, end: 0 };
}

/**
 * What is folded to begin with: in the scope of a transaction the work of the services it called; of very many
 * spans all below the second level.
 */
function firstFolds(trace: Trace, root: number): Folds {
  const closed = new Set<number>();
  const from = root === NONE ? 0 : root;
  const to = root === NONE ? trace.length : root + (trace.size[root] ?? 0);
  const deepest = to - from > MANY_SPANS ? (trace.depth[from] ?? 0) + LEVELS_OF_MANY : Infinity;
  for (let node = from; node < to; node++) {
    if ((trace.children[node] ?? 0) === 0) continue;
    const isCalled = root !== NONE && node !== root && isEntry(trace, node);
    if (isCalled || (trace.depth[node] ?? 0) >= deepest) closed.add(node);
  }
  return { closed, opened: new Set() };
}

/** The transaction that a node belongs to, else the first of the trace; NONE where there is none. */
function transactionAt(trace: Trace, node: number): number {
  if (node !== NONE) return trace.owner[node] ?? NONE;
  return trace.transactions.has(0) ? 0 : NONE;
}

/** The id by which the address names what a node stands for. */
export function idOfNode(trace: Trace, node: number): string | null {
  return trace.spans[node]?.spanId ?? trace.missing.get(node) ?? null;
}

/** The first node that an id names: a span, or a missing parent; NONE where there is none. */
export function nodeOfId(trace: Trace, id: string | null): number {
  if (id === null) return NONE;
  const [node] = nodesOfSpan(trace, id);
  if (node !== undefined) return node;
  return [...trace.missing].find(([, missing]) => missing === id)?.[0] ?? NONE;
}

/** What is shown of a trace that is opened at a span, in the transaction of that span. */
export function firstShown(trace: Trace, spanId: string | null): Shown {
  const node = nodeOfId(trace, spanId);
  const transaction = transactionAt(trace, node);
  const scope = transaction === NONE ? 'trace' : 'transaction';
  const shown: Shown = {
    scope,
    transaction,
    folds: firstFolds(trace, transaction),
    group: true,
    window: null,
  };
  return node === NONE ? shown : change(trace, shown, { do: 'reveal', node });
}

/** Opens all that hides a node: what is folded above it, and the group it is in, unless it stands for that group. */
function reveal(trace: Trace, folds: Folds, node: number): Folds {
  const closed = new Set(folds.closed);
  const opened = new Set(folds.opened);
  const parent = trace.parent[node] ?? NONE;
  for (let at = parent; at !== NONE; at = trace.parent[at] ?? NONE) closed.delete(at);
  const run = siblingRuns(trace, parent).find((run) => run.includes(node));
  if (run?.[0] !== undefined && run[0] !== node) opened.add(run[0]);
  for (let at = parent; at !== NONE; at = trace.parent[at] ?? NONE) {
    const hidden = hiddenInChain(trace, at);
    if (hidden.includes(node)) opened.add(at);
    if (trace.children[at] !== 1) break;
  }
  return { closed, opened };
}

function toggled(set: ReadonlySet<number>, node: number, isIn: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (isIn) next.add(node);
  else next.delete(node);
  return next;
}

/** What is shown after a change. */
export function change(trace: Trace, shown: Shown, act: Change): Shown {
  const { folds } = shown;
  switch (act.do) {
    case 'scope': {
      if (act.scope === shown.scope || shown.transaction === NONE) return shown;
      const root = act.scope === 'transaction' ? shown.transaction : NONE;
      return { ...shown, scope: act.scope, folds: firstFolds(trace, root), window: null };
    }
    case 'fold': {
      const { kind, node } = act.row;
      if (kind === 'siblings' || kind === 'chain') {
        return { ...shown, folds: { ...folds, opened: toggled(folds.opened, node, act.open) } };
      }
      return { ...shown, folds: { ...folds, closed: toggled(folds.closed, node, !act.open) } };
    }
    case 'unfold':
      return { ...shown, folds: { ...folds, closed: new Set() } };
    case 'group':
      return { ...shown, group: act.group };
    case 'window':
      return { ...shown, window: act.window };
    case 'reveal': {
      const root = rootOf(shown);
      const inScope = root === NONE || isWithin(trace, act.node, root);
      const from = inScope ? shown : change(trace, shown, { do: 'scope', scope: 'trace' });
      return { ...from, folds: reveal(trace, from.folds, act.node) };
    }
  }
}

/** The row that shows each node; NONE for nodes without one. */
export function rowsByNode(trace: Trace, rows: readonly Row[]): Int32Array {
  const at = new Int32Array(trace.length).fill(NONE);
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'gap') continue;
    if (row.kind === 'span' || row.kind === 'missing') at[row.node] = index;
    else for (const member of row.members) at[member] = index;
  }
  return at;
}

/** The row in which a node is seen: its own, its group's, or that of what it is folded into. NONE: in none. */
export function rowOfNode(trace: Trace, byNode: Int32Array, node: number): number {
  for (let at = node; at !== NONE; at = trace.parent[at] ?? NONE) {
    const row = byNode[at] ?? NONE;
    if (row !== NONE) return row;
  }
  return NONE;
}
