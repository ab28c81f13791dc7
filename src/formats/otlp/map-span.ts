import type { ErrorEvent, Span } from '../../model/span.ts';
import { toDuration } from '../../model/time.ts';
import { UNLABELED } from '../../model/transaction.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import { isBrowser } from '../../trace/gap.ts';
import { groupOf } from '../../trace/hash.ts';
import { SWAPPED_TIMES } from '../../trace/swapped.ts';
import { userOfAttributes } from '../../trace/user.ts';
import { clientOfAttributes } from '../attribute-client.ts';
import { AttributeBag, DROPPED_EVENTS, DROPPED_TAGS } from '../attributes.ts';
import { withClient } from '../client-tags.ts';
import { toEpoch, toHttpMethod, toHttpStatus, toName } from '../foreign-value.ts';
import { LIMITS, shorten } from '../limits.ts';
import { Refusal } from '../tally.ts';
import { descriptionOf, operationOf, transactionNameOf } from './operation.ts';
import { KIND, nanosToMs } from './otlp-span.ts';
import type { OtlpBatch, OtlpSpan } from './otlp-span.ts';
import { statusOf } from './outcome.ts';
import { serviceOf, tagsOf } from './resource.ts';
import type { Service } from './resource.ts';
import { weightOf } from './sampling.ts';
import { toError } from './span-error.ts';
import { textOf, withStableNames } from './semconv.ts';

/** Bits of `flags`: whether the sender knows if the parent was in another process, and whether it was. */
const KNOWS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

const KIND_NAMES = ['', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

/** What the spans of a batch have in common. */
export interface BatchContext {
  readonly service: Service;
  readonly resource: ReturnType<typeof withStableNames>;
  readonly batch: OtlpBatch;
  /** The user agent that it was sent by; null where that is not known. */
  readonly userAgent: string | null;
}

export function contextOf(batch: OtlpBatch, userAgent: string | null): BatchContext {
  const resource = withStableNames(batch.resource);
  return { batch, resource, service: serviceOf(resource), userAgent };
}

/** What became of one span. */
export interface MappedSpan {
  readonly span: Span;
  /** Where a service began its work with it. */
  readonly facts: TransactionFacts | null;
  readonly errors: readonly ErrorEvent[];
}

/** Whether a service began its work with this span: nothing of the same service ran above it. */
function isEntry({ parentId, kind, flags }: OtlpSpan): boolean {
  const remote = (flags & KNOWS_REMOTE) !== 0 && (flags & IS_REMOTE) !== 0;
  return parentId === null || remote || kind === KIND.server || kind === KIND.consumer;
}

function toPeriod({ start, end }: OtlpSpan) {
  const from = start === null ? null : toEpoch(nanosToMs(start));
  const to = end === null ? null : toEpoch(nanosToMs(end));
  if (start === null || end === null || from === null || to === null) {
    throw new Refusal(
      'invalid_timestamps',
      'A span has no valid startTimeUnixNano and endTimeUnixNano.',
      'Send nanoseconds since 1970, of a span that has ended.',
    );
  }
  const swapped = end < start;
  // The difference is taken in nanoseconds, where it is exact.
  const nanos = swapped ? start - end : end - start;
  return { start: Math.min(from, to), duration: toDuration(Number(nanos) / 1e6), swapped };
}

function toFacts(span: Span, name: string, sent: OtlpSpan, context: BatchContext): TransactionFacts {
  const { traceId, spanId, project, op, status, start, duration, attributes } = span;
  const { environment, release, sdk } = context.service;
  const user = userOfAttributes(attributes);
  const { tags, dropped } = tagsOf(attributes, context.resource);
  const all = new AttributeBag().addMap(attributes).addMap(context.resource);
  if (dropped > 0) all.note(DROPPED_TAGS, dropped);
  const given = all.done();
  const client = clientOfAttributes(given, context.userAgent, isBrowser({ sdk, op, attributes: given }));
  return {
    eventId: traceId.slice(0, 16) + spanId,
    traceId,
    spanId,
    project,
    transaction: name,
    op,
    status,
    start,
    duration,
    environment,
    release,
    user: toName(user.user),
    userDisplay: toName(user.userDisplay),
    sdk,
    httpMethod: toHttpMethod(attributes.get('http.request.method')),
    httpStatus: toHttpStatus(attributes.get('http.response.status_code')),
    weight: weightOf(attributes, sent.traceState),
    vitals: {},
    tags: withClient(tags, client),
    attributes: given,
  };
}

/** A span of OpenTelemetry in the words of the model; throws a `Refusal` when it has no ids or no times. */
export function mapSpan(given: OtlpSpan, context: BatchContext): MappedSpan {
  const { traceId, spanId, parentId, kind } = given;
  if (traceId === null || spanId === null || given.parentInvalid) {
    throw new Refusal(
      'invalid_id',
      'A span has no valid traceId, spanId or parentSpanId.',
      'Send 32 hexadecimal digits for a trace and 16 for a span, or 16 and 8 bytes in protobuf.',
    );
  }
  const { start, duration, swapped } = toPeriod(given);
  const stable = withStableNames(given.attributes);
  const bag = new AttributeBag()
    .addMap(stable)
    .add('otel.kind', KIND_NAMES[kind] ?? '')
    .add('otel.scope.name', context.batch.scopeName)
    .add('otel.scope.version', context.batch.scopeVersion)
    .add('otel.status_description', given.statusMessage);
  if (swapped) bag.note(SWAPPED_TIMES, true);
  if (given.droppedEvents > 0) bag.note(DROPPED_EVENTS, given.droppedEvents);
  const entry = isEntry(given);
  const op = operationOf(stable, kind, given.name);
  const name = shorten(transactionNameOf(stable, given.name) || UNLABELED, LIMITS.name);
  const description = shorten(entry ? name : descriptionOf(stable, op, given.name), LIMITS.text);
  const system = textOf(stable, 'db.system.name');
  const span: Span = {
    traceId,
    spanId,
    parentId: parentId === spanId ? null : parentId,
    project: context.service.project,
    op,
    description,
    start,
    duration,
    // Children may arrive later: `trace/assemble` takes their time away.
    exclusive: duration,
    status: statusOf({ statusCode: given.statusCode, attributes: stable }),
    group: groupOf({ op, description, isRoot: entry, system }),
    segment: entry ? spanId : null,
    attributes: bag.done(),
  };
  const errors = given.exceptions.map((event) => toError(event, span, entry ? name : null, context.service));
  return {
    span,
    facts: entry ? toFacts(span, name, given, context) : null,
    errors: errors.filter((error) => error !== null),
  };
}
