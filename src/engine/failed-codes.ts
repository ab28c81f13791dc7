import { isFailure } from '../model/status.ts';
import type { TextColumn } from './text-column.ts';

/** By code of a status: 1 where it is a failure. */
export function failedCodes(column: TextColumn | undefined): Uint8Array {
  if (column === undefined) return new Uint8Array(1);
  return Uint8Array.from(column.values, (_, code) => (isFailure(column.valueOf(code)) ? 1 : 0));
}
