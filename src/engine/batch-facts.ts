import type { Rows } from '../model/rows.ts';

/** Whether a row of a batch has a weight other than 1. */
export function hasWeight(rows: Rows): boolean {
  const weights = rows.numbers.get('weight');
  if (weights === undefined) return false;
  for (let index = 0; index < rows.length; index++) {
    if (weights[index] !== 1 && !Number.isNaN(weights[index])) return true;
  }
  return false;
}

/** Whether every row of a batch has a duration that is a number. */
export function hasDurations(rows: Rows): boolean {
  return rows.numbers.get('duration')?.subarray(0, rows.length).every(Number.isFinite) ?? false;
}
