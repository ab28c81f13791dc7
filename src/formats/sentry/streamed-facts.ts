import type { Attributes, Span } from '../../model/span.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import { isBrowser } from '../../trace/gap.ts';
import { toUser } from '../../trace/user.ts';
import { vitalsOf } from '../../trace/vitals.ts';
import { clientOfAttributes } from '../attribute-client.ts';
import { AttributeBag, DROPPED_TAGS } from '../attributes.ts';
import { withClient } from '../client-tags.ts';
import { toHttpMethod, toHttpStatus, toName, toNumber, toObject } from '../foreign-value.ts';
import { tagsOf } from '../otlp/resource.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { toTraceId } from './span.ts';

/** First words of attributes that Sentry's SDKs set themselves, beyond those that OpenTelemetry names. */
const OF_THE_SDK: ReadonlySet<string> = new Set(['app', 'cache', 'culture', 'measurement', 'react', 'ui']);

/**
 * How many transactions this one stands for: 1 / the rate of its trace. A segment says the rate when its service
 * decided by it; else the envelope's header does, which may be of another trace.
 */
function readWeight(span: Span, { header }: EnvelopeContext): number {
  const sampling = toObject(header['trace']);
  const isOfTrace = toTraceId(sampling['trace_id']) === span.traceId;
  const rates = [span.attributes.get('sentry.sample_rate'), isOfTrace ? sampling['sample_rate'] : null];
  const rate = rates.map(toNumber).find((value) => value !== null && value > 0 && value <= 1);
  return rate === undefined || rate === null ? 1 : Math.fround(1 / rate);
}

/** `name/version` of the SDK, as the span or else the envelope says. */
function readSdk(attributes: Attributes, { header }: EnvelopeContext): string | null {
  const sent = toObject(header['sdk']);
  const name = toName(attributes.get('sentry.sdk.name'));
  const version = toName(name === null ? sent['version'] : attributes.get('sentry.sdk.version'));
  const known = name ?? toName(sent['name']);
  return known === null || version === null ? known : `${known}/${version}`;
}

function readUser(attributes: Attributes) {
  const name = (key: string) => toName(attributes.get(key));
  const ip = name('user.ip_address');
  return toUser({
    id: name('user.id'),
    username: name('user.name'),
    email: name('user.email'),
    // This asks the server to fill in the sender's address, which is nobody's name.
    ip: ip === '{{auto}}' ? null : ip,
  });
}

/** The sender's own attributes as tags: what is set with `setTag` is not sent with spans. */
function readTags(attributes: Attributes) {
  const own = [...attributes].filter(([key]) => !OF_THE_SDK.has(key.split('.', 1)[0] ?? ''));
  return tagsOf(new Map(own), new Map());
}

/** The facts of the transaction that a span of a container of version 2 began. */
export function readStreamedFacts(span: Span, context: EnvelopeContext): TransactionFacts {
  const { traceId, spanId, project, op, status, start, duration, attributes, description } = span;
  const { tags, dropped } = readTags(attributes);
  const sdk = readSdk(attributes, context);
  const client = clientOfAttributes(attributes, context.userAgent, isBrowser({ sdk, op, attributes }));
  return {
    eventId: traceId.slice(0, 16) + spanId,
    traceId,
    spanId,
    project,
    transaction: description,
    op,
    status,
    start,
    duration,
    // The sampling context of a continued trace carries the environment and release of another service.
    environment: toName(attributes.get('sentry.environment')),
    release: toName(attributes.get('sentry.release')),
    ...readUser(attributes),
    sdk,
    httpMethod: toHttpMethod(attributes.get('http.request.method')),
    httpStatus: toHttpStatus(attributes.get('http.response.status_code')),
    weight: readWeight(span, context),
    vitals: vitalsOf(attributes),
    tags: withClient(tags, client),
    attributes:
      dropped === 0 ? attributes : new AttributeBag().addMap(attributes).note(DROPPED_TAGS, dropped).done(),
  };
}
