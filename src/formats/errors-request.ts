import type { ErrorId } from '../model/span.ts';
import { transactionIn } from './contract-request.ts';
import { FormatError } from './format-error.ts';

// What a request for errors asks for, read the same by all who serve the HTTP contract (`public/openapi.json`).

/** Errors in one list at most. */
export const MOST_ERRORS = 20_000;

/** Whose errors are asked for; null: those of all transactions, and of none. */
export function ownerIn(url: URL): { readonly project: string; readonly transaction: string } | null {
  const { searchParams } = url;
  return searchParams.has('transaction') || searchParams.has('project') ? transactionIn(url) : null;
}

/** Which error is asked for: its event id ends the address, its project is in the query. */
export function errorIn(url: URL, part: string): ErrorId {
  const eventId = part.toLowerCase();
  const project = url.searchParams.get('project');
  if (/^[0-9a-f]{32}$/.test(eventId) && project !== null) return { project, eventId };
  throw new FormatError(
    `The request names no error: "${part.slice(0, 100)}".`,
    'Give the 32 hexadecimal digits of its event id, and its "project".',
  );
}
