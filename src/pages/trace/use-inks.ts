import { useMemo, useSyncExternalStore } from 'react';
import { OP_CATEGORIES, toOpLook } from '../../ui/op.ts';
import type { OpCategory } from '../../ui/op.ts';

/** The colours a canvas is drawn with: a canvas cannot read custom properties itself. */
export type Inks = Readonly<Record<OpCategory | 'gap', string>>;

const NAMES: readonly (readonly [OpCategory | 'gap', string])[] = [
  ...OP_CATEGORIES.map((category): [OpCategory, string] => [category, toOpLook(category).cssVar]),
  ['gap', '--gap-hatch'],
];

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

function read(): string {
  const style = getComputedStyle(document.documentElement);
  return NAMES.map(([, variable]) => style.getPropertyValue(variable).trim()).join(';');
}

/** The colours of the look that the page has now. */
export function useInks(): Inks {
  const values = useSyncExternalStore(subscribe, read);
  return useMemo(() => {
    const each = values.split(';');
    return Object.fromEntries(NAMES.map(([name], at) => [name, each[at] ?? ''])) as Inks;
  }, [values]);
}
