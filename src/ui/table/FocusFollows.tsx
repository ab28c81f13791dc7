import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';

/** What had the focus last: which of the stops of which row. */
interface Place {
  readonly key: string;
  readonly stop: number;
}

/** Of the row that belongs here, also where another is still drawn. */
function keyOf({ dataset }: HTMLElement): string | undefined {
  return dataset['next'] ?? dataset['key'];
}

function stopsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('a, button')];
}

/**
 * Keeps the focus with its row. Rows are drawn by their places, so that another order changes what stands in them and
 * moves none: after each drawing of the table the focus goes where the row went that had it. It is taken from another row
 * that came to stand there, and comes back with its own.
 */
export function FocusFollows({ table }: { readonly table: RefObject<HTMLElement | null> }): ReactNode {
  const last = useRef<Place | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>('tr[data-key]') : null;
      last.current =
        row !== null && table.current?.contains(row) === true
          ? { key: keyOf(row) ?? '', stop: stopsOf(row).indexOf(target as HTMLElement) }
          : null;
    };
    const forget = (): void => void (last.current = null);
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', forget);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', forget);
    };
  }, [table]);
  useLayoutEffect(() => {
    const { current } = last;
    const box = table.current;
    const { activeElement: active } = document;
    if (current === null || box === null || !(active instanceof HTMLElement)) return;
    const under = active.closest<HTMLElement>('tr[data-key]');
    const isElsewhere = active !== document.body && (under === null || !box.contains(under));
    if (isElsewhere || (under !== null && keyOf(under) === current.key)) return;
    const own = [...box.querySelectorAll<HTMLElement>('tr[data-key]')].find(
      (row) => row.dataset['key'] === current.key && keyOf(row) === current.key,
    );
    if (own !== undefined) stopsOf(own)[current.stop]?.focus({ preventScroll: true });
    else if (under !== null) active.blur();
  });
  return null;
}
