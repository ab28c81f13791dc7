import { createContext, useContext } from 'react';
import type { Scheme } from './scheme.ts';

interface ChosenScheme {
  readonly scheme: Scheme;
  readonly choose: (scheme: Scheme) => void;
}

export const SchemeContext = createContext<ChosenScheme>({ scheme: 'system', choose: () => undefined });

/** The look the reader chose, and how to choose another. */
export function useScheme(): ChosenScheme {
  return useContext(SchemeContext);
}
