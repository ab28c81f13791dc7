import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { NOTHING_CUT } from '../../model/error-report.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import { userOfAttributes } from '../../trace/user.ts';
import { toEpoch, toName, toText } from '../foreign-value.ts';
import { LIMITS, shorten } from '../limits.ts';
import { nanosToMs } from './otlp-span.ts';
import type { OtlpEvent } from './otlp-span.ts';
import type { Service } from './resource.ts';
import { textOf } from './semconv.ts';
import { readStackText } from './stack-text.ts';

/** An exception that a span recorded, with an id that is the same however often it is sent. */
export function toError(
  event: OtlpEvent,
  span: Span,
  transaction: string | null,
  { environment, release }: Service,
): ErrorEvent | null {
  const type = textOf(event.attributes, 'exception.type') ?? '';
  const message = textOf(event.attributes, 'exception.message') ?? '';
  if (type === '' && message === '') return null;
  const { traceId, spanId, project } = span;
  const identity = JSON.stringify([traceId, spanId, String(event.time), type, message]);
  const { user, userDisplay } = userOfAttributes(span.attributes);
  const stackText = toText(textOf(event.attributes, 'exception.stacktrace'));
  const { frames, cut } = readStackText(stackText ?? '');
  const name = shorten(type, LIMITS.name);
  return {
    eventId: bytesToHex(md5(utf8ToBytes(identity))),
    project,
    traceId,
    spanId,
    timestamp: (event.time === null ? null : toEpoch(nanosToMs(event.time))) ?? span.start,
    type: name,
    message,
    level: 'error',
    transaction,
    environment,
    release,
    user: toName(user),
    report: {
      userDisplay: toName(userDisplay),
      tags: [],
      exceptions: [{ type: name, message, frames }],
      stackText,
      cut: { ...NOTHING_CUT, frames: cut },
    },
  };
}
