import { failedCodes } from '../failed-codes.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';

/** Sets the bits of failed rows, which are at some positions, in a bitmap of zeros over places: those from `first` on. */
export function markFailures(table: Table, rows: Uint32Array, bitmap: Address, first: number): void {
  const status = table.text('status');
  const codes = status?.codes ?? null;
  if (codes === null) return;
  const failed = failedCodes(status);
  const marks = table.heap.u8(bitmap, Math.ceil((first + rows.length) / 8));
  for (let index = 0; index < rows.length; index++) {
    const place = first + index;
    if (failed[codes[rows[index]!]!] === 1) marks[place >>> 3]! |= 1 << (place & 7);
  }
}
