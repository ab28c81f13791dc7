import { useMemo } from 'react';
import { compareWords } from './compare-words.ts';
import type { CompareWords } from './compare-words.ts';
import { useView } from './use-view.ts';
import type { Zone } from './view.ts';

/** What the view's numbers are compared with, in words. `write`: writes a moment in a zone, with its zone. */
export function useCompareWords(write: (at: number, zone: Zone) => string): CompareWords {
  const { compare, zone } = useView().view;
  return useMemo(() => compareWords(compare, (at) => write(at, zone)), [compare, zone, write]);
}
