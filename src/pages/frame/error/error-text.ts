import type { Exception, StackFrame } from '../../../model/error-report.ts';
import type { ErrorEvent } from '../../../model/span.ts';

/** Where a call stands: `src/pay.js:12:5`; empty where nothing is known. */
export function placeOf({ file, line, column }: StackFrame): string {
  return [file, line, line === null ? null : column].filter((part) => part !== null && part !== '').join(':');
}

function lineOf(frame: StackFrame): string {
  const place = placeOf(frame);
  if (frame.function === '') return `    at ${place}`;
  return place === '' ? `    at ${frame.function}` : `    at ${frame.function} (${place})`;
}

/** What was thrown, on one line: `TypeError: no such card`; of either what there is. */
export function titleOf({ type, message }: Pick<Exception, 'type' | 'message'>): string {
  return [type, message].filter((part) => part !== '').join(': ');
}

/** An error as JavaScript prints one, to be pasted anywhere. */
export function errorText(error: ErrorEvent): string {
  const exceptions = error.report?.exceptions ?? [];
  if (exceptions.length === 0) return titleOf(error);
  return exceptions
    .flatMap((exception, index) => [
      `${index === 0 ? '' : 'Caused by: '}${titleOf(exception)}`,
      ...exception.frames.map(lineOf),
    ])
    .join('\n');
}
