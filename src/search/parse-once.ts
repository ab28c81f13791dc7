import type { ParseOptions } from './context.ts';
import { parse } from './parse.ts';
import type { Parsed } from './parse.ts';

/** One text is read by the box, by what helps with it, and by every cell of a page that offers to refine it. */
const MOST_KEPT = 32;
const kept = new Map<string, Parsed>();

/** As `parse`; of the texts that were read last, what was read then. */
export function parseOnce(text: string, options: ParseOptions): Parsed {
  const key = JSON.stringify([options, text]);
  const parsed = kept.get(key) ?? parse(text, options);
  // The one that was asked for last is the last to go.
  kept.delete(key);
  kept.set(key, parsed);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return parsed;
}

/** A text as those read it who ask for its terms alone: what times in it mean does not depend on when it is read. */
export function parseTerms(text: string): Parsed {
  return parseOnce(text, { now: 0 });
}
