import { showName } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import type { NumberResultColumn, Result } from '../model/result.ts';

/** Whether a Result tells of rows, or that there are none: nothing that is held yet of a range is not known to be nothing. */
export function isKnown({ matched, complete }: Result): boolean {
  return complete || matched > 0;
}

/** The number column of a Result with this name. A name that was not asked for is a mistake in the code. */
export function numbersOf(result: Result, name: string): NumberResultColumn {
  const column = result.columns.find((column) => column.name === name);
  if (column?.kind !== 'number') throw new Error(`The answer has no column of numbers named “${name}”.`);
  return column;
}

/** The text column of a Result with this name; null where rows have no value. */
export function textsOf(result: Result, name: string): readonly (string | null)[] {
  const column = result.columns.find((column) => column.name === name);
  if (column?.kind !== 'text') throw new Error(`The answer has no column of texts named “${name}”.`);
  return column.values;
}

/** What was asked for as `show`, of one group; NaN where there is no data. */
export function readShow(result: Result, show: Show, group = 0): number {
  return numbersOf(result, showName(show)).values[group] ?? Number.NaN;
}
