import type { RowList } from '../../trace/row-list.ts';
import { NONE } from '../../trace/trace.ts';

/** So many rows above the one at the top stay in sight; in a narrow window, where rows are tall, fewer. */
export const MOST_STICKY = 4;
export const MOST_STICKY_NARROW = 1;

/** The rows above a row in the tree, the nearest last, at most `most` of them. */
function rowsAbove(rows: RowList, index: number, most: number): number[] {
  const above: number[] = [];
  for (let at = rows.parentAt(index); at !== NONE && above.length < most; at = rows.parentAt(at)) {
    above.push(at);
  }
  return above.reverse();
}

/**
 * The rows that stay at the top while what is beneath them scrolls: those above the first row that is seen below
 * them, as far as they have gone by themselves. `top` is how many pixels of rows have gone by.
 */
export function stickyRows(rows: RowList, top: number, rowHeight: number, most: number): readonly number[] {
  const first = Math.floor(top / rowHeight);
  for (let count = 0; count <= most; count++) {
    // What stays covers as many rows: the first below them decides what stays.
    const above = rowsAbove(rows, Math.min(rows.length - 1, first + count), most);
    const gone = above.filter((index) => index * rowHeight < top + above.indexOf(index) * rowHeight);
    if (gone.length <= count) return gone;
  }
  return [];
}
