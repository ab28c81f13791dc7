import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SortedRows } from './use-sorted-table.ts';

/** The rows of a table that somebody picked out. */
export interface RowSelection<R> {
  /** In the table's order; rows that the table no longer holds are not among them. */
  readonly rows: readonly R[];
  /** Their keys. */
  readonly keys: ReadonlySet<string>;
  /** Picks a row out or puts it back. `isRange`: picks all rows from the last one that was picked to this one. */
  readonly toggle: (key: string, isRange: boolean) => void;
  /** Picks every row out; puts all back where every row is picked. */
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The keys with one more or one less; with `from`, with all between both. */
function toggled(
  keys: ReadonlySet<string>,
  order: readonly { readonly id: string }[],
  key: string,
  from: string | null,
): ReadonlySet<string> {
  const ends = [order.findIndex(({ id }) => id === from), order.findIndex(({ id }) => id === key)];
  const [first = -1, last = -1] = ends.toSorted((one, two) => one - two);
  if (from !== null && first >= 0) {
    return new Set([...keys, ...order.slice(first, last + 1).map(({ id }) => id)]);
  }
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/**
 * Which rows of a table are picked out. It stays with the rows while they are ordered anew; what leaves the table is put
 * back, unless it comes again.
 */
export function useRowSelection<R>(sorted: SortedRows<R>): RowSelection<R> {
  const [chosen, setChosen] = useState(NONE);
  const latest = useRef({ sorted, chosen });
  useEffect(() => {
    latest.current = { sorted, chosen };
  });
  const from = useRef<string | null>(null);
  const picked = useMemo(
    () => (chosen.size === 0 ? [] : sorted.filter(({ id }) => chosen.has(id))),
    [sorted, chosen],
  );
  const toggle = useCallback((key: string, isRange: boolean): void => {
    const { sorted, chosen } = latest.current;
    const next = toggled(chosen, sorted, key, isRange ? from.current : null);
    from.current = key;
    latest.current = { sorted, chosen: next };
    setChosen(next);
  }, []);
  const toggleAll = useCallback((): void => {
    const { sorted, chosen } = latest.current;
    const isAll = sorted.every(({ id }) => chosen.has(id));
    from.current = null;
    setChosen(isAll ? NONE : new Set(sorted.map(({ id }) => id)));
  }, []);
  const clear = useCallback((): void => {
    from.current = null;
    setChosen(NONE);
  }, []);
  return useMemo(
    () => ({
      rows: picked.map(({ original }) => original.row),
      keys: picked.length === 0 ? NONE : new Set(picked.map(({ id }) => id)),
      toggle,
      toggleAll,
      clear,
    }),
    [picked, toggle, toggleAll, clear],
  );
}
