import type { Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { VITALS } from '../../model/transaction.ts';
import { groupOf } from '../../trace/hash.ts';
import { VITAL_PAGE, vitalAttribute } from '../../trace/vitals.ts';
import { SWAPPED_TIMES } from '../../trace/swapped.ts';
import { AttributeBag } from '../attributes.ts';
import { toName, toObject, toText } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { stableOp } from '../op-name.ts';
import { withStableNames } from '../otlp/semconv.ts';
import type { EnvelopeContext } from './envelope-context.ts';
import { toSpanId } from './span.ts';
import { readIdentity, segmentOf } from './streamed-span.ts';
import { readVitals } from './vitals.ts';

/**
 * A `span` item that is one span, as browser SDKs 8 to 10 send INP, and some LCP and CLS. It says that it is a
 * segment, but measures a page that has its own transaction, so that it is never one itself. Throws a `Refusal` when
 * it has no ids or no times.
 */
export function readStandaloneSpan(span: ForeignObject, { project }: EnvelopeContext): Span {
  const { traceId, spanId, period } = readIdentity(span, span['timestamp']);
  const data = toObject(span['data']);
  const op = stableOp(toName(span['op']) ?? toName(data['sentry.op']) ?? '');
  const description = toText(span['description']) ?? '';
  const parentId = toSpanId(span['parent_span_id']);
  const vitals = readVitals(span['measurements']);
  const attributes = new AttributeBag();
  for (const vital of VITALS) attributes.add(vitalAttribute(vital), vitals[vital]);
  attributes
    .add(VITAL_PAGE, data['transaction'])
    .addAll(data)
    .addAll(span['tags'])
    .add('sentry.origin', span['origin']);
  if (period.swapped) attributes.note(SWAPPED_TIMES, true);
  return {
    traceId,
    spanId,
    parentId: parentId === spanId ? null : parentId,
    project,
    op,
    description,
    start: period.start,
    duration: period.duration,
    exclusive: period.duration,
    status: toStatus(toName(span['status'])),
    group: groupOf({ op, description }),
    segment: segmentOf(spanId, [data['sentry.pageload.span_id'], span['segment_id']]),
    attributes: withStableNames(attributes.done()),
  };
}
