import { parseAttributes, printAttributes } from '../../formats/arrow/span-columns.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { bytesOf, hexAt, joinPairs, toWordPairs, toWords } from './ids.ts';
import type { Texts } from './texts.ts';
import { Vectors } from './vectors.ts';

/** A span and the row of its transaction, NaN while that is not known. */
export interface PlacedSpan {
  readonly span: Span;
  readonly row: number;
}

function codes<Item>(items: readonly Item[], texts: Texts, read: (item: Item) => string | null): Int32Array {
  return Int32Array.from(items, (item) => texts.codeOf(read(item)));
}

function written<Item>(items: readonly Item[], read: (item: Item) => string): string[] {
  return items.map((item) => read(item).toWellFormed());
}

/** Spans as rows of their table. */
export function toSpanVectors(placed: readonly PlacedSpan[], texts: Texts): Vectors {
  const spans = placed.map(({ span }) => span);
  const [traceFirst, traceLast] = toWordPairs(spans.map((span) => span.traceId));
  return new Vectors(spans.length)
    .set('trace:0', 'word', traceFirst)
    .set('trace:1', 'word', traceLast)
    .set('span:0', 'word', toWords(spans.map((span) => span.spanId)))
    .set('parent:0', 'word', toWords(spans.map((span) => span.parentId)))
    .set('segment:0', 'word', toWords(spans.map((span) => span.segment)))
    .set('group:0', 'word', toWords(spans.map((span) => span.group)))
    .set(
      'project',
      'code',
      codes(spans, texts, (span) => span.project),
    )
    .set(
      'op',
      'code',
      codes(spans, texts, (span) => span.op),
    )
    .set(
      'status',
      'code',
      codes(spans, texts, (span) => span.status),
    )
    .set(
      'start',
      'float64',
      Float64Array.from(spans, (span) => span.start),
    )
    .set(
      'duration',
      'float32',
      Float32Array.from(spans, (span) => span.duration),
    )
    .set(
      'exclusive',
      'float32',
      Float32Array.from(spans, (span) => span.exclusive),
    )
    .set(
      'row',
      'float64',
      Float64Array.from(placed, ({ row }) => row),
    )
    .set(
      'description',
      'text',
      written(spans, (span) => span.description),
    )
    .set(
      'attributes',
      'text',
      written(spans, (span) => printAttributes(span.attributes)),
    );
}

/** The spans of vectors with the columns `SPAN_COLUMNS`. */
export function toPlacedSpans(vectors: Vectors, texts: Texts): PlacedSpan[] {
  const traces = joinPairs(vectors.get('trace:0', 'word'), vectors.get('trace:1', 'word'));
  const ids = bytesOf(vectors.get('span:0', 'word'));
  const parents = bytesOf(vectors.get('parent:0', 'word'));
  const segments = bytesOf(vectors.get('segment:0', 'word'));
  const groups = bytesOf(vectors.get('group:0', 'word'));
  const project = vectors.get('project', 'code');
  const op = vectors.get('op', 'code');
  const status = vectors.get('status', 'code');
  const start = vectors.get('start', 'float64');
  const duration = vectors.get('duration', 'float32');
  const exclusive = vectors.get('exclusive', 'float32');
  const rows = vectors.get('row', 'float64');
  const description = vectors.get('description', 'text');
  const attributes = vectors.get('attributes', 'text');
  return Array.from({ length: vectors.length }, (_, index): PlacedSpan => {
    const span: Span = {
      traceId: hexAt(traces, index, 16) ?? '',
      spanId: hexAt(ids, index, 8) ?? '',
      parentId: hexAt(parents, index, 8),
      segment: hexAt(segments, index, 8),
      group: hexAt(groups, index, 8) ?? '',
      project: texts.textOf(project[index] ?? -1) ?? '',
      op: texts.textOf(op[index] ?? -1) ?? '',
      status: toStatus(texts.textOf(status[index] ?? -1)),
      start: start[index] ?? NaN,
      duration: duration[index] ?? NaN,
      exclusive: exclusive[index] ?? NaN,
      description: description[index] ?? '',
      attributes: parseAttributes(attributes[index] ?? '[]'),
    };
    return { span, row: rows[index] ?? NaN };
  });
}

/** Errors as rows of their table. */
export function toErrorVectors(errors: readonly ErrorEvent[], texts: Texts): Vectors {
  const [eventFirst, eventLast] = toWordPairs(errors.map((error) => error.eventId));
  const [traceFirst, traceLast] = toWordPairs(errors.map((error) => error.traceId));
  return new Vectors(errors.length)
    .set('event:0', 'word', eventFirst)
    .set('event:1', 'word', eventLast)
    .set('trace:0', 'word', traceFirst)
    .set('trace:1', 'word', traceLast)
    .set('span:0', 'word', toWords(errors.map((error) => error.spanId)))
    .set(
      'project',
      'code',
      codes(errors, texts, (error) => error.project),
    )
    .set(
      'level',
      'code',
      codes(errors, texts, (error) => error.level),
    )
    .set(
      'transaction',
      'code',
      codes(errors, texts, (error) => error.transaction),
    )
    .set(
      'timestamp',
      'float64',
      Float64Array.from(errors, (error) => error.timestamp),
    )
    .set(
      'type',
      'text',
      written(errors, (error) => error.type),
    )
    .set(
      'message',
      'text',
      written(errors, (error) => error.message),
    );
}

/** The errors of vectors with the columns `ERROR_COLUMNS`. */
export function toErrors(vectors: Vectors, texts: Texts): ErrorEvent[] {
  const events = joinPairs(vectors.get('event:0', 'word'), vectors.get('event:1', 'word'));
  const traces = joinPairs(vectors.get('trace:0', 'word'), vectors.get('trace:1', 'word'));
  const spans = bytesOf(vectors.get('span:0', 'word'));
  const project = vectors.get('project', 'code');
  const level = vectors.get('level', 'code');
  const transaction = vectors.get('transaction', 'code');
  const timestamp = vectors.get('timestamp', 'float64');
  const type = vectors.get('type', 'text');
  const message = vectors.get('message', 'text');
  return Array.from({ length: vectors.length }, (_, index): ErrorEvent => ({
    eventId: hexAt(events, index, 16) ?? '',
    traceId: hexAt(traces, index, 16),
    spanId: hexAt(spans, index, 8),
    project: texts.textOf(project[index] ?? -1) ?? '',
    level: texts.textOf(level[index] ?? -1) ?? '',
    transaction: texts.textOf(transaction[index] ?? -1),
    timestamp: timestamp[index] ?? NaN,
    type: type[index] ?? '',
    message: message[index] ?? '',
  }));
}
