import type { Milliseconds } from '../model/time.ts';
import type { Trace } from '../model/trace.ts';
import { gapScale, isGap } from './gap.ts';
import { endOfRun, hiddenInChain, isGroup } from './group.ts';
import { RowList } from './row-list.ts';
import { endOf, isEntry, isMissing, NONE, rangeOf } from './trace.ts';

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
  /** 1 for each node that has a row; then nothing is grouped and no gap is shown. Left out: every node. */
  readonly only?: Uint8Array;
}

/** What is below a row and not yet written: the nodes from `next` to `end`, siblings of each other. */
interface Below {
  /** Index of the row above, or NONE. */
  readonly row: number;
  readonly depth: number;
  next: number;
  readonly end: number;
  readonly isMembers: boolean;
  /** The next node continues a chain that has its row. */
  readonly isInChain: boolean;
  /** The node whose gaps are shown, and how long its transaction is; null where its gaps mean nothing. */
  readonly gapsOf: number;
  readonly scale: Milliseconds | null;
  readonly until: number;
  /** How far the siblings so far cover the node above. */
  covered: number;
  hasOwn: boolean;
}

/**
 * The visible rows of a trace from top to bottom. Takes time in proportion to what is visible, and no recursion.
 */
export function rows(trace: Trace, folds: Folds, options: RowOptions): RowList {
  const { only } = options;
  const group = options.group && only === undefined;
  const list = new RowList(trace);
  const stack: Below[] = [];

  const goBelow = (node: number, row: number, depth: number): void => {
    const [from, end] = rangeOf(trace, node);
    const hasTime = node !== NONE && !isMissing(trace, node) && only === undefined;
    stack.push({
      row,
      depth,
      next: node === NONE ? from : from + 1,
      end,
      isMembers: false,
      isInChain: false,
      gapsOf: node,
      scale: hasTime ? gapScale(trace, node) : null,
      until: hasTime ? endOf(trace, node) : 0,
      covered: hasTime ? (trace.start[node] ?? 0) : 0,
      hasOwn: false,
    });
  };
  const goTo = (from: number, to: number, row: number, depth: number, isMembers: boolean): void => {
    const parent = trace.parent[from] ?? NONE;
    const hasTime = isMembers && parent !== NONE && !isMissing(trace, parent);
    stack.push({
      row,
      depth,
      next: from,
      end: to,
      isMembers,
      isInChain: !isMembers,
      gapsOf: parent,
      scale: hasTime ? gapScale(trace, parent) : null,
      until: Infinity,
      covered: trace.start[from] ?? 0,
      hasOwn: false,
    });
  };
  const writeGap = (below: Below, until: number): void => {
    const to = Math.min(until, below.until);
    if (below.scale === null || !isGap(to - below.covered, below.scale)) return;
    list.add('gap', below.gapsOf, 0, below, null, below.covered, to - below.covered);
  };
  const writeGroup = (kind: 'siblings' | 'chain', from: number, to: number, below: Below): number => {
    let start = Infinity;
    let end = -Infinity;
    for (let node = from; node < to; node++) {
      start = Math.min(start, trace.start[node] ?? 0);
      end = Math.max(end, endOf(trace, node));
    }
    return list.add(kind, from, to - from, below, folds.opened.has(from), start, end - start);
  };
  const writeNode = (node: number, below: Below): void => {
    const chain = group && !below.isInChain && !below.isMembers ? hiddenInChain(trace, node) : null;
    if (chain !== null) {
      const row = writeGroup('chain', chain.from, chain.to, below);
      const from = folds.opened.has(node) ? node : chain.to;
      goTo(from, from + 1, row, below.depth + 1, false);
      return;
    }
    const open = (trace.children[node] ?? 0) === 0 ? null : !folds.closed.has(node);
    const kind = isMissing(trace, node) ? 'missing' : 'span';
    const row = list.add(kind, node, 0, below, open, trace.start[node] ?? 0, trace.duration[node] ?? 0);
    if (open === true) goBelow(node, row, below.depth + 1);
  };

  if (options.root === NONE) goBelow(NONE, NONE, 0);
  else stack.push({ ...TOP, next: options.root, end: options.root + 1 });
  for (let below = stack.at(-1); below !== undefined; below = stack.at(-1)) {
    const node = below.next;
    if (node >= below.end) {
      if (below.hasOwn) writeGap(below, below.until);
      stack.pop();
      continue;
    }
    if (only !== undefined && only[node] !== 1) {
      below.next += trace.size[node] ?? 1;
      continue;
    }
    const isOwn = below.isMembers || !isEntry(trace, node);
    if (isOwn) writeGap(below, trace.start[node] ?? 0);
    const run = { from: node, to: group && !below.isMembers ? endOfRun(trace, node) : node };
    const isRun = !below.isInChain && isGroup(run);
    below.next = isRun ? run.to : node + (trace.size[node] ?? 1);
    if (isOwn) {
      for (let member = node; member < (isRun ? run.to : node + 1); member++) {
        below.covered = Math.max(below.covered, Math.min(endOf(trace, member), below.until));
      }
      below.hasOwn = !below.isMembers;
    }
    if (isRun) {
      const row = writeGroup('siblings', run.from, run.to, below);
      if (folds.opened.has(node)) goTo(run.from, run.to, row, below.depth + 1, true);
    } else {
      writeNode(node, below);
    }
  }
  return list;
}

/** Above everything: no row, no gaps. */
const TOP: Below = {
  row: NONE,
  depth: 0,
  next: 0,
  end: 0,
  isMembers: false,
  isInChain: false,
  gapsOf: NONE,
  scale: null,
  until: 0,
  covered: 0,
  hasOwn: false,
};
