import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { loadPart } from './load-part.ts';

/** A component whose code is loaded when it is first drawn; see {@link loadPart} for what happens where it cannot be. */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await loadPart(load) }));
}

/** As {@link lazyPart}, for what a page can do without: where its code cannot be loaded, nothing stands in its place. */
export function extraPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => loadPart(load).then(toDefault, () => toDefault(() => null)));
}

function toDefault<P>(part: ComponentType<P>): { default: ComponentType<P> } {
  return { default: part };
}
