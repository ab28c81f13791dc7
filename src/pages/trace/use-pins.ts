import { useState } from 'react';

const KEPT_UNDER = 'longtail.trace-pins';

/** So many are kept: more would stand before nothing. */
const MOST = 50;

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

/** The attributes that the reader wants before the others: kept for the next visit, and no part of a link. */
export function usePins(): readonly [pins: ReadonlySet<string>, toggle: (key: string) => void] {
  const [pins, setPins] = useState(read);
  const toggle = (key: string): void => {
    // Another table of the page may have changed them since.
    const next = new Set(read());
    if (!next.delete(key)) next.add(key);
    setPins(next);
    try {
      localStorage.setItem(KEPT_UNDER, JSON.stringify([...next].slice(-MOST)));
    } catch {
      // Storage is off or full: they hold until the page is left.
    }
  };
  return [pins, toggle];
}
