import type { ComparedRow, ComparedSide, Comparison, SpanChange } from '../../model/comparison.ts';
import type { Trace } from '../../model/trace.ts';
import { gather } from '../gather.ts';
import { shapeOf } from './shape.ts';
import type { Shape } from './shape.ts';

/** One of the traces that are compared, and the node below which it is. */
export interface Side {
  readonly trace: Trace;
  readonly root: number;
}

/** A difference is worth a word from this length and this share of the longer of both on. */
const LEAST = 1;
const LEAST_SHARE = 0.05;

/** Means over many traces are seldom whole: so much of a repetition more or fewer is none. */
const LEAST_COUNT = 0.05;

/** Two parts that are the same, or one that is on one side only. */
interface Pair {
  readonly before: Shape | null;
  readonly after: Shape | null;
  readonly below: Pair[];
  isMoved: boolean;
}

function alignLevel(before: ReadonlyMap<string, Shape>, after: ReadonlyMap<string, Shape>): Pair[] {
  const pairs: Pair[] = [];
  const left = new Set(before.keys());
  for (const [key, shape] of after) {
    pairs.push({ before: before.get(key) ?? null, after: shape, below: [], isMoved: false });
    left.delete(key);
  }
  for (const key of left) {
    pairs.push({ before: before.get(key) ?? null, after: null, below: [], isMoved: false });
  }
  return pairs.sort((a, b) => startOf(a) - startOf(b));
}

function startOf({ before, after }: Pair): number {
  return (after ?? before)?.start ?? 0;
}

const NO_SHAPES: ReadonlyMap<string, Shape> = new Map();

/** Aligns level by level, without recursion; a single top on each side is the same, whatever both are called. */
function align(before: ReadonlyMap<string, Shape>, after: ReadonlyMap<string, Shape>): Pair[] {
  const [oneBefore = null] = before.values();
  const [oneAfter = null] = after.values();
  const isOne = before.size === 1 && after.size === 1;
  const tops = isOne
    ? [{ before: oneBefore, after: oneAfter, below: [], isMoved: false } satisfies Pair]
    : alignLevel(before, after);
  const stack: Pair[] = [...tops];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    next.below.push(...alignLevel(next.before?.below ?? NO_SHAPES, next.after?.below ?? NO_SHAPES));
    stack.push(...next.below);
  }
  return tops;
}

/** For each part that is new where it is and gone elsewhere, what it was; the largest first found each once. */
function findMoved(tops: readonly Pair[]): Map<Shape, Shape> {
  const gone = new Map<string, Pair[]>();
  const come: Pair[] = [];
  const stack = [...tops];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.after === null && next.before !== null) gather(gone, next.before.key, next);
    if (next.before === null) come.push(next);
    stack.push(...next.below);
  }
  for (const pairs of gone.values()) pairs.sort((a, b) => (a.before?.depth ?? 0) - (b.before?.depth ?? 0));
  const moved = new Map<Shape, Shape>();
  for (const pair of come.sort((a, b) => (a.after?.depth ?? 0) - (b.after?.depth ?? 0))) {
    const from = pair.after === null ? undefined : gone.get(pair.after.key)?.shift();
    if (from === undefined || pair.after === null || from.before === null) continue;
    moved.set(pair.after, from.before);
    from.isMoved = true;
  }
  return moved;
}

function changesOf(before: ComparedSide | null, after: ComparedSide | null, isMoved: boolean): SpanChange[] {
  if (after === null) return ['removed'];
  if (before === null) return ['added'];
  const changes: SpanChange[] = isMoved ? ['moved'] : [];
  const times = after.count - before.count;
  if (Math.abs(times) > LEAST_COUNT) changes.push(times > 0 ? 'more' : 'fewer');
  const longer = after.total - before.total;
  const least = Math.max(LEAST, LEAST_SHARE * Math.max(before.total, after.total));
  if (Math.abs(longer) >= least) changes.push(longer > 0 ? 'slower' : 'faster');
  return changes;
}

/** What a part is called. */
function titleOf({ op, description }: Shape): string {
  return description || op || 'span without a name';
}

/**
 * Compares traces by their structure: spans of one kind under one parent are one row, with how often and how long they
 * ran in a trace on each side. Only rows with a change are given, and what stands above them. Takes time in proportion
 * to the spans of both sides.
 */
export function compare(before: readonly Side[], after: readonly Side[]): Comparison {
  const tops = align(shapeOf(before), shapeOf(after));
  const moved = findMoved(tops);
  const side = (shape: Shape | null, traces: number): ComparedSide | null =>
    shape === null ? null : { count: shape.count / traces, total: shape.total / traces, span: shape.span };
  const rows: ComparedRow[] = [];
  const lines: { readonly pair: Pair; readonly above: number }[] = tops
    .map((pair) => ({ pair, above: -1 }))
    .reverse();
  const aboves: number[] = [];
  const kept = new Set<number>();
  for (let next = lines.pop(); next !== undefined; next = lines.pop()) {
    const { pair, above } = next;
    const shape = pair.after ?? pair.before;
    // What moved away is shown where it is now, and what is below a part that is gone and moved with it, too.
    if (shape === null) continue;
    const here = rows.length;
    if (!pair.isMoved) {
      const from = pair.after === null ? undefined : moved.get(pair.after);
      const was = side(pair.before ?? from ?? null, before.length);
      const is = side(pair.after, after.length);
      // What moved along with the part above it is where it was.
      const isAlong = from?.above != null && moved.get(pair.after?.above ?? from) === from.above;
      const changes = changesOf(was, is, from !== undefined && !isAlong);
      aboves.push(above);
      rows.push({
        depth: above === -1 ? 0 : (rows[above]?.depth ?? 0) + 1,
        op: shape.op,
        description: titleOf(shape),
        before: was,
        after: is,
        changes,
        movedFrom:
          from === undefined || isAlong ? null : from.above === null ? 'the top' : titleOf(from.above),
      });
      if (changes.length > 0) for (let at = here; at !== -1; at = aboves[at] ?? -1) kept.add(at);
    }
    const below = pair.isMoved ? above : here;
    for (const each of pair.below.toReversed()) lines.push({ pair: each, above: below });
  }
  return {
    before: before.length,
    after: after.length,
    rows: rows.filter((_, at) => kept.has(at)),
  };
}
