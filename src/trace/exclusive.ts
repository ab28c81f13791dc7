import type { Span } from '../model/span.ts';
import type { Milliseconds } from '../model/time.ts';

/** What self time is computed from. */
export type Timed = Pick<Span, 'spanId' | 'parentId' | 'segment' | 'start' | 'duration'>;

/** An interval of time, its end included or not: only lengths matter here. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The length that intervals cover together; where they overlap, they count once. */
export function coveredLength(intervals: readonly Interval[]): number {
  const sorted = [...intervals].sort((a, b) => a.start - b.start);
  let covered = 0;
  let reached = -Infinity;
  for (const { start, end } of sorted) {
    if (end <= reached) continue;
    covered += end - Math.max(start, reached);
    reached = end;
  }
  return covered;
}

/**
 * The self time of each span of one trace, in milliseconds: its duration without the union of its direct children's
 * windows, as far as these lie inside of it.
 *
 *     parent   ├────────────────────┤      20
 *     child        ├─────┤                  6
 *     child           ├──────┤              7, of which 4 overlap the first
 *     child                       ├────┤    5, of which 3 lie inside
 *     self     ┄┄┄┄          ┄┄┄┄┄         20 − 9 − 3 = 8
 *
 * Another transaction beneath a span is none of its children: what the other service did is not known when this one
 * reports, and its clock may differ. Waiting for it is therefore self time of the span that waits.
 */
export function exclusiveTimes(spans: readonly Timed[]): Float32Array {
  const children = new Map<string, Timed[]>();
  for (const span of spans) {
    const { spanId, parentId, segment } = span;
    if (parentId === null || parentId === spanId || segment === spanId) continue;
    const siblings = children.get(parentId);
    if (siblings === undefined) children.set(parentId, [span]);
    else siblings.push(span);
  }
  const exclusive = new Float32Array(spans.length);
  let place = 0;
  for (const span of spans) {
    exclusive[place] = exclusiveOf(span, children.get(span.spanId));
    place += 1;
  }
  return exclusive;
}

/** Senders mostly send spans in the order in which they started. */
function isInOrder(spans: readonly Timed[]): boolean {
  let before = -Infinity;
  for (const { start } of spans) {
    if (start < before) return false;
    before = start;
  }
  return true;
}

function exclusiveOf({ start, duration }: Timed, children: Timed[] | undefined): Milliseconds {
  if (children === undefined) return duration;
  if (!isInOrder(children)) children.sort((a, b) => a.start - b.start);
  const end = start + duration;
  let covered = 0;
  let reached = start;
  for (const child of children) {
    const until = Math.min(child.start + child.duration, end);
    if (until <= reached) continue;
    covered += until - Math.max(child.start, reached);
    reached = until;
  }
  return Math.max(0, duration - covered);
}

/** The spans with their self time written into them. They must be the caller's own: a copy of each would cost more. */
export function withExclusiveTimes(spans: readonly (Span & { exclusive: Milliseconds })[]): readonly Span[] {
  const exclusive = exclusiveTimes(spans);
  let place = 0;
  for (const span of spans) {
    span.exclusive = exclusive[place] ?? NaN;
    place += 1;
  }
  return spans;
}
