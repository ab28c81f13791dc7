import { useMemo, useSyncExternalStore } from 'react';

/** The colour behind a custom property: a canvas cannot read custom properties itself. */
export type Inks = (variable: string) => string;

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

/** One of them stands for all: they change with the look of the page. */
function read(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
}

/** The colours of one look, each read once; `look` stands for one that is not there. */
function inksOf(look: string): Inks {
  const known = new Map<string, string>();
  return (variable) => {
    const ink =
      known.get(variable) ??
      (getComputedStyle(document.documentElement).getPropertyValue(variable).trim() || look);
    known.set(variable, ink);
    return ink;
  };
}

/** The colours of the look that the page has now. */
export function useInks(): Inks {
  const look = useSyncExternalStore(subscribe, read);
  return useMemo(() => inksOf(look), [look]);
}
