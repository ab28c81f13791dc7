import type { ErrorEvent } from '../../model/span.ts';
import { driftOf, toDrifts } from './drifts.ts';
import { bytesOf, hexAt, joinPairs, toWordPairs, toWords } from './ids.ts';
import type { TextSource, Texts } from './texts.ts';
import { Vectors } from './vectors.ts';

/** The columns of an error whose texts have codes. */
export const ERROR_TEXTS = ['project', 'level', 'transaction'] as const;

function codes<Item>(items: readonly Item[], texts: Texts, read: (item: Item) => string | null): Int32Array {
  return Int32Array.from(items, (item) => texts.codeOf(read(item)));
}

function written<Item>(items: readonly Item[], read: (item: Item) => string): string[] {
  return items.map((item) => read(item).toWellFormed());
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
    .set('drift', 'float64', toDrifts(errors))
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

/** The codes of rows, whose texts may have to be recalled (`Texts`). */
export function errorCodes(vectors: Vectors): readonly Int32Array[] {
  return ERROR_TEXTS.map((name) => vectors.get(name, 'code'));
}

/** The errors of vectors with the columns `ERROR_COLUMNS`. */
export function toErrors(vectors: Vectors, texts: TextSource): ErrorEvent[] {
  const events = joinPairs(vectors.get('event:0', 'word'), vectors.get('event:1', 'word'));
  const traces = joinPairs(vectors.get('trace:0', 'word'), vectors.get('trace:1', 'word'));
  const spans = bytesOf(vectors.get('span:0', 'word'));
  const project = vectors.get('project', 'code');
  const level = vectors.get('level', 'code');
  const transaction = vectors.get('transaction', 'code');
  const timestamp = vectors.get('timestamp', 'float64');
  const drifts = vectors.get('drift', 'float64');
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
    ...driftOf(drifts, index),
    type: type[index] ?? '',
    message: message[index] ?? '',
  }));
}
