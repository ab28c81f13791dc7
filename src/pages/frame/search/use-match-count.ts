import type { Scope } from '../../../model/query.ts';
import { formatCount } from '../../../ui/format.ts';
import { useAside } from '../../../view/use-aside.ts';
import { sizeQuery } from './value-questions.ts';

/**
 * How many transactions a search finds of those that there are without it, such as `14 of 212 transactions`; of one
 * transaction's page how many of its events. Empty while it is not known. Null: nothing is looked for.
 */
export function useMatchCount(found: Scope | null, all: Scope | null, isOfOne: boolean): string {
  const ofFound = useAside(found === null ? null : sizeQuery(found), (source, query, signal) =>
    source.ask(query, signal),
  );
  const ofAll = useAside(all === null ? null : sizeQuery(all), (source, query, signal) =>
    source.ask(query, signal),
  );
  if (ofFound.data === undefined || ofAll.data === undefined) return '';
  const [some, every] = [ofFound.data, ofAll.data].map(({ total, matched }) => (isOfOne ? matched : total));
  const noun = isOfOne ? 'event' : 'transaction';
  return `${formatCount(some ?? 0)} of ${formatCount(every ?? 0)} ${noun}${every === 1 ? '' : 's'}`;
}
