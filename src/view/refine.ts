import type { Field, IdColumn, NumberColumn } from '../model/column.ts';
import { bound, exclude, include } from '../search/edit.ts';
import type { CellValue } from '../search/edit.ts';
import { parseTerms } from '../search/parse-once.ts';
import type { Term } from '../search/token.ts';
import { withoutTerms } from '../search/without-terms.ts';

/** A change of the search by a value that is on screen. */
export type Refinement =
  | {
      readonly kind: 'include' | 'exclude';
      readonly field: Field | IdColumn;
      /** Null: no value. */
      readonly value: CellValue;
    }
  | {
      readonly kind: 'at-least' | 'at-most';
      readonly field: NumberColumn;
      readonly value: number;
    }
  /** Of all of a transaction's events: `metric` as a search writes it, such as `p95()`, and so the value: `1.2s`. */
  | { readonly kind: 'at-least' | 'at-most'; readonly metric: string; readonly written: string };

/** A text with one condition more that holds of all that is found, as it is written. */
export function withConditionText(text: string, condition: string): string {
  const rest = text.trim();
  if (rest === '') return condition;
  return `${isEither(rest, parseTerms(rest).terms) ? `(${rest})` : rest} ${condition}`;
}

/** Whether one of several conditions is enough. */
function isEither(text: string, terms: readonly Term[]): boolean {
  return terms.some(
    ({ kind, depth, start, end }) =>
      kind === 'boolean' && depth === 0 && text.slice(start, end).toLowerCase() === 'or',
  );
}

/** A text without the conditions that bound a metric on one side, where they hold of all that is found. */
function withoutBounds(text: string, metric: string, sign: '>' | '<'): string {
  const { terms } = parseTerms(text);
  if (isEither(text, terms)) return text;
  const gone = terms.filter(
    ({ kind, depth, start, end }) =>
      kind === 'aggregate' && depth === 0 && text.slice(start, end).startsWith(`${metric}:${sign}`),
  );
  return withoutTerms(text, terms, new Set(gone));
}

/** A search that is narrowed by what is on screen. */
export function refined(text: string, refinement: Refinement): string {
  switch (refinement.kind) {
    case 'include':
      return include(text, refinement.field, refinement.value);
    case 'exclude':
      return exclude(text, refinement.field, refinement.value);
    case 'at-least':
    case 'at-most': {
      const sign = refinement.kind === 'at-least' ? '>' : '<';
      if ('field' in refinement) return bound(text, refinement.field, `${sign}=`, refinement.value);
      const { metric, written } = refinement;
      return withConditionText(withoutBounds(text, metric, sign), `${metric}:${sign}=${written}`);
    }
  }
}
