import { useState, useSyncExternalStore } from 'react';

/** The colour behind a custom property: a canvas cannot read custom properties itself. */
export type Inks = (variable: string) => string;

/** Counts the looks that the page has had: asking for a colour makes the browser work out its styles. */
let looks = 0;

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(() => {
    looks += 1;
    onChange();
  });
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

function look(): number {
  return looks;
}

function read(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}

/** The colours of one look, each read once; that of the surface stands for one that is not there. */
function inksOf(): Inks {
  const known = new Map<string, string>();
  return (variable) => {
    const ink = known.get(variable) ?? (read(variable) || read('--surface'));
    known.set(variable, ink);
    return ink;
  };
}

/** The colours of the look that the page has now. */
export function useInks(): Inks {
  const shown = useSyncExternalStore(subscribe, look);
  const [inks, setInks] = useState(() => ({ of: shown, inks: inksOf() }));
  if (inks.of === shown) return inks.inks;
  const next = { of: shown, inks: inksOf() };
  setInks(next);
  return next.inks;
}
