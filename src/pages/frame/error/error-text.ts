import type { StackFrame } from '../../../model/error-report.ts';
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

/** An error as JavaScript prints one, to be pasted anywhere. */
export function errorText({ type, message, report }: ErrorEvent): string {
  const exceptions = report?.exceptions ?? [];
  if (exceptions.length === 0) return [type, message].filter((part) => part !== '').join(': ');
  return exceptions
    .flatMap((exception, index) => [
      `${index === 0 ? '' : 'Caused by: '}${[exception.type, exception.message].filter((part) => part !== '').join(': ')}`,
      ...exception.frames.map(lineOf),
    ])
    .join('\n');
}
