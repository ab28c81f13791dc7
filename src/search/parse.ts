import { EVERYTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Having } from '../model/query.ts';
import type { ParseOptions, SearchContext } from './context.ts';
import { parse as cut } from './grammar.peggy';
import { toNodes } from './node.ts';
import { partnersIn } from './partners.ts';
import { SearchProblem } from './search-error.ts';
import type { SearchError, SearchHint } from './search-error.ts';
import type { Term, Token } from './token.ts';
import { toTerms, toTokens } from './tokens.ts';
import { Tree } from './tree.ts';

/** What a text consists of, whether it can be read or not. */
interface Cut {
  readonly tokens: readonly Token[];
  readonly terms: readonly Term[];
}

/** What a search selects: rows, and of those the rows of some transactions. */
export interface Search {
  readonly filter: Filter;
  /** Null: every transaction that has a row. */
  readonly having: Having | null;
  readonly hints: readonly SearchHint[];
}

export type Parsed = Cut & (Search | { readonly error: SearchError });

/**
 * Reads the text of the search box: `transaction:/api/* duration:>2s !status:ok p95():>1s checkout`.
 *
 * A condition compares whole values with their case, or without it where the value has a `*`; numbers, times and
 * versions take `>`, `>=`, `<`, `<=` and `!=`; `[a,b]` is any of these; `!` negates. Free text is looked for anywhere
 * in the transaction's name. A condition on a metric, such as `p95():>1s`, selects transactions. The rules are those
 * of Sentry's search. Never throws: a text that cannot be read gives its first error, with the place and a way out,
 * and its tokens all the same. Takes time linear in the text.
 */
export function parse(text: string, { now, range, releases }: ParseOptions = {}): Parsed {
  const nodes = toNodes(cut(text, { partners: partnersIn(text) }));
  const terms = toTerms(nodes, text);
  const context: SearchContext = {
    source: text,
    now: now ?? Date.now(),
    range: range ?? null,
    releases: releases ?? null,
    hints: [],
  };
  try {
    const { filter, having } = new Tree(nodes, context).read();
    return {
      filter: filter ?? EVERYTHING,
      having,
      hints: context.hints,
      terms,
      tokens: toTokens(nodes, null),
    };
  } catch (problem) {
    if (!(problem instanceof SearchProblem)) throw problem;
    const { message, advice, place } = problem;
    const error = { message, advice, start: place.start, end: place.end };
    return { error, terms, tokens: toTokens(nodes, error) };
  }
}
