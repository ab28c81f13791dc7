import { isNumberColumn } from '../../../model/column.ts';
import type { Field } from '../../../model/column.ts';
import type { Place } from '../../../search/search-error.ts';
import { print } from '../../../search/print.ts';
import type { Draft } from '../../../ui/filter/search/suggestion.ts';
import type { CaretContext } from './caret-context.ts';
import { fieldOf } from './value-questions.ts';
import type { WrittenValue } from './value-suggestions.ts';

type ValueContext = CaretContext & { readonly kind: 'value' };

/** Puts a piece in the place of another, the caret behind it. */
function put(text: string, { start, end }: Place, piece: string): Draft {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length };
}

/** Puts a whole condition in a place, and gets ready for the next one where it is the last. */
function putCondition(text: string, place: Place, piece: string): Draft {
  const isLast = text.slice(place.end).trim() === '';
  return isLast ? put(text, { start: place.start, end: text.length }, `${piece} `) : put(text, place, piece);
}

/** Writes a key, with its colon, at the caret or over what is there. */
export function putKey({ text, caret }: Draft, context: CaretContext, key: string): Draft {
  switch (context.kind) {
    case 'anything': {
      const before = text.charAt(caret - 1);
      const space = before === '' || /[\s(!]/.test(before) ? '' : ' ';
      return put(text, { start: caret, end: caret }, `${space}${key}:`);
    }
    case 'word': {
      const { start, end } = context.place;
      const negation = text.charAt(start) === '!' ? 1 : 0;
      return put(text, { start: start + negation, end }, `${key}:`);
    }
    case 'key':
      return put(text, context.place, key);
    case 'value':
      // Behind `has:` stands a key.
      return putCondition(text, context.place, key);
  }
}

/** How a field's values are written behind its key; null where that is a condition of its own, such as `!has:key`. */
function writtenValues(field: Field, values: readonly WrittenValue[]): string | null {
  const key = print({ kind: 'has', field }).slice('has:'.length);
  const [only] = values;
  const isOne = values.length === 1 && typeof only === 'number';
  const whole =
    isOne && typeof field === 'string' && isNumberColumn(field)
      ? print({ kind: 'compare', field, is: '=', value: only })
      : print({ kind: 'in', field, values });
  return whole.startsWith(`${key}:`) ? whole.slice(key.length + 1) : null;
}

/** Writes a value behind a key, over what is there or as one more of a list. */
export function putValue(
  { text }: Draft,
  context: ValueContext,
  value: WrittenValue,
  how: 'replace' | 'add',
): Draft | null {
  const field = fieldOf(context.term);
  if (field === null) return null;
  const toValue = (written: string): WrittenValue =>
    typeof field === 'string' && isNumberColumn(field) ? Number(written) : written === '' ? null : written;
  const values = how === 'add' ? [...context.values.map(toValue), value] : [value];
  const written = writtenValues(field, values);
  if (written !== null) return putCondition(text, context.place, written);
  const { term } = context;
  const has = print({ kind: 'has', field });
  return putCondition(text, term, term.isNegated ? has : `!${has}`);
}

/** Writes what stands behind the colon as it is. */
export function putWritten({ text }: Draft, context: ValueContext, written: string): Draft {
  return putCondition(text, context.place, written);
}

/** Puts an operator before the value; the value stays, the caret goes behind the operator. */
export function putSign({ text }: Draft, context: ValueContext, sign: string): Draft {
  const { start } = context.place;
  return put(text, { start, end: start + context.operator.length }, sign);
}

/** Turns what a condition finds into everything else, or back. */
export function toggleNegation(
  { text, caret }: Draft,
  { term }: ValueContext | (CaretContext & { readonly kind: 'key' }),
): Draft {
  if (text.startsWith('!', term.start)) {
    return { text: text.slice(0, term.start) + text.slice(term.start + 1), caret: caret - 1 };
  }
  return { text: `${text.slice(0, term.start)}!${text.slice(term.start)}`, caret: caret + 1 };
}

/** Lets the value stand anywhere in what is found; the caret goes where more of it can be written. */
export function putContains({ text }: Draft, context: ValueContext): Draft {
  const [value = ''] = context.values;
  const inner = value.replaceAll(/^\*+|\*+$/g, '');
  const { start, end } = context.place;
  const written = /[\s()[\]",]/.test(inner) ? `"*${inner}*"` : `*${inner}*`;
  const back = written.endsWith('"') ? 2 : 1;
  return { text: text.slice(0, start) + written + text.slice(end), caret: start + written.length - back };
}

/** Writes a whole condition over a word. */
export function putOverWord(
  { text }: Draft,
  { place }: CaretContext & { readonly kind: 'word' },
  condition: string,
): Draft {
  return putCondition(text, place, condition);
}
