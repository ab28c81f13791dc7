import type { Place } from '../../../search/search-error.ts';
import { tokenAt } from '../../../search/token.ts';
import type { Term, Token } from '../../../search/token.ts';

/** What somebody who writes at a caret can go on with. */
export type CaretContext =
  /** Anything: the caret is in white space, or beside a parenthesis. */
  | { readonly kind: 'anything' }
  /** A word that may become a key, or stays a word. */
  | { readonly kind: 'word'; readonly place: Place; readonly typed: string }
  /** The key of a condition. */
  | { readonly kind: 'key'; readonly place: Place; readonly typed: string; readonly term: Term }
  /** What stands behind the colon of a condition. */
  | {
      readonly kind: 'value';
      readonly term: Term;
      /** From behind the colon to the end of the condition, the operator within. */
      readonly place: Place;
      /** `>` and the like; empty where there is none. */
      readonly operator: string;
      /** The value, or the item of a list, at the caret, without quotes. */
      readonly typed: string;
      /** Every value that the condition has. */
      readonly values: readonly string[];
    };

/** A cut-up text, as `tokenize` returns it. */
export interface CutText {
  readonly tokens: readonly Token[];
  readonly terms: readonly Term[];
}

/** A token's text as it is meant: without its quotes. */
function meant(text: string, { start, end }: Place): string {
  const raw = text.slice(start, end);
  if (!raw.startsWith('"')) return raw;
  return raw.slice(1, raw.length > 1 && raw.endsWith('"') ? -1 : undefined).replaceAll('\\"', '"');
}

/** What is at a caret in a text that was cut up. */
export function contextAt(text: string, caret: number, { tokens, terms }: CutText): CaretContext {
  const token = tokenAt(tokens, caret);
  const term = token === null ? undefined : terms[token.term];
  if (token === null || term === undefined) return { kind: 'anything' };
  if (term.kind === 'text') {
    // A list of words is one term; only the word at the caret is being written.
    return token.kind === 'text'
      ? { kind: 'word', place: token, typed: text.slice(token.start, caret) }
      : { kind: 'anything' };
  }
  if (term.kind !== 'condition' && term.kind !== 'aggregate') return { kind: 'anything' };
  const own = tokens.filter((each) => each.term === token.term);
  const colon = own.find(({ kind }) => kind === 'colon');
  const key = own.find(({ kind }) => kind === 'key' || kind === 'function');
  if (colon === undefined || key === undefined) return { kind: 'anything' };
  if (caret <= colon.start) {
    return { kind: 'key', place: key, typed: text.slice(key.start, Math.max(key.start, caret)), term };
  }
  const values = own.filter(({ kind }) => kind === 'value');
  const operator = own.find(({ kind }) => kind === 'operator');
  return {
    kind: 'value',
    term,
    place: { start: colon.end, end: Math.max(colon.end, own.at(-1)?.end ?? colon.end) },
    operator: operator === undefined ? '' : text.slice(operator.start, operator.end),
    typed: token.kind === 'value' ? meant(text, { start: token.start, end: Math.min(token.end, caret) }) : '',
    values: values.map((value) => meant(text, value)),
  };
}
