import type { Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { UNLABELED } from '../../model/transaction.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import { withExclusiveTimes } from '../../trace/exclusive.ts';
import { isBrowser } from '../../trace/gap.ts';
import { groupOf } from '../../trace/hash.ts';
import { SWAPPED_TIMES } from '../../trace/swapped.ts';
import { AttributeBag, DROPPED_SPANS, DROPPED_TAGS } from '../attributes.ts';
import { withClient } from '../client-tags.ts';
import { toHttpMethod, toHttpStatus, toList, toName, toNumber, toObject } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../tally.ts';
import { stableOp } from '../op-name.ts';
import { withStableNames } from '../otlp/semconv.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { readEventClient } from './event-client.ts';
import { pageName } from './page-name.ts';
import { readSpan, toGroup, toPeriod, toSpanId, toTraceId } from './span.ts';
import type { SpanOwner } from './span.ts';
import { readTags } from './tags.ts';
import { readUser } from './user.ts';
import { readVitals } from './vitals.ts';

/**
 * How many transactions this one stands for: 1 / rate, where the rate is one. The header's is the rate by which the
 * trace was sampled where it began, also when it began elsewhere; SDK 8 writes its own rate of such a trace, by
 * which nothing was decided, into the data.
 */
function readWeight(trace: ForeignObject, { header }: EnvelopeContext): number {
  const rates = [
    toObject(header['trace'])['sample_rate'],
    toObject(trace['data'])['sentry.sample_rate'],
    trace['client_sample_rate'],
  ];
  const rate = rates.map(toNumber).find((value) => value !== null && value > 0 && value <= 1);
  return rate === undefined || rate === null ? 1 : Math.fround(1 / rate);
}

/** `name/version` of the SDK, as the event or else the envelope says. */
function readSdk(event: ForeignObject, { header }: EnvelopeContext): string | null {
  for (const sdk of [toObject(event['sdk']), toObject(header['sdk'])]) {
    const name = toName(sdk['name']);
    const version = toName(sdk['version']);
    if (name !== null) return version === null ? name : `${name}/${version}`;
  }
  return null;
}

/** Method and status of the request: every SDK writes them somewhere else. */
function readHttp(event: ForeignObject, trace: ForeignObject, tags: ReadonlyMap<string, string>) {
  const contexts = toObject(event['contexts']);
  const data = toObject(trace['data']);
  const methods = [
    toObject(event['request'])['method'],
    data['http.request.method'],
    data['http.method'],
    data['method'],
    tags.get('http.method'),
  ];
  const statuses = [
    toObject(contexts['response'])['status_code'],
    data['http.response.status_code'],
    data['http.status_code'],
    tags.get('http.status_code'),
    toObject(trace['tags'])['http.status_code'],
  ];
  return {
    httpMethod: methods.map(toHttpMethod).find((method) => method !== null) ?? null,
    httpStatus: statuses.map(toHttpStatus).find((status) => status !== null) ?? null,
  };
}

/** The child spans, and how many there were that could not be taken. */
function readChildren(
  event: ForeignObject,
  owner: SpanOwner,
): { children: readonly Span[]; dropped: number } {
  const given = toList(event['spans']);
  const children = given
    .slice(0, LIMITS.spans)
    .map((value) => readSpan(value, owner))
    .filter((span) => span !== null);
  return { children, dropped: given.length - children.length };
}

/** What the trace context and the measurements say, as attributes of the transaction's own span. */
function gatherAttributes(event: ForeignObject, trace: ForeignObject): AttributeBag {
  const attributes = new AttributeBag()
    .addAll(trace['data'])
    .addAll(trace['tags'])
    .add('sentry.origin', trace['origin'])
    .add('sentry.source', toObject(event['transaction_info'])['source']);
  for (const [name, measurement] of Object.entries(toObject(event['measurements']))) {
    attributes.add(`measurements.${name}`, toObject(measurement)['value']);
  }
  return attributes;
}

/**
 * A `transaction` event of any SDK: its facts and all of its spans, its own one first. Throws a `Refusal` when it
 * has no trace context or no times.
 */
export function readTransaction(
  event: ForeignObject,
  context: EnvelopeContext,
): { readonly facts: TransactionFacts; readonly spans: readonly Span[] } {
  const trace = toObject(toObject(event['contexts'])['trace']);
  const traceId = toTraceId(trace['trace_id']);
  const spanId = toSpanId(trace['span_id']);
  if (traceId === null || spanId === null) {
    throw new Refusal(
      'invalid_id',
      'A transaction has no trace context with a valid trace_id and span_id.',
      'Update the SDK: every one that can trace sends contexts.trace.',
    );
  }
  const period = toPeriod(event['start_timestamp'], event['timestamp']);
  if (period === null) {
    throw new Refusal(
      'invalid_timestamps',
      'A transaction has no valid start_timestamp and timestamp.',
      'Send seconds since 1970 or RFC 3339 dates.',
    );
  }
  const { project } = context;
  const { tags, dropped: droppedTags } = readTags(event['tags']);
  const { children, dropped: droppedSpans } = readChildren(event, { traceId, spanId, project });
  const attributes = gatherAttributes(event, trace);
  if (period.swapped) attributes.note(SWAPPED_TIMES, true);
  if (droppedTags > 0) attributes.note(DROPPED_TAGS, droppedTags);
  if (droppedSpans > 0) attributes.note(DROPPED_SPANS, droppedSpans);
  const op = stableOp(toName(trace['op']) ?? '');
  const stable = withStableNames(attributes.done());
  const source = toName(toObject(event['transaction_info'])['source']);
  const name = pageName(toName(event['transaction']) ?? UNLABELED, op, source, stable);
  const status = toStatus(toName(trace['status']));
  const { start, duration } = period;
  // Written out: of an object that is put together of others, making one takes ten times as long.
  const root: Span = {
    traceId,
    spanId,
    parentId: toSpanId(trace['parent_span_id']),
    project,
    op,
    description: name,
    start,
    duration,
    exclusive: NaN,
    status,
    group: toGroup(trace['hash']) ?? groupOf({ op, description: name, isRoot: true }),
    segment: spanId,
    attributes: stable,
  };
  const { user, userDisplay } = readUser(event['user']);
  const { httpMethod, httpStatus } = readHttp(event, trace, tags);
  const sdk = readSdk(event, context);
  const client = readEventClient(event, context.userAgent, isBrowser({ sdk, op, attributes: stable }));
  const facts: TransactionFacts = {
    eventId: toTraceId(event['event_id'] ?? context.header['event_id']) ?? traceId.slice(0, 16) + spanId,
    traceId,
    spanId,
    project,
    transaction: name,
    op,
    status,
    start,
    duration,
    // The dynamic sampling context of a continued trace carries the environment and release of another service.
    environment: toName(event['environment']),
    release: toName(event['release']),
    user,
    userDisplay,
    sdk,
    httpMethod,
    httpStatus,
    weight: readWeight(trace, context),
    vitals: readVitals(event['measurements']),
    tags: withClient(tags, client),
    attributes: stable,
  };
  return { facts, spans: withExclusiveTimes([root, ...children]) };
}
