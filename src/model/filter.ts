import type { Field, IdColumn, NumberColumn } from './column.ts';
import type { VersionPart } from './version.ts';

export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/**
 * Which rows count: a small tree, never text.
 *
 * A leaf on an absent value is false, and `not` turns false into true: `not (in op [db])` keeps rows without an op.
 * `in` compares whole values with their case and takes null for "absent"; an empty text counts as absent.
 * `like` is a wildcard pattern (`wildcard.ts`) and ignores case. `compare` reads the float32 the column holds.
 * `id` compares ids, given as lower-case hex digits. `version` compares a part of the release (`version.ts`); one
 * that is no version is like an absent one.
 */
export type Filter =
  | { readonly kind: 'and'; readonly of: readonly Filter[] }
  | { readonly kind: 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'in'; readonly field: Field; readonly values: readonly (string | number | null)[] }
  | { readonly kind: 'like'; readonly field: Field; readonly pattern: string }
  | {
      readonly kind: 'compare';
      readonly field: NumberColumn;
      readonly is: Comparison;
      readonly value: number;
    }
  | { readonly kind: 'has'; readonly field: Field }
  | { readonly kind: 'id'; readonly column: IdColumn; readonly values: readonly string[] }
  | {
      readonly kind: 'version';
      readonly part: VersionPart;
      readonly is: Comparison;
      readonly value: string;
    };

/** The filter that every row passes. */
export const EVERYTHING: Filter = { kind: 'and', of: [] };

/** The filter that no row passes. */
export const NOTHING: Filter = { kind: 'or', of: [] };

/** Both filters; what is everything is left out, so that equal questions are equal data. */
export function both(...filters: readonly Filter[]): Filter {
  const parts = filters.flatMap((filter) => (filter.kind === 'and' ? filter.of : [filter]));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', of: parts };
}

/** Whether `left is right` holds; an absent left side (NaN) never does. */
export function compares(left: number, is: Comparison, right: number): boolean {
  switch (is) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
  }
}
