import { NUMBER_COLUMNS, isNumberColumn, nameOf } from '../../../model/column.ts';
import type { Field, NumberColumn } from '../../../model/column.ts';
import type { Result } from '../../../model/result.ts';
import type { Suggestion, SuggestionGroup } from '../../../ui/filter/search/suggestion.ts';
import { numbersOf, readShow, textsOf } from '../../../view/read-result.ts';
import { writtenDuration } from '../../../view/rounded.ts';
import { SPREAD } from './value-questions.ts';

/** A value that can be written behind a key; null: no value. */
export type WrittenValue = string | number | null;

export function isDurationField(field: Field): field is NumberColumn {
  return typeof field === 'string' && isNumberColumn(field) && NUMBER_COLUMNS.get(field)?.unit === 'ms';
}

function valuesIn(result: Result, field: Field): readonly WrittenValue[] {
  const name = nameOf(field);
  if (typeof field === 'string' && isNumberColumn(field)) {
    return [...numbersOf(result, name).values].map((value) => (Number.isNaN(value) ? null : value));
  }
  return textsOf(result, name);
}

/** The values of a field with how many rows have each. */
export function valueGroup(
  result: Result,
  field: Field,
  chosen: readonly string[],
  labelOf: (value: string) => string,
  under: string,
): SuggestionGroup {
  const counts = numbersOf(result, 'sampled_count').values;
  const most = Math.max(1, ...counts);
  const suggestions = valuesIn(result, field).map((value, group): Suggestion => {
    const text = value === null ? '' : String(value);
    const label = labelOf(text);
    return {
      id: `value ${JSON.stringify(value)}`,
      look: 'value',
      label: value === null ? '(no value)' : text,
      ...(label === text || value === null ? {} : { detail: label }),
      count: counts[group] ?? 0,
      share: (counts[group] ?? 0) / most,
      isChosen: chosen.includes(text),
      canAdd: chosen.length > 0 && !chosen.includes(text),
    };
  });
  const more = result.total - result.length;
  return {
    label: more > 0 ? `The ${result.length} most frequent of ${result.total} values` : 'Values',
    note: `rows, ${under}`,
    suggestions,
  };
}

/** Lengths of time worth comparing with: the percentiles of the rows that the other filters leave. */
export function spreadGroup(
  result: Result,
  field: NumberColumn,
  operator: string,
  under: string,
): SuggestionGroup {
  const sign = operator === '' || operator === '=' || operator === '!=' ? '>=' : operator;
  const suggestions = SPREAD.flatMap((metric): Suggestion[] => {
    const value = readShow(result, { metric, of: field });
    if (Number.isNaN(value)) return [];
    const written = `${sign}${writtenDuration(value)}`;
    return [
      {
        id: `compare ${written}`,
        look: 'duration',
        label: written,
        detail: `the ${metric}`,
      },
    ];
  });
  return { label: 'Compare with', note: `percentiles, ${under}`, suggestions };
}

const SIGNS: readonly (readonly [string, string])[] = [
  ['>', 'more than'],
  ['>=', 'at least'],
  ['<', 'less than'],
  ['<=', 'at most'],
];

/** How a value of an order is compared. */
export function signGroup(operator: string): SuggestionGroup {
  return {
    label: 'Operators',
    suggestions: SIGNS.map(([sign, detail]) => ({
      id: `sign ${sign}`,
      look: 'operator',
      label: sign,
      detail,
      isChosen: sign === operator,
    })),
  };
}

/** What can be done with a condition as a whole. */
export function conditionGroup(isNegated: boolean, takesWildcard: boolean): SuggestionGroup {
  const edits: (Suggestion | null)[] = [
    isNegated
      ? { id: 'edit include', look: 'edit', label: 'Include instead', detail: 'only what it finds' }
      : {
          id: 'edit exclude',
          look: 'edit',
          label: 'Exclude instead',
          detail: 'everything but what it finds',
        },
    takesWildcard
      ? {
          id: 'edit contains',
          look: 'edit',
          label: 'Contains …',
          detail: '*text* finds it anywhere; case is ignored',
        }
      : null,
    { id: 'edit off', look: 'edit', label: 'Turn off', detail: 'kept aside, without effect' },
    { id: 'edit remove', look: 'edit', label: 'Remove' },
  ];
  return { label: 'This condition', suggestions: edits.filter((edit) => edit !== null) };
}
