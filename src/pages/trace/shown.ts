import type { Fix } from '../../model/survey.ts';
import { hiddenInChain, runOf } from '../../trace/group.ts';
import { withoutLonger } from '../../trace/longest-below.ts';
import type { Row } from '../../trace/row-list.ts';
import type { Folds } from '../../trace/rows.ts';
import { endOf, idAt, isEntry, isWithin, NONE, nodesOfSpan, rangeOf } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import type { FoldBase, HandFolds, TracePlace, WaterfallView } from '../../view/view.ts';
import { between } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';

/** More spans than this begin folded to their second level. */
export const MANY_SPANS = 20_000;
const LEVELS_OF_MANY = 2;

/** What of a trace is shown, and how: what the address says of it, with nodes in place of ids. */
export interface Shown {
  readonly scope: 'transaction' | 'trace';
  /** The transaction that the trace was opened from; NONE where there is none, and the scope is the trace. */
  readonly transaction: number;
  readonly folds: Folds;
  /** What the folds were before the reader folded and opened single spans. */
  readonly base: FoldBase;
  readonly group: boolean;
  /** The part that is zoomed in on; null for all of it. */
  readonly window: TimeWindow | null;
  /** Whether the critical path is marked. */
  readonly path: boolean;
  /** What is imagined to be done about the selected finding; null: what suits its kind. */
  readonly fix: Fix | null;
}

export type Change =
  | { readonly do: 'scope'; readonly scope: Shown['scope'] }
  | { readonly do: 'fold'; readonly row: Row; readonly open: boolean }
  /** Opens everything, down to a level, which is 1 for the topmost spans alone, or as far as something takes long. */
  | { readonly do: 'unfold'; readonly to: FoldBase }
  | { readonly do: 'group'; readonly group: boolean }
  | { readonly do: 'path'; readonly path: boolean }
  | { readonly do: 'fix'; readonly fix: Fix | null }
  | { readonly do: 'window'; readonly window: TimeWindow | null }
  | { readonly do: 'reveal'; readonly node: number };

/** The topmost shown node: the transaction in its own scope, NONE for the whole trace. */
export function rootOf({ scope, transaction }: Shown): number {
  return scope === 'transaction' ? transaction : NONE;
}

/** From the first start to the last end of all that is in scope. */
export function boundsOf(trace: Trace, root: number): TimeWindow {
  const [from, to] = rangeOf(trace, root);
  let start = Infinity;
  let end = -Infinity;
  for (let node = from; node < to; node++) {
    start = Math.min(start, trace.start[node] ?? 0);
    end = Math.max(end, endOf(trace, node));
  }
  return start <= end ? { start, end } : { start: 0, end: 0 };
}

/**
 * What is closed to begin with. At first: in the scope of a transaction the work of the services it called; of very
 * many spans all below the second level.
 */
function foldedAt(trace: Trace, root: number, base: FoldBase): ReadonlySet<number> {
  if (typeof base === 'object') return withoutLonger(trace, root, base.under);
  const closed = new Set<number>();
  if (base === 'open') return closed;
  const [from, to] = rangeOf(trace, root);
  const top = trace.depth[from] ?? 0;
  const levels = base === 'first' ? (to - from > MANY_SPANS ? LEVELS_OF_MANY : Infinity) : base - 1;
  for (let node = from; node < to; node++) {
    if ((trace.children[node] ?? 0) === 0) continue;
    const isCalled = base === 'first' && root !== NONE && node !== root && isEntry(trace, node);
    if (isCalled || (trace.depth[node] ?? 0) - top >= levels) closed.add(node);
  }
  return closed;
}

/** What was folded last of each trace: it is asked for again by each step of one change, and may be all of a large trace. */
const foldedLast = new WeakMap<Trace, { readonly of: string; readonly closed: ReadonlySet<number> }>();

/** The same, and the same set where it is asked for again. */
function closedAt(trace: Trace, root: number, base: FoldBase): ReadonlySet<number> {
  const of = `${root} ${JSON.stringify(base)}`;
  const last = foldedLast.get(trace);
  if (last?.of === of) return last.closed;
  const closed = foldedAt(trace, root, base);
  foldedLast.set(trace, { of, closed });
  return closed;
}

/** The transaction that a node belongs to, else the first of the trace; NONE where there is none. */
function transactionAt(trace: Trace, node: number): number {
  if (node !== NONE) return trace.owner[node] ?? NONE;
  return trace.transactions.has(0) ? 0 : NONE;
}

/** The id by which the address names what a node stands for. */
export function idOfNode(trace: Trace, node: number): string | null {
  return idAt(trace, node);
}

/** The first node that an id names: a span, or a missing parent; NONE where there is none. */
export function nodeOfId(trace: Trace, id: string | null): number {
  if (id === null) return NONE;
  const [node] = nodesOfSpan(trace, id);
  if (node !== undefined) return node;
  return [...trace.missing].find(([, missing]) => missing === id)?.[0] ?? NONE;
}

/** What of the address says how a trace is shown. */
export type Told = Pick<TracePlace, 'span' | 'from'> & WaterfallView;

function symmetricDifference(one: ReadonlySet<number>, other: ReadonlySet<number>): ReadonlySet<number> {
  if (one === other) return new Set();
  if (other.size === 0) return one;
  const either = new Set(one);
  for (const node of other) {
    if (!either.delete(node)) either.add(node);
  }
  return either;
}

