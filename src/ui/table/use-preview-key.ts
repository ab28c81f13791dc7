import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Space on a row's link looks at what the row is of, beside the list, and closes that again; `key`: the row's. */
export function usePreviewKey(
  list: RefObject<HTMLElement | null>,
  onPreview: ((key: string) => void) | undefined,
): void {
  const latest = useRef(onPreview);
  useEffect(() => {
    latest.current = onPreview;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { current: preview } = latest;
      const { key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event;
      if (
        preview === undefined ||
        key !== ' ' ||
        ctrlKey ||
        metaKey ||
        altKey ||
        shiftKey ||
        defaultPrevented
      )
        return;
      const row = document.activeElement?.closest<HTMLElement>('[data-row][data-key]') ?? null;
      if (row === null || list.current?.contains(row) !== true) return;
      if (document.activeElement?.closest('button') != null) return;
      event.preventDefault();
      preview(row.dataset['key'] ?? '');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [list]);
}
