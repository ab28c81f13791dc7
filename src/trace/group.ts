import { childrenOf, isEntry, NONE } from './trace.ts';
import type { Trace } from './trace.ts';

/** From how many equal siblings on they are shown as one row. */
const SIBLINGS = 5;

/** How many spans a chain must hide to be worth a row of its own. */
const HIDDEN_IN_CHAIN = 2;

/** Only plain spans are grouped: a missing parent or the start of another service's work stands for itself. */
function isPlain(trace: Trace, node: number): boolean {
  return node !== NONE && trace.spans[node] !== null && !isEntry(trace, node);
}

function isAlike(trace: Trace, a: number, b: number): boolean {
  const one = trace.spans[a];
  const other = trace.spans[b];
  return one?.op === other?.op && one?.description === other?.description;
}

/**
 * The runs of equal siblings among the children of a node (of NONE: among the roots), in order: at least five in a
 * row with the same op and description and without children. A span with children ends a run and stands alone.
 */
export function siblingRuns(trace: Trace, parent: number): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  const close = (): void => {
    if (run.length >= SIBLINGS) runs.push(run);
    run = [];
  };
  for (const node of childrenOf(trace, parent)) {
    if (!isPlain(trace, node) || (trace.children[node] ?? 0) > 0) {
      close();
      continue;
    }
    if (run[0] !== undefined && !isAlike(trace, run[0], node)) close();
    run.push(node);
  }
  close();
  return runs;
}

/** Whether the node is below another and has no sibling. */
function isOnlyChild(trace: Trace, node: number): boolean {
  const parent = trace.parent[node] ?? NONE;
  return parent !== NONE && trace.children[parent] === 1;
}

/**
 * The chain that begins with a node: only children of the same op below each other. Returns the spans that the
 * chain's row hides, all but the last; none where they would be fewer than two, or where the chain began above the
 * node. Roots are never part of a chain.
 */
export function hiddenInChain(trace: Trace, head: number): number[] {
  const op = trace.spans[head]?.op;
  const belongs = (node: number): boolean =>
    isPlain(trace, node) && isOnlyChild(trace, node) && trace.spans[node]?.op === op;
  if (!belongs(head) || belongs(trace.parent[head] ?? NONE)) return [];
  const hidden: number[] = [];
  // The only child of a node is the number after it.
  for (let node = head; trace.children[node] === 1 && belongs(node + 1); node++) hidden.push(node);
  return hidden.length >= HIDDEN_IN_CHAIN ? hidden : [];
}
