import type { Attributes, Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import type { Status } from '../../model/status.ts';
import { UNLABELED } from '../../model/transaction.ts';
import { groupOf } from '../../trace/hash.ts';
import { VITAL_PAGE, carriesVital } from '../../trace/vitals.ts';
import { SWAPPED_TIMES } from '../../trace/swapped.ts';
import { AttributeBag } from '../attributes.ts';
import { isForeignObject, toName, toObject, toText } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { LIMITS, shorten } from '../limits.ts';
import { stableOp } from '../op-name.ts';
import { statusOf } from '../otlp/outcome.ts';
import { textOf, withStableNames } from '../otlp/semconv.ts';
import { Refusal } from '../tally.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { pageName } from './page-name.ts';
import { toPeriod, toSpanId, toTraceId } from './span.ts';
import type { Period } from './span.ts';

/** A span that came by itself, and whether a service began its work with it. */
export interface StreamedSpan {
  readonly span: Span;
  readonly isEntry: boolean;
}

/** Ids and period of a span that came by itself; throws a `Refusal` when it lacks one. */
export function readIdentity(
  span: ForeignObject,
  end: unknown,
): { readonly traceId: string; readonly spanId: string; readonly period: Period } {
  const traceId = toTraceId(span['trace_id']);
  const spanId = toSpanId(span['span_id']);
  if (traceId === null || spanId === null) {
    throw new Refusal('invalid_id', 'A span has no valid trace_id and span_id.', 'Update the SDK.');
  }
  const period = toPeriod(span['start_timestamp'], end);
  if (period !== null) return { traceId, spanId, period };
  throw new Refusal(
    'invalid_timestamps',
    'A span has no valid times of its start and end.',
    'Send seconds since 1970, of a span that has ended.',
  );
}

/**
 * Whether a segment measures something of a page that a transaction stands for already: SDKs send INP, and some of
 * them LCP and CLS, as segments of their own.
 */
function isMeasure(op: string): boolean {
  return op.startsWith('ui.interaction.') || op.startsWith('ui.webvital.');
}

/** The segment a span says it is in; null when it says none, or itself and is none. */
export function segmentOf(spanId: string, said: readonly unknown[]): string | null {
  return said.map(toSpanId).find((id) => id !== null && id !== spanId) ?? null;
}

/** The attributes under today's names. Each is sent as an object of its type and value. */
function readAttributes(value: unknown): Attributes {
  const bag = new AttributeBag();
  for (const [key, typed] of Object.entries(toObject(value))) bag.add(key, toObject(typed)['value']);
  return withStableNames(bag.done());
}

/** The span says whether it failed, its message how. */
function readStatus(said: unknown, attributes: Attributes): Status {
  if (said !== 'ok' && said !== 'error') return 'unknown';
  if (said === 'ok') return 'ok';
  const word = toStatus(textOf(attributes, 'sentry.status.message'));
  return word === 'unknown' ? statusOf({ statusCode: 2, attributes }) : word;
}

/**
 * What a span did. Names are the same for all queries and all addresses of a host, so that the query or the address
 * is told instead where it was sent.
 */
function readDescription(name: string, op: string, attributes: Attributes): string {
  const query = textOf(attributes, 'db.query.text');
  if (query !== null) return query;
  const url = textOf(attributes, 'url.full');
  if (url !== null && op.startsWith('resource.')) return url;
  const method = textOf(attributes, 'http.request.method');
  return url !== null && method !== null && op === 'http.client' ? `${method} ${url}` : name;
}

/** What the name is made of, under the name of each version: 11, 10, and the written one. */
function readSource(attributes: Attributes): string | null {
  const keys = ['sentry.segment.name.source', 'sentry.source', 'sentry.span.source'];
  return keys.map((key) => toName(attributes.get(key))).find((source) => source !== null) ?? null;
}

/** A vital that does not say beneath what it is says at least what its page is called. */
function withPage(span: Span): Span {
  const page = toName(
    span.attributes.get('sentry.transaction') ?? span.attributes.get('sentry.segment.name'),
  );
  if (page === null || !carriesVital(span)) return span;
  return { ...span, attributes: new Map(span.attributes).set(VITAL_PAGE, page) };
}

/** A span of a container of version 2. Throws a `Refusal` when it has no ids or no times. */
export function readStreamedSpan(value: unknown, { project }: EnvelopeContext): StreamedSpan {
  if (!isForeignObject(value)) {
    throw new Refusal('invalid_event', 'A span is not a JSON object.', 'Check what sends it.');
  }
  const { traceId, spanId, period } = readIdentity(value, value['end_timestamp']);
  const attributes = readAttributes(value['attributes']);
  const op = stableOp(toName(attributes.get('sentry.op')) ?? '');
  const isEntry = value['is_segment'] === true && !isMeasure(op);
  const sent = toText(value['name']) ?? '';
  const description = isEntry
    ? shorten(pageName(sent, op, readSource(attributes), attributes) || UNLABELED, LIMITS.name)
    : shorten(readDescription(sent, op, attributes), LIMITS.text);
  const system = textOf(attributes, 'db.system.name');
  const parentId = toSpanId(value['parent_span_id']);
  const said = [attributes.get('sentry.segment.id'), attributes.get('sentry.pageload.span_id')];
  const segment = isEntry ? spanId : segmentOf(spanId, said);
  const span: Span = {
    traceId,
    spanId,
    parentId: parentId === spanId ? null : parentId,
    project,
    op,
    description,
    start: period.start,
    duration: period.duration,
    // Children may arrive later: `trace/assemble` takes their time away.
    exclusive: period.duration,
    status: readStatus(value['status'], attributes),
    group: groupOf({ op, description, isRoot: isEntry, ...(system === null ? {} : { system }) }),
    segment,
    attributes: period.swapped
      ? new AttributeBag().addMap(attributes).note(SWAPPED_TIMES, true).done()
      : attributes,
  };
  return { span: segment === null ? withPage(span) : span, isEntry };
}
