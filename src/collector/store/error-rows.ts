import { topFrame } from '../../model/error-report.ts';
import type { ErrorEvent } from '../../model/span.ts';
import { driftOf, toDrifts } from './drifts.ts';
import { bytesOf, hexAt, joinPairs, toWordPairs, toWords } from './ids.ts';
import type { TextSource, Texts } from './texts.ts';
import { Vectors } from './vectors.ts';

/** The columns of an error whose texts have codes. */
export const ERROR_TEXTS = [
  'project',
  'level',
  'transaction',
  'environment',
  'release',
  'user',
  'frame',
] as const;

function textOf(error: ErrorEvent, name: (typeof ERROR_TEXTS)[number]): string | null {
  if (name === 'frame') return error.report === undefined ? null : topFrame(error.report);
  return error[name] ?? null;
}

function written<Item>(items: readonly Item[], read: (item: Item) => string): string[] {
  return items.map((item) => read(item).toWellFormed());
}

/** Errors as rows of their table. */
export function toErrorVectors(errors: readonly ErrorEvent[], texts: Texts): Vectors {
  const [eventFirst, eventLast] = toWordPairs(errors.map((error) => error.eventId));
  const [traceFirst, traceLast] = toWordPairs(errors.map((error) => error.traceId));
  const vectors = new Vectors(errors.length)
    .set('event:0', 'word', eventFirst)
    .set('event:1', 'word', eventLast)
    .set('trace:0', 'word', traceFirst)
    .set('trace:1', 'word', traceLast)
    .set('span:0', 'word', toWords(errors.map((error) => error.spanId)))
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
    )
    .set(
      'report',
      'text',
      written(errors, ({ report }) => (report === undefined ? '' : JSON.stringify(report))),
    );
  for (const name of ERROR_TEXTS) {
    const codes = Int32Array.from(errors, (error) => texts.codeOf(textOf(error, name)));
    vectors.set(name, 'code', codes);
  }
  return vectors;
}

/** The codes of rows, whose texts may have to be recalled (`Texts`). */
export function errorCodes(vectors: Vectors): readonly Int32Array[] {
  return ERROR_TEXTS.map((name) => vectors.get(name, 'code'));
}

/** The errors of vectors with the columns `ERROR_COLUMNS`, as parts of a trace. */
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

/** The same as a list has them. */
export function toListedErrors(vectors: Vectors, texts: TextSource): ErrorEvent[] {
  const [environment, release, user, frame] = (['environment', 'release', 'user', 'frame'] as const).map(
    (name) => vectors.get(name, 'code'),
  );
  const textAt = (column: Int32Array | undefined, row: number) => texts.textOf(column?.[row] ?? -1);
  return toErrors(vectors, texts).map((error, row) => ({
    ...error,
    environment: textAt(environment, row),
    release: textAt(release, row),
    user: textAt(user, row),
    frame: textAt(frame, row),
  }));
}
