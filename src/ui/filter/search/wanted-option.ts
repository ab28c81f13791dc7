import type { Suggestion } from './suggestion.ts';

/** The option that the keys went to: by its id, or the first or last one of those that are on their way. */
export type WantedOption = { readonly id: string } | 'first' | 'last' | null;

/** Which option that is by now; null where there is none. */
export function optionAt(options: readonly Suggestion[], wanted: WantedOption): Suggestion | null {
  if (wanted === null) return null;
  if (typeof wanted === 'object') return options.find(({ id }) => id === wanted.id) ?? null;
  return options.at(wanted === 'first' ? 0 : -1) ?? null;
}
