import { useRef } from 'react';
import type { RefObject } from 'react';
import { useKeysWithin } from './use-keys-within.ts';
import { useView } from './use-view.ts';

/** Whether durations have a logarithmic axis, and what changes that. */
export interface ScaleUse {
  readonly isLog: boolean;
  readonly onScale: () => void;
}

/**
 * The scale of durations: `scale` of distributions and heatmaps, `curveScale` of lines over time. The key l changes it
 * while the focus is within `part`.
 */
export function useScale<T extends HTMLElement>(
  name: 'scale' | 'curveScale',
): ScaleUse & { readonly part: RefObject<T | null> } {
  const { view, edit } = useView();
  const part = useRef<T>(null);
  const onScale = (): void => edit(({ [name]: scale }) => ({ [name]: scale === 'log' ? 'linear' : 'log' }));
  useKeysWithin(part, { l: onScale });
  return { isLog: view[name] === 'log', onScale, part };
}
