import type { AttributeValue, Attributes, ErrorEvent, Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { readHex } from '../../model/hex.ts';
import { isScalar } from '../foreign-value.ts';
import { FrameError } from './frame-error.ts';
import { toIds, toTextValues } from './rows.ts';
import { idsOf, numbersOf, textsOf } from './table-columns.ts';
import type { Columns, ReceivedColumns } from './table-columns.ts';
import { writeCodes, writeIds, writeNumbers, writeTexts } from './write-columns.ts';

/** Attributes as JSON text: an array of [key, value] pairs, because a key may be `__proto__`. */
export function printAttributes(attributes: Attributes): string {
  return JSON.stringify([...attributes]);
}

function isAttributeValue(value: unknown): value is AttributeValue {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

/** The attributes of a JSON text that `printAttributes` wrote; throws a `FrameError` on any other text. */
export function parseAttributes(text: string): Attributes {
  let pairs: unknown;
  try {
    pairs = JSON.parse(text);
  } catch (cause) {
    throw new FrameError('The attributes of a span are not JSON.', cause);
  }
  if (!Array.isArray(pairs)) throw new FrameError('The attributes of a span are not an array of pairs.');
  const attributes = new Map<string, AttributeValue>();
  for (const pair of pairs as unknown[]) {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string' || !isAttributeValue(pair[1])) {
      throw new FrameError('The attributes of a span hold something else than pairs of key and value.');
    }
    attributes.set(pair[0], pair[1]);
  }
  return attributes;
}

const float32Of = <Row>(rows: readonly Row[], read: (row: Row) => number) => Float32Array.from(rows, read);
const float64Of = <Row>(rows: readonly Row[], read: (row: Row) => number) => Float64Array.from(rows, read);

/** Clocks are seldom wrong: where all were right, there is no such column. */
function driftColumn(dated: readonly { readonly drift?: number }[]): Columns {
  if (dated.every(({ drift }) => drift === undefined)) return [];
  return [['drift', writeNumbers(float64Of(dated, ({ drift }) => drift ?? NaN))]];
}

/** The drift of a row as a member of what it becomes; none where the clock was right. */
function driftOf(drift: number | undefined): { readonly drift?: number } {
  return drift === undefined || Number.isNaN(drift) ? {} : { drift };
}

export function columnsOfSpans(spans: readonly Span[], rows: Float64Array): Columns {
  const ids = (width: number, read: (span: Span) => string | null) =>
    writeIds(toIds(spans.map(read), width), width);
  const codes = (read: (span: Span) => string) => writeCodes(toTextValues(spans.map(read)));
  return [
    ['trace', ids(16, (span) => span.traceId)],
    ['span', ids(8, (span) => span.spanId)],
    ['parent', ids(8, (span) => span.parentId)],
    ['segment', ids(8, (span) => span.segment)],
    ['project', codes((span) => span.project)],
    ['op', codes((span) => span.op)],
    ['description', codes((span) => span.description)],
    ['status', codes((span) => span.status)],
    ['group', codes((span) => span.group)],
    ['start', writeNumbers(float64Of(spans, (span) => span.start))],
    ['duration', writeNumbers(float32Of(spans, (span) => span.duration))],
    ['exclusive', writeNumbers(float32Of(spans, (span) => span.exclusive))],
    ['row', writeNumbers(rows)],
    ...driftColumn(spans),
    ['attributes', writeTexts(spans.map((span) => printAttributes(span.attributes)))],
  ];
}

const NO_ATTRIBUTES: Attributes = new Map();

/** Spans with the row of each one's transaction. A span without ids is an error: nothing could be drawn with it. */
export function spansOfColumns(received: ReceivedColumns): { spans: Span[]; rows: Float64Array } {
  const trace = idsOf(received, 'trace', 16);
  const span = idsOf(received, 'span', 8);
  const parent = idsOf(received, 'parent', 8);
  const segment = idsOf(received, 'segment', 8);
  const [project, op, description, status, group, attributes] = (
    ['project', 'op', 'description', 'status', 'group', 'attributes'] as const
  ).map((name) => textsOf(received, name));
  const start = numbersOf(received, 'start', 'float64');
  const drift = numbersOf(received, 'drift', 'float64');
  const duration = numbersOf(received, 'duration', 'float32');
  const exclusive = numbersOf(received, 'exclusive', 'float32');
  const spans = Array.from({ length: received.length }, (_, row): Span => {
    const traceId = readHex(trace, row * 16, 16);
    const spanId = readHex(span, row * 8, 8);
    if (traceId === null || spanId === null) throw new FrameError('A span has no trace id or no span id.');
    const json = attributes?.[row] ?? null;
    return {
      traceId,
      spanId,
      parentId: readHex(parent, row * 8, 8),
      segment: readHex(segment, row * 8, 8),
      project: project?.[row] ?? '',
      op: op?.[row] ?? '',
      description: description?.[row] ?? '',
      status: toStatus(status?.[row]),
      group: group?.[row] ?? '',
      start: start[row] ?? NaN,
      ...driftOf(drift[row]),
      duration: duration[row] ?? NaN,
      exclusive: exclusive[row] ?? NaN,
      attributes: json === null || json === '[]' ? NO_ATTRIBUTES : parseAttributes(json),
    };
  });
  return { spans, rows: Float64Array.from(numbersOf(received, 'row', 'float64')) };
}

export function columnsOfErrors(errors: readonly ErrorEvent[]): Columns {
  const ids = (width: number, read: (error: ErrorEvent) => string | null) =>
    writeIds(toIds(errors.map(read), width), width);
  const codes = (read: (error: ErrorEvent) => string | null) => writeCodes(toTextValues(errors.map(read)));
  return [
    ['event', ids(16, (error) => error.eventId)],
    ['trace', ids(16, (error) => error.traceId)],
    ['span', ids(8, (error) => error.spanId)],
    ['project', codes((error) => error.project)],
    ['type', codes((error) => error.type)],
    ['message', codes((error) => error.message)],
    ['level', codes((error) => error.level)],
    ['transaction', codes((error) => error.transaction)],
    ['timestamp', writeNumbers(float64Of(errors, (error) => error.timestamp))],
    ...driftColumn(errors),
    // Only a list of errors says where they came about, and to whom.
    ...(errors.some(({ frame }) => frame !== undefined)
      ? LISTED.map((name) => [name, codes((error) => error[name] ?? null)] as const)
      : []),
  ];
}

const LISTED = ['environment', 'release', 'user', 'frame'] as const;

export function errorsOfColumns(received: ReceivedColumns): ErrorEvent[] {
  const event = idsOf(received, 'event', 16);
  const trace = idsOf(received, 'trace', 16);
  const span = idsOf(received, 'span', 8);
  const [project, type, message, level, transaction] = (
    ['project', 'type', 'message', 'level', 'transaction'] as const
  ).map((name) => textsOf(received, name));
  const timestamp = numbersOf(received, 'timestamp', 'float64');
  const drift = numbersOf(received, 'drift', 'float64');
  const listed =
    received.column('frame') === undefined ? null : LISTED.map((name) => textsOf(received, name));
  return Array.from({ length: received.length }, (_, row): ErrorEvent => {
    const eventId = readHex(event, row * 16, 16);
    if (eventId === null) throw new FrameError('An error has no event id.');
    return {
      eventId,
      project: project?.[row] ?? '',
      traceId: readHex(trace, row * 16, 16),
      spanId: readHex(span, row * 8, 8),
      timestamp: timestamp[row] ?? NaN,
      ...driftOf(drift[row]),
      type: type?.[row] ?? '',
      message: message?.[row] ?? '',
      level: level?.[row] ?? 'error',
      transaction: transaction?.[row] ?? null,
      ...(listed === null ? {} : listedOf(listed.map((texts) => texts[row] ?? null))),
    };
  });
}

function listedOf(texts: readonly (string | null)[]) {
  const [environment = null, release = null, user = null, frame = null] = texts;
  return { environment, release, user, frame };
}
