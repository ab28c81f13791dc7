import type { ErrorEvent, Span } from '../model/span.ts';
import { isFailure } from '../model/status.ts';
import type { Transaction } from '../model/transaction.ts';
import { distinctErrors, distinctSpans, spanWithId } from './distinct.ts';
import type { DistinctSpans } from './distinct.ts';
import { link } from './link.ts';
import type { Links } from './link.ts';
import { toNotices } from './notice.ts';
import { depthFirst } from './order.ts';
import { selfTimes } from './self-time.ts';
import { isSwapped } from './swapped.ts';
import { NONE } from './trace.ts';
import type { Trace } from './trace.ts';

/** Start and length of spans and missing parents, by the numbers of `Links`, with what was wrong. */
interface Times {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly startTime: number;
  readonly endTime: number;
  readonly reversed: number;
  readonly noTime: number;
}

/** Times after the trace's start. Missing parents reach over their children; what has no time gets no length. */
function readTimes(spans: readonly Span[], links: Links): Times {
  const start = new Float64Array(links.parent.length).fill(Infinity);
  const end = new Float64Array(links.parent.length).fill(-Infinity);
  let startTime = Infinity;
  let endTime = -Infinity;
  let reversed = 0;
  let noTime = 0;
  for (let at = 0; at < spans.length; at++) {
    const span = spans[at];
    const from = span?.start ?? NaN;
    const sent = span?.duration ?? NaN;
    if (!Number.isFinite(from) || !Number.isFinite(sent)) noTime += 1;
    if (!Number.isFinite(from)) continue;
    if (span !== undefined && isSwapped(span)) reversed += 1;
    const to = Number.isFinite(sent) ? from + sent : from;
    const [first, last] = to < from ? [to, from] : [from, to];
    start[at] = first;
    end[at] = last;
    startTime = Math.min(startTime, first);
    endTime = Math.max(endTime, last);
  }
  if (startTime === Infinity) {
    startTime = 0;
    endTime = 0;
  }
  for (let at = 0; at < spans.length; at++) {
    const known = start[at] !== Infinity;
    const first = known ? (start[at] ?? 0) - startTime : 0;
    const last = known ? (end[at] ?? 0) - startTime : 0;
    start[at] = first;
    end[at] = last;
    const above = links.parent[at] ?? NONE;
    if (above < links.spans) continue;
    start[above] = Math.min(start[above] ?? Infinity, first);
    end[above] = Math.max(end[above] ?? -Infinity, last);
  }
  return { start, end, startTime, endTime, reversed, noTime };
}

/** Where errors belong: to their span, else to the transaction of their service that ran then. */
function placeErrors(
  errors: readonly ErrorEvent[],
  distinct: DistinctSpans,
  nodeOf: Int32Array,
  transactions: ReadonlyMap<number, Transaction>,
): { placed: Map<number, ErrorEvent[]>; loose: ErrorEvent[] } {
  const placed = new Map<number, ErrorEvent[]>();
  const loose: ErrorEvent[] = [];
  for (const error of distinctErrors(errors)) {
    const span = error.spanId === null ? NONE : spanWithId(distinct, error.spanId, error.project);
    const node = span === NONE ? transactionAt(error, transactions) : (nodeOf[span] ?? NONE);
    if (node === NONE) {
      loose.push(error);
      continue;
    }
    const here = placed.get(node);
    if (here === undefined) placed.set(node, [error]);
    else here.push(error);
  }
  return { placed, loose };
}

/**
 * The transaction of an error that names no span: of its service and name; where there are several, the shortest
 * that was running.
 */
function transactionAt(error: ErrorEvent, transactions: ReadonlyMap<number, Transaction>): number {
  const candidates = [...transactions].filter(
    ([, { project, transaction }]) =>
      project === error.project && (error.transaction === null || error.transaction === transaction),
  );
  const running = candidates.filter(
    ([, { start, duration }]) => error.timestamp >= start && error.timestamp <= start + duration,
  );
  const [first, ...others] = candidates.length === 1 ? candidates : running;
  if (first === undefined) return NONE;
  return others.reduce((a, b) => (b[1].duration < a[1].duration ? b : a), first)[0];
}

/**
 * Builds the tree of one trace from what any source sent of it, in any order and state: repeats are dropped,
 * spans without their parent gathered under a missing one, rings of ancestors cut, and each repair is named in
 * `notices`. Nothing is left out but repeats. 100,000 spans take well below 200 ms; depth does not matter.
 */
export function build(
  spans: readonly Span[],
  transactions: readonly Transaction[],
  errors: readonly ErrorEvent[],
): Trace {
  const distinct = distinctSpans(spans, transactions);
  const links = link(distinct);
  const times = readTimes(distinct.spans, links);
  const tree = depthFirst(links.parent, times.start, times.end, links.spans);
  const { order } = tree;
  const length = order.length;

  const nodeOf = new Int32Array(length);
  const start = new Float64Array(length);
  const duration = new Float64Array(length);
  const nodeSpans: (Span | null)[] = [];
  const missing = new Map<number, string>();
  for (let node = 0; node < length; node++) {
    const at = order[node] ?? 0;
    nodeOf[at] = node;
    start[node] = times.start[at] ?? 0;
    duration[node] = (times.end[at] ?? 0) - (times.start[at] ?? 0);
    const span = distinct.spans[at] ?? null;
    // The sum of start and duration has lost digits of the duration, which is shown and compared.
    if (span !== null && Number.isFinite(span.start)) {
      duration[node] = Number.isFinite(span.duration) ? Math.abs(span.duration) : 0;
    }
    nodeSpans.push(span);
    if (span === null) missing.set(node, links.missing[at - links.spans] ?? '');
  }

  const known = new Map<number, Transaction>();
  for (const transaction of transactions) {
    const at = spanWithId(distinct, transaction.spanId, transaction.project);
    if (at !== NONE) known.set(nodeOf[at] ?? NONE, transaction);
  }
  const { placed, loose } = placeErrors(errors, distinct, nodeOf, known);

  const self = selfTimes({
    length,
    parent: tree.parent,
    start,
    duration,
    spans: nodeSpans,
    transactions: known,
  });
  const owner = new Int32Array(length);
  const faults = new Int32Array(length + 1);
  let roots = 0;
  for (let node = 0; node < length; node++) {
    const above = tree.parent[node] ?? NONE;
    const span = nodeSpans[node] ?? null;
    if (span === null) self[node] = NaN;
    if (above === NONE && span !== null) roots += 1;
    owner[node] = known.has(node) ? node : (owner[above] ?? NONE);
    const fault = placed.has(node) || (span !== null && isFailure(span.status));
    faults[node + 1] = (faults[node] ?? 0) + (fault ? 1 : 0);
  }

  return {
    length,
    spans: nodeSpans,
    missing,
    parent: tree.parent,
    depth: tree.depth,
    size: tree.size,
    children: tree.children,
    start,
    duration,
    self,
    owner,
    transactions: known,
    errors: placed,
    looseErrors: loose,
    faults,
    startTime: times.startTime,
    endTime: times.endTime,
    notices: toNotices({
      spans: distinct.spans.length,
      repeated: distinct.repeated,
      sharedIds: distinct.sharedIds,
      orphans: links.orphans,
      selfParents: links.selfParents,
      cycles: links.cycles,
      roots,
      reversed: times.reversed,
      noTime: times.noTime,
      noOwnSpan: distinct.made,
      looseErrors: loose.length,
    }),
  };
}
