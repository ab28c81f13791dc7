import { useCallback } from 'react';
import type { Field } from '../../model/column.ts';
import { nameOf } from '../../model/column.ts';
import type { Result } from '../../model/result.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import type { ValueActions } from '../../view/use-value-actions.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { sourceTag } from './questions.ts';
import { SOURCE_WORDS } from './vital-words.ts';

/** What can be done with the values of the samples of a vital, by the row and the column. */
export function useSampleActions(
  result: Result,
  vital: ShownVital,
): (row: string, column: string) => readonly ValueActions[] {
  const make = useValueActions();
  return useCallback(
    (row, column) => {
      const at = Number(row);
      const ofText = (name: string, field: Field): ValueActions =>
        make.ofText(name, field, textsOf(result, nameOf(field))[at] ?? null);
      const tag = sourceTag(vital);
      switch (column) {
        case 'transaction':
        case 'release':
          return [ofText(column, column)];
        case 'user.display':
          return [ofText('user', column)];
        case 'browser':
          return [ofText('browser', { tag: 'browser' }), ofText('device', { tag: 'device' })];
        case 'source':
          return tag === null ? [] : [ofText(SOURCE_WORDS[vital] ?? tag, { tag })];
        case 'value':
          return make.ofNumber(columnWords(vital), vital, numbersOf(result, vital).values[at] ?? Number.NaN);
        default:
          return [];
      }
    },
    [make, result, vital],
  );
}
