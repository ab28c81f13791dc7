import { isNumberColumn, isTextColumn, tagOf } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import type { Range } from '../model/time.ts';
import { FormatError } from './format-error.ts';

// What a request of the HTTP contract (`public/openapi.json`) asks for, read the same by all who serve it. Everything
// throws a `FormatError`, to be answered with 400, for what is no such request.

/** The number in a query of an address; null where it is not given. */
function numberIn(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new FormatError(`"${name}" is not a number: "${text}".`, 'Give milliseconds, or leave it out.');
  }
  return value;
}

/** `start` and `end` in epoch milliseconds, open where they are left out. */
export function rangeIn(url: URL): Range {
  const start = numberIn(url, 'start') ?? -Infinity;
  const end = numberIn(url, 'end') ?? Infinity;
  if (start > end) {
    throw new FormatError('The range ends before it starts.', 'Give a start before the end.');
  }
  return { start, end };
}

/** The columns of a row that are asked for, by their names; a tag as `tag:key`. */
export function fieldsIn(url: URL): readonly Field[] {
  return url.searchParams.getAll('column').map((name) => {
    const tag = tagOf(name);
    if (tag !== null) return { tag };
    if (isNumberColumn(name) || isTextColumn(name)) return name;
    throw new FormatError(
      `There is no column "${name.slice(0, 100)}".`,
      'Give columns of transactions alone.',
    );
  });
}

/** The position `after` in the sequence of changes; null where it is not given. */
export function afterIn(url: URL): number | null {
  return numberIn(url, 'after');
}

/** Whose spans are asked for. */
export function transactionIn(url: URL): { readonly project: string; readonly transaction: string } {
  const transaction = url.searchParams.get('transaction');
  const project = url.searchParams.get('project');
  if (transaction !== null && project !== null) return { project, transaction };
  throw new FormatError(
    'The request does not say whose spans.',
    'Give "transaction" and "project", both as they stand in the rows.',
  );
}

/** The id at the end of the address of a trace, in lower case. */
export function traceIdIn(part: string): string {
  const traceId = part.toLowerCase();
  if (/^[0-9a-f]{32}$/.test(traceId)) return traceId;
  throw new FormatError(`"${part.slice(0, 100)}" is no trace id.`, 'A trace id has 32 hexadecimal digits.');
}
