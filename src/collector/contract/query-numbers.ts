import { Refusal } from '../http/refusal.ts';
import type { Progress } from '../store/progress.ts';

/** The number in a query of an address; null where it is not given. Throws a Refusal for other text. */
export function numberIn(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new Refusal(400, `"${name}" is not a number: "${text}".`, 'Give milliseconds, or leave it out.');
  }
  return value;
}

/** `start` and `end` in epoch milliseconds, open where they are left out. */
export function rangeIn(url: URL): { readonly start: number; readonly end: number } {
  const start = numberIn(url, 'start') ?? -Infinity;
  const end = numberIn(url, 'end') ?? Infinity;
  if (start > end) throw new Refusal(400, 'The range ends before it starts.', 'Give a start before the end.');
  return { start, end };
}

/**
 * The position `after`; null where it is not given. Throws a Refusal of status 410 for a position that this
 * database did not give: it was built anew, or is in memory and was started again.
 */
export function afterIn(url: URL, { first, change }: Progress): number | null {
  const after = numberIn(url, 'after');
  if (after === null || after === 0 || (after >= first && after <= change)) return after;
  throw new Refusal(
    410,
    'The position is not one of this database, which has been built anew since.',
    'Drop all rows and load again without "after".',
  );
}
