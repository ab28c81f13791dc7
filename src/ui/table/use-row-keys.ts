import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** So many frames a row may take to come into the page. */
const FRAMES = 10;

function linkOf(table: HTMLElement | null, index: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-row="${index}"] a[data-row-link]`) ?? null;
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-row]') ?? null;
}

/** Focuses the link of the row that is walked to, as soon as it is in the page. */
function focusRow(
  table: RefObject<HTMLElement | null>,
  target: RefObject<number>,
  index: number,
  tries = FRAMES,
): void {
  // Another key was faster.
  if (target.current !== index) return;
  const link = linkOf(table.current, index);
  if (link === null && tries > 0) {
    requestAnimationFrame(() => focusRow(table, target, index, tries - 1));
    return;
  }
  target.current = -1;
  link?.focus();
}

/**
 * j and k walk to the next and the previous row of a table by focusing the row's link; Enter then follows it, and o
 * opens it in a tab of its own; x picks it out, with Shift all from the last one that was. They do nothing while
 * something is being written, nor with another modifier. Of several tables the one with the focus answers; without any, the
 * first. The result gives the focus back to the row that had it, where its table drew the row anew.
 */
export function useRowKeys(
  table: RefObject<HTMLElement | null>,
  rows: number,
  /** Brings a row into the page. */
  scrollTo: (index: number) => void,
  /** Null where rows cannot be picked out. */
  select: ((index: number, isRange: boolean) => void) | null = null,
): () => void {
  const latest = useRef({ rows, scrollTo, select });
  useEffect(() => {
    latest.current = { rows, scrollTo, select };
  });
  /** The row that is walked to and not in the page yet; −1: none. */
  const target = useRef(-1);
  /** The row that had the focus last; −1 once somebody took it elsewhere. */
  const last = useRef(-1);
  /** Which row that was, by its key. */
  const lastKey = useRef<string | undefined>(undefined);
  useEffect(() => {
    const follow = ({ target: focused }: FocusEvent): void => {
      const row = rowOf(focused instanceof Element ? focused : null);
      last.current = row !== null && table.current?.contains(row) === true ? Number(row.dataset['row']) : -1;
      lastKey.current = row?.dataset['key'];
    };
    const leave = ({ target: left }: FocusEvent): void => {
      // Another row came to stand in its place.
      if (left instanceof Element && rowOf(left)?.dataset['key'] !== lastKey.current) return;
      // A row that is taken out of the page did not lose the focus to anything; browsers tell of it before it is gone.
      queueMicrotask(() => {
        const isElsewhere = left instanceof Element && left.isConnected && left !== document.activeElement;
        if (isElsewhere && document.activeElement === document.body) last.current = -1;
      });
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('focusout', leave);
    };
  }, [table]);
  useEffect(() => {
    /** The row that keys are about; −1: none of this table. */
    const current = (): number => {
      if (target.current >= 0) return target.current;
      const row = rowOf(document.activeElement);
      if (row !== null && table.current?.contains(row) === true) return Number(row.dataset['row']);
      return document.activeElement === document.body ? last.current : -1;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const move = { j: 1, k: -1, o: 0, x: 0, X: 0 }[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target: pressed } = event;
      if (pressed instanceof HTMLElement && (pressed.isContentEditable || WRITES.has(pressed.tagName)))
        return;
      const { rows, scrollTo, select } = latest.current;
      if (rows === 0 || event.defaultPrevented) return;
      const focused = rowOf(document.activeElement);
      if (focused !== null && table.current?.contains(focused) !== true) return;
      const at = current();
      if (event.key === 'x' || event.key === 'X') {
        if (select === null || at < 0) return;
        event.preventDefault();
        // By the key itself: with Caps Lock x is written as X.
        select(at, event.shiftKey);
        return;
      }
      if (move === 0) {
        const link = linkOf(table.current, at);
        if (link instanceof HTMLAnchorElement) window.open(link.href, '_blank', 'noopener');
        return;
      }
      const next = Math.min(Math.max(at + move, 0), rows - 1);
      event.preventDefault();
      target.current = next;
      scrollTo(next);
      focusRow(table, target, next);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [table]);
  return useCallback(() => {
    if (last.current < 0 || target.current >= 0 || document.activeElement !== document.body) return;
    linkOf(table.current, last.current)?.focus({ preventScroll: true });
  }, [table]);
}
