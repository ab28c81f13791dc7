import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

function linkOf(table: HTMLElement | null, index: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-row="${index}"] a[data-row-link]`) ?? null;
}

/** Focuses a row's link, as soon as the row is in the page. */
function focusRow(table: RefObject<HTMLElement | null>, index: number, tries = 10): void {
  const link = linkOf(table.current, index);
  if (link !== null) link.focus();
  else if (tries > 0) requestAnimationFrame(() => focusRow(table, index, tries - 1));
}

/**
 * j and k walk to the next and the previous row of a table by focusing the row's link; Enter then follows it, and o
 * opens it in a tab of its own; x picks it out, with Shift all from the last one that was. They do nothing while
 * something is being written, nor with another modifier.
 */
export function useRowKeys(
  table: RefObject<HTMLElement | null>,
  rows: number,
  /** Brings a row into the page. */
  scrollTo: (index: number) => void,
  /** Null where rows cannot be picked out. */
  select: ((index: number, isRange: boolean) => void) | null = null,
): void {
  const latest = useRef({ rows, scrollTo, select });
  useEffect(() => {
    latest.current = { rows, scrollTo, select };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const move = { j: 1, k: -1, o: 0, x: 0, X: 0 }[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || WRITES.has(target.tagName))) return;
      const { rows, scrollTo, select } = latest.current;
      if (rows === 0) return;
      const row = document.activeElement?.closest<HTMLElement>('[data-row]');
      const current = row != null && table.current?.contains(row) === true ? Number(row.dataset['row']) : -1;
      if (event.key === 'x' || event.key === 'X') {
        if (select === null || current < 0) return;
        event.preventDefault();
        select(current, event.key === 'X');
        return;
      }
      if (move === 0) {
        const link = linkOf(table.current, current);
        if (link instanceof HTMLAnchorElement) window.open(link.href, '_blank', 'noopener');
        return;
      }
      const next = Math.min(Math.max(current + move, 0), rows - 1);
      event.preventDefault();
      scrollTo(next);
      focusRow(table, next);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [table]);
}
