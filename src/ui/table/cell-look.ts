import type { TableColumn } from './column.ts';

/** What of a column its cells say for the stylesheet. `lastKept`: the last column that a phone shows. */
export function cellLook<R>(
  { id, align = 'right', isKept, isPinned, isBare }: TableColumn<R>,
  lastKept: string,
): Record<string, unknown> {
  return {
    'data-column': id,
    'data-align': align,
    'data-kept': isKept === true ? true : undefined,
    'data-pinned': isPinned === true ? true : undefined,
    'data-bare': isBare === true ? true : undefined,
    'data-edge': id === lastKept ? true : undefined,
  };
}
