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
  const durations = rows.numbers.get('duration');
  if (durations === undefined) return false;
  // A loop: `every` makes an object of each number.
  for (let index = 0; index < rows.length; index++) if (!Number.isFinite(durations[index])) return false;
  return true;
}
