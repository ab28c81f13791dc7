import type { ConditionPiece, ItemPiece, ListPiece, OperatorPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';

/** What a condition compares with: one value or a list, and where it stands, the operator included. */
export type Operand = Place &
  (
    | { readonly kind: 'list'; readonly items: readonly ItemPiece[] }
    | {
        readonly kind: 'single';
        readonly sign: OperatorPiece['sign'] | null;
        readonly text: string;
        readonly isQuoted: boolean;
      }
  );

/** What stands behind the colon. Throws where nothing does, or where a quote or list is broken. */
export function operandOf(piece: ConditionPiece, source: string): Operand {
  const { operator, value } = piece;
  const place = { start: operator?.start ?? value.start, end: value.end };
  const sign = operator?.sign ?? null;
  switch (value.kind) {
    case 'nothing':
      if (sign === null) return refuseNothing(piece, source);
      return { kind: 'single', sign, text: '', isQuoted: false, ...place };
    case 'unclosed':
      throw new SearchProblem(
        'The quote is not closed.',
        { start: value.start, end: value.end },
        'Close it with ", or write \\" for a quote inside.',
      );
    case 'quoted':
      if (value.rest !== null) {
        throw new SearchProblem(
          'Text stands right behind the closing quote.',
          value.rest,
          'Put a space behind the quote, or \\" for a quote inside.',
        );
      }
      return { kind: 'single', sign, text: value.text, isQuoted: true, ...place };
    case 'bare':
      if (value.text.startsWith(WORD_OPERATOR)) refuseWord(value, piece, source);
      return { kind: 'single', sign, text: value.text, isQuoted: false, ...place };
    case 'tag':
      return { kind: 'single', sign, text: value.text, isQuoted: false, ...place };
    case 'list':
      return { kind: 'list', items: itemsOf(value), ...place };
  }
}

/** Encloses the operators that Sentry's newer search box writes as words, such as “contains”; nobody types it. */
const WORD_OPERATOR = '\uf00d';

function refuseWord(value: Place, piece: ConditionPiece, source: string): never {
  const key = source.slice(piece.key.start, piece.key.end);
  throw new SearchProblem(
    'This operator is a word, and only signs are read here.',
    { start: value.start, end: value.end },
    `Write ${key}:*text* for what contains it, ${key}:text* for what begins with it, ${key}:*text for what ends with it.`,
  );
}

function refuseNothing(piece: ConditionPiece, source: string): never {
  const key = source.slice(piece.key.start, piece.key.end);
  const isGroup = source.charAt(piece.end) === '(';
  throw new SearchProblem(
    `Nothing stands behind “${key}:”.`,
    { start: piece.start, end: piece.end },
    isGroup
      ? `Several values go in brackets, as in ${key}:[one,two]; a value that begins with a parenthesis goes in quotes.`
      : 'Write the value right behind the colon; "" stands for “no value”.',
  );
}

function itemsOf(list: ListPiece): ItemPiece[] {
  const items = list.items.filter((item) => item !== null);
  if (items.length === list.items.length) return items;
  const gap = list.items.indexOf(null);
  const start = gap === 0 ? list.start : (list.commas[gap - 1] ?? list.start);
  throw new SearchProblem(
    'The list has an empty place.',
    { start, end: Math.min((list.commas[gap] ?? list.end - 1) + 1, list.end) },
    'Write it as [one,two]; "" stands for “no value”.',
  );
}