function nodesOf(trace: Trace, ids: readonly string[]): Set<number> {
  const nodes = new Set(ids.map((id) => nodeOfId(trace, id)));
  nodes.delete(NONE);
  return nodes;
}

function idsOf(trace: Trace, nodes: Iterable<number>): string[] {
  return [...nodes].map((node) => idOfNode(trace, node)).filter((id) => id !== null);
}

function foldsOf(trace: Trace, root: number, { from, toggled, opened }: HandFolds): Folds {
  return {
    closed: symmetricDifference(closedAt(trace, root, from), nodesOf(trace, toggled)),
    opened: nodesOf(trace, opened),
  };
}

/** The part of the zoom that lies within the bounds; null where none of it does. */
export function zoomWithin(zoom: WaterfallView['zoom'], bounds: TimeWindow): TimeWindow | null {
  if (zoom === null || zoom.end <= bounds.start || zoom.start >= bounds.end) return null;
  return between(zoom.start, zoom.end, bounds);
}

const FIRST: HandFolds = { from: 'first', toggled: [], opened: [] };

/** What is shown of a trace at an address; what `toWaterfall` wrote is shown again. */
export function shownOf(trace: Trace, { span, from, scope, group, zoom, folds, path, fix }: Told): Shown {
  const transaction = transactionAt(trace, nodeOfId(trace, from));
  const root = scope === 'transaction' ? transaction : NONE;
  const shown: Shown = {
    scope: root === NONE ? 'trace' : 'transaction',
    transaction,
    folds: foldsOf(trace, root, folds ?? FIRST),
    base: folds?.from ?? FIRST.from,
    group,
    window: zoomWithin(zoom, boundsOf(trace, root)),
    path,
    fix,
  };
  const node = nodeOfId(trace, span);
  return folds !== null || node === NONE ? shown : change(trace, shown, { do: 'reveal', node });
}

/** Thousandths of a millisecond are finer than any zoom, and short to write. */
function toWritten(time: number): number {
  return Math.round(time * 1000) / 1000;
}

/** What is shown, as the address says it. */
export function toWaterfall(trace: Trace, shown: Shown): WaterfallView {
  const { scope, group, window, folds, base, path, fix } = shown;
  const toggled = symmetricDifference(closedAt(trace, rootOf(shown), base), folds.closed);
  return {
    scope,
    group,
    zoom: window === null ? null : { start: toWritten(window.start), end: toWritten(window.end) },
    folds: { from: base, toggled: idsOf(trace, toggled), opened: idsOf(trace, folds.opened) },
    path,
    fix,
  };
}

/** Opens all that hides a node: what is folded above it, and the group it is in, unless it stands for that group. */
function reveal(trace: Trace, folds: Folds, node: number): Folds {
  const closed = new Set(folds.closed);
  const opened = new Set(folds.opened);
  const parent = trace.parent[node] ?? NONE;
  for (let at = parent; at !== NONE; at = trace.parent[at] ?? NONE) closed.delete(at);
  const run = runOf(trace, node);
  if (run !== null && run.from !== node) opened.add(run.from);
  for (let at = parent; at !== NONE; at = trace.parent[at] ?? NONE) {
    const hidden = hiddenInChain(trace, at);
    if (hidden !== null && node >= hidden.from && node < hidden.to) opened.add(at);
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

/** What is shown after a change; the same object when it changes nothing. */
export function change(trace: Trace, shown: Shown, act: Change): Shown {
  const { folds } = shown;
  switch (act.do) {
    case 'scope': {
      if (act.scope === shown.scope || shown.transaction === NONE) return shown;
      const root = act.scope === 'transaction' ? shown.transaction : NONE;
      return {
        ...shown,
        scope: act.scope,
        folds: foldsOf(trace, root, FIRST),
        base: FIRST.from,
        window: null,
      };
    }
    case 'fold': {
      const { kind, node } = act.row;
      if (kind === 'siblings' || kind === 'chain') {
        return { ...shown, folds: { ...folds, opened: toggled(folds.opened, node, act.open) } };
      }
      return { ...shown, folds: { ...folds, closed: toggled(folds.closed, node, !act.open) } };
    }
    case 'unfold': {
      const closed = closedAt(trace, rootOf(shown), act.to);
      return { ...shown, folds: { ...folds, closed }, base: act.to };
    }
    case 'group':
      return act.group === shown.group ? shown : { ...shown, group: act.group };
    case 'path':
      return { ...shown, path: act.path };
    case 'fix':
      return { ...shown, fix: act.fix };
    case 'window':
      return act.window === shown.window ? shown : { ...shown, window: act.window };
    case 'reveal': {
      const root = rootOf(shown);
      const inScope = root === NONE || isWithin(trace, act.node, root);
      const from = inScope ? shown : change(trace, shown, { do: 'scope', scope: 'trace' });
      return { ...from, folds: reveal(trace, from.folds, act.node) };
    }
  }
}

/** The row in which a node is seen: its own, its group's, or that of what it is folded into. NONE: in none. */
export function rowOfNode(trace: Trace, byNode: Int32Array, node: number): number {
  for (let at = node; at !== NONE; at = trace.parent[at] ?? NONE) {
    const row = byNode[at] ?? NONE;
    if (row !== NONE) return row;
  }
  return NONE;
}
