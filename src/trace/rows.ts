import type { Milliseconds } from '../model/time.ts';
import { gapScale, isGap } from './gap.ts';
import { hiddenInChain, siblingRuns } from './group.ts';
import { childrenOf, endOf, isEntry, NONE } from './trace.ts';
import type { Trace } from './trace.ts';

/** One line of the waterfall. Times are milliseconds after the trace's start. */
export interface Row {
  /**
   * `siblings`: equal spans next to each other. `chain`: spans of one op, each the only child of the one before.
   * `gap`: time of a span in which none of its children ran. `missing`: a parent that has not arrived.
   */
  readonly kind: 'span' | 'siblings' | 'chain' | 'gap' | 'missing';
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

/** What is open and closed; groups go by their first member. */
export interface Folds {
  /** Nodes whose subtree is hidden. */
  readonly closed: ReadonlySet<number>;
  /** Groups that are shown in full. */
  readonly opened: ReadonlySet<number>;
}

export interface RowOptions {
  /** Only this node and what is below; NONE for the whole trace. */
  readonly root: number;
  /** Whether equal siblings and chains are shown as one row. */
  readonly group: boolean;
}

type MutableRow = { -readonly [K in keyof Row]: Row[K] };

/** What has still to be written: a node, a gap, or a group, below a row. */
type Item =
  | { readonly kind: 'node'; readonly node: number; readonly inChain?: true }
  | { readonly kind: 'gap'; readonly node: number; readonly start: number; readonly end: number }
  | { readonly kind: 'siblings'; readonly members: readonly number[] };

/** The items below a node: its children, equal ones as one, and the gaps around them, in order of time. */
function itemsBelow(trace: Trace, node: number, group: boolean): Item[] {
  const items: Item[] = [];
  const runs = new Map<number, number[]>();
  if (group && (node === NONE || (trace.children[node] ?? 0) > 0)) {
    for (const run of siblingRuns(trace, node)) runs.set(run[0] ?? NONE, run);
  }
  const hasTime = node !== NONE && trace.spans[node] !== null;
  const scale = hasTime ? gapScale(trace, node) : null;
  const end = hasTime ? endOf(trace, node) : 0;
  let covered = hasTime ? (trace.start[node] ?? 0) : 0;
  const gapUntil = (until: number): void => {
    const to = Math.min(until, end);
    if (scale !== null && isGap(to - covered, scale))
      items.push({ kind: 'gap', node, start: covered, end: to });
  };
  let lastOfRun = NONE;
  let hasOwn = false;
  for (const child of childrenOf(trace, node)) {
    const run = runs.get(child);
    const inRun = child <= lastOfRun;
    const isOwn = !isEntry(trace, child);
    if (isOwn && !inRun) gapUntil(trace.start[child] ?? 0);
    if (run !== undefined) {
      items.push({ kind: 'siblings', members: run });
      lastOfRun = run.at(-1) ?? NONE;
    } else if (!inRun) {
      items.push({ kind: 'node', node: child });
    }
    if (!isOwn) continue;
    covered = Math.max(covered, Math.min(endOf(trace, child), end));
    hasOwn = true;
  }
  if (hasOwn) gapUntil(end);
  return items;
}

/** The members of an opened group, with the gaps between them. */
function itemsOfGroup(trace: Trace, members: readonly number[]): Item[] {
  const items: Item[] = [];
  const parent = trace.parent[members[0] ?? NONE] ?? NONE;
  const hasTime = parent !== NONE && trace.spans[parent] !== null;
  const scale = hasTime ? gapScale(trace, parent) : null;
  let covered = trace.start[members[0] ?? NONE] ?? 0;
  for (const node of members) {
    const start = trace.start[node] ?? 0;
    if (scale !== null && isGap(start - covered, scale)) {
      items.push({ kind: 'gap', node: parent, start: covered, end: start });
    }
    items.push({ kind: 'node', node });
    covered = Math.max(covered, endOf(trace, node));
  }
  return items;
}

/** From the first start to the last end of some nodes. */
function reach(trace: Trace, nodes: readonly number[]): { start: number; duration: number } {
  let start = Infinity;
  let end = -Infinity;
  for (const node of nodes) {
    start = Math.min(start, trace.start[node] ?? 0);
    end = Math.max(end, endOf(trace, node));
  }
  return { start, duration: end - start };
}

/**
 * The visible rows of a trace from top to bottom. Takes time in proportion to what is visible, and no recursion.
 */
export function rows(trace: Trace, folds: Folds, options: RowOptions): Row[] {
  const written: MutableRow[] = [];
  const stack: { item: Item; parent: number; depth: number; position: number; siblings: number }[] = [];
  const plan = (items: readonly Item[], parent: number, depth: number): void => {
    for (let at = items.length - 1; at >= 0; at--) {
      const item = items[at];
      if (item === undefined) continue;
      stack.push({ item, parent, depth, position: at + 1, siblings: items.length });
    }
  };
  plan(
    options.root === NONE ? itemsBelow(trace, NONE, options.group) : [{ kind: 'node', node: options.root }],
    NONE,
    0,
  );
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { item, parent, depth, position, siblings } = next;
    const place = { depth, parent, position, siblings };
    const here = written.length;
    if (item.kind === 'gap') {
      const { node, start, end } = item;
      written.push({ kind: 'gap', node, open: null, start, duration: end - start, members: [], ...place });
      continue;
    }
    if (item.kind === 'siblings') {
      const { members } = item;
      const node = members[0] ?? NONE;
      const open = folds.opened.has(node);
      written.push({ kind: 'siblings', node, open, members, ...reach(trace, members), ...place });
      if (open) plan(itemsOfGroup(trace, members), here, depth + 1);
      continue;
    }
    const { node } = item;
    const hidden = options.group && !item.inChain ? hiddenInChain(trace, node) : [];
    if (hidden.length > 0) {
      const open = folds.opened.has(node);
      written.push({ kind: 'chain', node, open, members: hidden, ...reach(trace, hidden), ...place });
      const below = open ? node : (hidden.at(-1) ?? node) + 1;
      plan([{ kind: 'node', node: below, inChain: true }], here, depth + 1);
      continue;
    }
    const open = (trace.children[node] ?? 0) === 0 ? null : !folds.closed.has(node);
    written.push({
      kind: trace.spans[node] === null ? 'missing' : 'span',
      node,
      open,
      start: trace.start[node] ?? 0,
      duration: trace.duration[node] ?? 0,
      members: [],
      ...place,
    });
    if (open === true) plan(itemsBelow(trace, node, options.group), here, depth + 1);
  }
  return written;
}
