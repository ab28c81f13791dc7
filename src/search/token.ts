import type { Place } from './search-error.ts';

/**
 * What a piece of a search text is.
 *
 *     !tags[plan]:[pro,"a b"]   negation key colon bracket value comma value bracket
 *     duration:>2s              key colon operator value
 *     p95(lcp):>1s              function colon operator value
 *     ( a OR b )                paren text boolean text paren
 *
 * `text` is looked for in the transaction's name: a word, a phrase with its quotes, or a parenthesis among words.
 */
export type TokenKind =
  | 'negation'
  | 'key'
  | 'function'
  | 'colon'
  | 'operator'
  | 'value'
  | 'bracket'
  | 'comma'
  | 'paren'
  | 'boolean'
  | 'text';

/**
 * A smallest piece of a search text: `text.slice(start, end)`. The tokens of a text stand in its order and do not
 * overlap, and only white space lies outside of them. That holds for a text with an error too.
 */
export interface Token extends Place {
  readonly kind: TokenKind;
  /** The term it belongs to, by its index. */
  readonly term: number;
  /** Whether the search's error lies here. */
  readonly isWrong: boolean;
}

/**
 * What a person edits as one thing: a condition on a key, one on a metric, a run of words that are looked for
 * together, `AND` or `OR`, or a parenthesis.
 */
export interface Term extends Place {
  readonly kind: 'condition' | 'aggregate' | 'text' | 'boolean' | 'open' | 'close';
  /**
   * Of a condition the name before its colon, without quotes and without `tags[]`; of one on a metric the whole
   * function, such as `p95(lcp)`. Empty otherwise.
   */
  readonly key: string;
  /** Whether the key was written as `tags[key]`. */
  readonly isTag: boolean;
  readonly isNegated: boolean;
  /** How many open parentheses it stands in. */
  readonly depth: number;
}

/** The token that a caret at `at` touches; of two, the one that ends there. Null in white space. */
export function tokenAt(tokens: readonly Token[], at: number): Token | null {
  return (
    tokens.find(({ start, end }) => start < at && at <= end) ??
    tokens.find(({ start }) => start === at) ??
    null
  );
}
