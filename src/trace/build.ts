import type { ErrorEvent, Span } from '../model/span.ts';
import type { SpanTable } from '../model/span-table.ts';
import { isFailure } from '../model/status.ts';
import type { Trace } from '../model/trace.ts';
import type { Transaction } from '../model/transaction.ts';
import { distinctSpans } from './distinct.ts';
import { link } from './link.ts';
import { toNotices } from './notice.ts';
import { Numbering } from './numbering.ts';
import { depthFirst } from './order.ts';
import { placeErrors } from './place-errors.ts';
import { selfTimes } from './self-time.ts';
import { tableOfSpans } from './span-table.ts';
import { readTimes } from './span-times.ts';
import { NONE } from './trace.ts';

/** Room for so many different looks to begin with. */
const FEW_LOOKS = 1024;

/** For each node what spans of the same op and description share; NONE for a missing parent. */
function looksOf(table: SpanTable, row: Int32Array): Int32Array {
  const looks = new Numbering(FEW_LOOKS);
  return row.map((at) =>
    at === NONE ? NONE : looks.add(table.op.codes[at] ?? NONE, table.description.codes[at] ?? NONE, 0),
  );
}

/**
 * Builds the tree of one trace from what any source sent of it, in any order and state: repeats are dropped,
 * spans without their parent gathered under a missing one, rings of ancestors cut, and each repair is named in
 * `notices`. Nothing is left out but repeats. Takes time in proportion to the spans, whatever they say: a million
 * are about a second.
 */
export function build(
  given: SpanTable | readonly Span[],
  transactions: readonly Transaction[],
  errors: readonly ErrorEvent[],
): Trace {
  const distinct = distinctSpans('op' in given ? given : tableOfSpans(given), transactions);
  const { table } = distinct;
  const links = link(distinct);
  const times = readTimes(distinct, links);
  const tree = depthFirst(links.parent, times.start, times.end, links.spans);
  const { order } = tree;
  const length = order.length;

  const nodeOf = new Int32Array(length);
  const row = new Int32Array(length).fill(NONE);
  const start = new Float64Array(length);
  const duration = new Float64Array(length);
  const entry = new Uint8Array(length);
  const missing = new Map<number, string>();
  for (let node = 0; node < length; node++) {
    const at = order[node] ?? 0;
    nodeOf[at] = node;
    start[node] = times.start[at] ?? 0;
    duration[node] = times.duration[at] ?? 0;
    if (at >= links.spans) {
      missing.set(node, links.missing[at - links.spans] ?? '');
      continue;
    }
    const from = distinct.row[at] ?? 0;
    row[node] = from;
    const segment = distinct.segmentId[from] ?? NONE;
    if (segment !== NONE && segment === distinct.id[from]) entry[node] = 1;
  }

  const known = new Map<number, Transaction>();
  for (const transaction of transactions) {
    const at = distinct.spanNamed(transaction.spanId, transaction.project, transaction.traceId);
    if (at === NONE) continue;
    const node = nodeOf[at] ?? NONE;
    known.set(node, transaction);
    entry[node] = 1;
  }
  const { placed, loose } = placeErrors(errors, distinct, nodeOf, known);

  const self = selfTimes({ length, parent: tree.parent, start, duration, row, entry });
  const owner = new Int32Array(length);
  const faults = new Int32Array(length + 1);
  const isFailed = table.status.dictionary.map((word) => isFailure(word));
  let roots = 0;
  for (let node = 0; node < length; node++) {
    const above = tree.parent[node] ?? NONE;
    const at = row[node] ?? NONE;
    if (at === NONE) self[node] = NaN;
    else if (above === NONE) roots += 1;
    owner[node] = known.has(node) ? node : (owner[above] ?? NONE);
    const fault = placed.has(node) || (at !== NONE && isFailed[table.status.codes[at] ?? NONE] === true);
    faults[node + 1] = (faults[node] ?? 0) + (fault ? 1 : 0);
  }

  return {
    length,
    table,
    row,
    missing,
    parent: tree.parent,
    depth: tree.depth,
    size: tree.size,
    children: tree.children,
    start,
    duration,
    self,
    owner,
    entry,
    look: looksOf(table, row),
    transactions: known,
    errors: placed,
    looseErrors: loose,
    faults,
    startTime: times.startTime,
    endTime: times.endTime,
    notices: toNotices({
      spans: distinct.length,
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
