import { MOST_DEMO_ROWS } from '../../../view/fields.ts';

/** A number of transactions as somebody writes it, with or without separators; null where it is none that a demo can have. */
export function readRows(text: string): number | null {
  const digits = text.replaceAll(/[\s.,’'_]/g, '');
  const rows = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return rows >= 1 && rows <= MOST_DEMO_ROWS ? rows : null;
}
