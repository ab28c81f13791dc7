import type { Span } from '../../model/span.ts';
import { isFailure } from '../../model/status.ts';
import type { Milliseconds } from '../../model/time.ts';
import type { Row } from '../../trace/row-list.ts';
import { descriptionAt, faultsIn, isFault, isMissing, NONE, opAt, spanAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { toOpCategory } from '../../ui/op.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';

/** Milliseconds that a node begins before the span above it, which then is no cause of it; below one, none. */
export function earlyBy(trace: Trace, node: number): Milliseconds {
  const parent = trace.parent[node] ?? NONE;
  if (parent === NONE || trace.row[parent] === NONE) return 0;
  const early = (trace.start[parent] ?? 0) - (trace.start[node] ?? 0);
  return early < 1 ? 0 : early;
}

/** What a span is called: its description, else its op, else that it has neither. */
export function spanTitle({ op, description }: Pick<Span, 'op' | 'description'>): string {
  return toVisibleLine(description) || toVisibleLine(op) || 'span without a name';
}

function titleAt(trace: Trace, node: number): string {
  return spanTitle({ op: opAt(trace, node), description: descriptionAt(trace, node) });
}

/** The title of a node, for places that name another one. */
export function nameOf(trace: Trace, node: number): string {
  return isMissing(trace, node) ? 'the missing parent' : titleAt(trace, node);
}

/** Whether a span's title is code, and set as such. */
export function isCode(op: string): boolean {
  const category = toOpCategory(op);
  return category === 'db' || category === 'cache';
}

/** What a row is called. */
export function rowTitle(trace: Trace, row: Row): string {
  const op = opAt(trace, row.node);
  switch (row.kind) {
    case 'gap':
      return 'no instrumentation';
    case 'missing':
      return 'Missing parent';
    case 'chain':
      return `${toVisibleLine(op) || 'spans'} chain`;
    case 'siblings':
    case 'span':
      if (row.kind === 'siblings' && op === '' && descriptionAt(trace, row.node) === '') {
        return 'equal siblings';
      }
      return titleAt(trace, row.node);
  }
}

/** Milliseconds the members of a group took, added up. */
export function sumOf(trace: Trace, members: Iterable<number>): number {
  let sum = 0;
  for (const node of members) sum += trace.duration[node] ?? 0;
  return sum;
}

/** How long a row took: of a group, its members added up. */
export function rowTime(trace: Trace, row: Row): number {
  return row.kind === 'siblings' ? sumOf(trace, row.members) : row.duration;
}

/** The label beside a row's bar. */
export function rowLabel(trace: Trace, row: Row): string {
  if (row.kind === 'siblings') {
    return `×${formatCount(row.members.length)} · ${formatDuration(rowTime(trace, row))}`;
  }
  return formatDuration(row.duration);
}

/** The self time of a row: of a group, its members' added up; NaN where there is none. */
export function rowSelf(trace: Trace, row: Row): number {
  switch (row.kind) {
    case 'span':
      return trace.self[row.node] ?? NaN;
    case 'siblings':
    case 'chain':
      return row.members.reduce((sum, node) => sum + (trace.self[node] ?? 0), 0);
    case 'gap':
    case 'missing':
      return NaN;
  }
}

/** How many spans of a row failed or carry an error: its own; of a closed one, all that it hides. */
export function rowFaults(trace: Trace, row: Row): number {
  if (row.kind === 'gap') return 0;
  if (row.kind === 'siblings') return row.members.filter((node) => isFault(trace, node)).length;
  if (row.kind === 'chain') {
    return row.open === true ? 0 : row.members.filter((node) => isFault(trace, node)).length;
  }
  return row.open === false ? faultsIn(trace, row.node) : Number(isFault(trace, row.node));
}

/** Why a span counts as failed, in a word or a code; empty where it does not. */
export function faultWord(trace: Trace, node: number): string {
  const span = spanAt(trace, node);
  if (span === null || !isFault(trace, node)) return '';
  const code = Number(
    span.attributes.get('http.response.status_code') ??
      span.attributes.get('http.status_code') ??
      trace.transactions.get(node)?.httpStatus ??
      NaN,
  );
  if (code >= 400 && code < 600) return String(code);
  if (isFailure(span.status)) return span.status.replaceAll('_', ' ');
  const count = trace.errors.get(node)?.length ?? 0;
  return count === 1 ? 'error' : `${formatCount(count)} errors`;
}

/** What the times of rows refer to. */
export interface Frame {
  /** Start of what is in scope, in milliseconds after the trace's start, and its length. */
  readonly origin: number;
  readonly total: number;
  /** What it is called: `transaction` or `trace`. */
  readonly scope: string;
}

/** The whole row in words, for those who do not see the bars. */
export function rowName(trace: Trace, row: Row, { origin, total, scope }: Frame): string {
  const op = opAt(trace, row.node);
  const faults = rowFaults(trace, row);
  const count = row.members.length;
  const early = row.kind === 'span' ? earlyBy(trace, row.node) : 0;
  const words = [
    row.kind === 'span' && op !== '' && op !== rowTitle(trace, row) ? `${toVisibleLine(op)} ` : '',
    rowTitle(trace, row),
    count > 0 ? `, ${formatCount(count)} spans, ${formatDuration(sumOf(trace, row.members))} in sum` : '',
    `, ${formatDuration(row.duration)}, starts ${formatDuration(row.start - origin)}`,
    total > 0 ? `, ${formatPercent(Math.min(1, row.duration / total))} of the ${scope}` : '',
    early === 0 ? '' : `, ${formatDuration(early)} before the span above it`,
    faults === 0 ? '' : row.kind === 'span' && row.open !== false ? ', failed' : `, ${faults} failed inside`,
  ];
  return words.join('');
}
