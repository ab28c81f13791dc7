import type { KeyboardEvent } from 'react';
import type { RowList } from '../../trace/row-list.ts';
import { NONE } from '../../trace/trace.ts';
import { LEVELS } from '../../view/view.ts';
import type { Level } from '../../view/view.ts';

/** What the keys of the waterfall do. */
export interface KeyActs {
  readonly moveTo: (index: number) => void;
  readonly fold: (index: number, open: boolean) => void;
  readonly select: (index: number) => void;
  /** Closes the details, else shows the whole time again. */
  readonly escape: () => void;
  readonly showAll: () => void;
  readonly zoomTo: (index: number) => void;
  /** Brings a row into the middle of the view; one that is there fills it. */
  readonly focusOn: (index: number) => void;
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (share: number) => void;
  /** Opens everything down to a level, 1 to 9. */
  readonly unfoldTo: (level: Level) => void;
  /** Whether something failed in a row. */
  readonly isFaulty: (index: number) => boolean;
  /** Marks a row to measure from, or no longer. */
  readonly measure: (index: number) => void;
  /** Marks the critical path, or no longer. */
  readonly togglePath: () => void;
  /** Goes to what the search of the trace finds next, or before. */
  readonly nextMatch: (step: 1 | -1) => void;
  /** Goes to where that search is written. */
  readonly find: () => void;
}

/** Rows that a page up or down passes. */
const PAGE = 20;

/**
 * Answers a key in the waterfall, as Sentry, Perfetto and Jaeger do: arrows move, fold and unfold, with Shift they
 * go to the first and last row; Enter opens details; w and s zoom, a and d pan, f brings a span into the middle of the
 * view and then fills it; c marks
 * the critical path, m a row to measure from; / goes to the search, n and N to the next and the previous match, e and
 * E to the next and the previous failure, . and , to the next and the previous sibling, and 1 to 9 open so many levels.
 * Returns whether the key meant something here.
 */
export function answerKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  rows: RowList,
  cursor: number,
  acts: KeyActs,
): boolean {
  if (event.key === 'f' && (event.ctrlKey || event.metaKey)) {
    // In the search itself the browser's own search opens: pressed twice, it is that.
    acts.find();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const last = rows.length - 1;
  const row = rows.at(cursor);
  const to = (index: number): void => acts.moveTo(Math.max(0, Math.min(last, index)));
  switch (event.key) {
    case 'ArrowDown':
      to(event.shiftKey ? last : cursor + 1);
      return true;
    case 'ArrowUp':
      to(event.shiftKey ? 0 : cursor - 1);
      return true;
    case 'Home':
      to(0);
      return true;
    case 'End':
      to(last);
      return true;
    case 'PageDown':
      to(cursor + PAGE);
      return true;
    case 'PageUp':
      to(cursor - PAGE);
      return true;
    case 'ArrowRight':
      if (row?.open === false) acts.fold(cursor, true);
      else if (row?.open === true) to(cursor + 1);
      return true;
    case 'ArrowLeft':
      if (row?.open === true) acts.fold(cursor, false);
      else if (row !== undefined && row.parent !== NONE) to(row.parent);
      return true;
    case 'Enter':
    case ' ':
      acts.select(cursor);
      return true;
    case 'Escape':
      acts.escape();
      return true;
    case '0':
      acts.showAll();
      return true;
    case 'f':
      acts.focusOn(cursor);
      return true;
    case 'w':
      acts.zoomBy(0.7);
      return true;
    case 's':
      acts.zoomBy(1 / 0.7);
      return true;
    case 'a':
      acts.panBy(-0.15);
      return true;
    case 'd':
      acts.panBy(0.15);
      return true;
    case 'm':
      acts.measure(cursor);
      return true;
    case 'c':
      acts.togglePath();
      return true;
    case 'n':
      acts.nextMatch(1);
      return true;
    case 'N':
      acts.nextMatch(-1);
      return true;
    case '/':
      acts.find();
      return true;
    case '.':
      to(nextWhere(rows, cursor, 1, (index) => isSibling(rows, cursor, index)) ?? cursor);
      return true;
    case ',':
      to(nextWhere(rows, cursor, -1, (index) => isSibling(rows, cursor, index)) ?? cursor);
      return true;
    case 'e':
    case 'E':
      to(nextWhere(rows, cursor, event.key === 'e' ? 1 : -1, acts.isFaulty) ?? cursor);
      return true;
    default: {
      const level = LEVELS.find((level) => String(level) === event.key);
      if (level !== undefined) acts.unfoldTo(level);
      return level !== undefined;
    }
  }
}

/** Whether two rows lie below the same one. */
function isSibling(rows: RowList, one: number, other: number): boolean {
  return rows.parentAt(one) === rows.parentAt(other);
}

/** The nearest row in a direction of which something holds; null where there is none before the end. */
function nextWhere(
  rows: RowList,
  from: number,
  step: 1 | -1,
  holds: (index: number) => boolean,
): number | null {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    if (holds(index)) return index;
  }
  return null;
}
