import type { FilterReason } from '../../model/private-data.ts';

/** What stands in place of what was filtered. */
export const FILTERED = '[Filtered]';

/** A part of a text, and why it goes. */
interface Cut {
  readonly start: number;
  readonly end: number;
}

/** The text with `[Filtered]` in place of the cuts, which are in order and apart from each other. */
export function withoutCuts(text: string, cuts: readonly Cut[]): string {
  let kept = '';
  let at = 0;
  for (const { start, end } of cuts) {
    kept += text.slice(at, start) + FILTERED;
    at = end;
  }
  return kept + text.slice(at);
}

/** Is told of every reason for which something was filtered. */
export type OnFiltered = (reason: FilterReason) => void;
