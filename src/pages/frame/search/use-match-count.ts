import type { Scope } from '../../../model/query.ts';
import { formatCount } from '../../../ui/format.ts';
import { askSource, isWholeResult, useAside } from '../../../view/use-aside.ts';
import { sizeQuery } from './value-questions.ts';

/** How much a search finds. */
export interface MatchCount {
  /** Such as `14 of 212 transactions`; empty while it is not known. */
  readonly words: string;
  /** Whether the words are of an earlier search, or of none. */
  readonly isPending: boolean;
}

/**
 * How many transactions a search finds of those that there are without it; of one transaction's page how many of its
 * events. Null: nothing is looked for.
 */
export function useMatchCount(found: Scope | null, all: Scope | null, isOfOne: boolean): MatchCount {
  const ofFound = useAside(found === null ? null : sizeQuery(found), askSource, isWholeResult);
  const ofAll = useAside(all === null ? null : sizeQuery(all), askSource, isWholeResult);
  const isPending = ofFound.isPending || ofAll.isPending;
  if (ofFound.data === undefined || ofAll.data === undefined) return { words: '', isPending };
  const [some, every] = [ofFound.data, ofAll.data].map(({ total, matched }) => (isOfOne ? matched : total));
  const noun = isOfOne ? 'event' : 'transaction';
  const words = `${formatCount(some ?? 0)} of ${formatCount(every ?? 0)} ${noun}${every === 1 ? '' : 's'}`;
  const { told = [] } = ofFound.data;
  // Where the answer comes from, if not from this tab alone.
  const source = told.length === 0 ? '' : `, ${told.join(', ')} looked up in the collector`;
  return { words: `${words}${source}`, isPending };
}
