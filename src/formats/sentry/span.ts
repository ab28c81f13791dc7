import type { Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { toDuration } from '../../model/time.ts';
import { groupOf } from '../../trace/hash.ts';
import { SWAPPED_TIMES } from '../../trace/swapped.ts';
import { AttributeBag } from '../attributes.ts';
import { isForeignObject, toList, toName, toObject, toText } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { toId } from '../../model/hex.ts';
import { stableOp } from '../op-name.ts';
import { withStableNames } from '../otlp/semconv.ts';
import { toSeconds } from './sentry-time.ts';

/** Start and length of a span; `swapped` when its end was written before its start. */
export interface Period {
  readonly start: number;
  readonly duration: number;
  readonly swapped: boolean;
}

/** The period between two timestamps, in milliseconds; null when one of them is none. */
export function toPeriod(start: unknown, end: unknown): Period | null {
  const from = toSeconds(start);
  const to = toSeconds(end);
  if (from === null || to === null) return null;
  // The difference is taken in seconds, as they were sent: that is one rounding less.
  return {
    start: Math.min(from, to) * 1000,
    duration: toDuration(Math.abs(to - from) * 1000),
    swapped: to < from,
  };
}

/** An id of 16 digits out of foreign data. */
export function toSpanId(value: unknown): string | null {
  return typeof value === 'string' ? toId(value, 8) : null;
}

/** An id of 32 digits out of foreign data; dashes are taken out. */
export function toTraceId(value: unknown): string | null {
  return typeof value === 'string' ? toId(value, 16) : null;
}

/** The hash that an event carries, where it is one. */
export function toGroup(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value) ? value : null;
}

/** What the spans of a transaction take from it. */
export interface SpanOwner {
  readonly traceId: string;
  readonly spanId: string;
  readonly project: string;
}

/**
 * What a span of a transaction says beside its own words: in `data`, or in the `attributes` of newer spans, in which a
 * value may be an object of its type and itself. What both have is told by `data`.
 */
function dataOf(span: ForeignObject): ForeignObject {
  const data = toObject(span['data']);
  const { attributes } = span;
  if (!isForeignObject(attributes)) return data;
  const untyped = Object.entries(attributes).map(([key, value]): [string, unknown] => [
    key,
    isForeignObject(value) && 'value' in value ? value['value'] : value,
  ]);
  return Object.fromEntries([...untyped, ...Object.entries(data)]);
}

/** A child span of a transaction; null when it has no id or no times, so that nothing could be drawn. */
export function readSpan(value: unknown, owner: SpanOwner): Span | null {
  const span = toObject(value);
  const spanId = toSpanId(span['span_id']);
  const period = toPeriod(span['start_timestamp'], span['timestamp']);
  if (spanId === null || period === null || spanId === owner.spanId) return null;
  const data = dataOf(span);
  const op = stableOp(toName(span['op']) ?? toName(data['sentry.op']) ?? '');
  const description = toText(span['description']) ?? '';
  const system = toName(data['db.system'] ?? data['db.system.name']);
  const fingerprint = toList(span['fingerprint']).filter((part) => typeof part === 'string');
  const attributes = new AttributeBag()
    .addAll(data)
    .addAll(span['tags'])
    .add('sentry.origin', span['origin']);
  if (period.swapped) attributes.note(SWAPPED_TIMES, true);
  return {
    traceId: owner.traceId,
    spanId,
    parentId: toSpanId(span['parent_span_id']),
    project: owner.project,
    op,
    description,
    start: period.start,
    duration: period.duration,
    exclusive: NaN,
    status: toStatus(toName(span['status'])),
    group: toGroup(span['hash']) ?? groupOf({ op, description, fingerprint, system }),
    segment: owner.spanId,
    attributes: withStableNames(attributes.done()),
  };
}
