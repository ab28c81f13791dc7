import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { loadPart } from './load-part.ts';

/** A component whose code is loaded when it is first drawn; see {@link loadPart} for what happens where it cannot be. */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await loadPart(load) }));
}
