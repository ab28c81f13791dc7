import { NUMBER_COLUMNS } from '../../../model/column.ts';
import { toKey } from '../../../search/key-lookup.ts';
import type { SearchError } from '../../../search/search-error.ts';
import type { Term, Token } from '../../../search/token.ts';
import type { Mark, MarkLook, SearchReading } from '../../../ui/filter/search/reading.ts';
import type { CutText } from './caret-context.ts';

/** What the value behind a key is drawn as. */
function valueLook({ kind, key, isTag }: Term): MarkLook {
  if (kind === 'aggregate') return 'number';
  const known = isTag ? null : toKey(key);
  if (known?.kind !== 'known') return 'text';
  const { reading } = known;
  if (reading.kind === 'date') return 'time';
  return reading.kind === 'number' && NUMBER_COLUMNS.has(reading.field) ? 'number' : 'text';
}

function lookOf(token: Token, term: Term | undefined): MarkLook {
  switch (token.kind) {
    case 'negation':
    case 'function':
    case 'operator':
    case 'boolean':
    case 'text':
      return token.kind;
    case 'key':
      return term !== undefined && term.key !== 'has' && (term.isTag || toKey(term.key).kind === 'tag')
        ? 'tag'
        : 'key';
    case 'value':
      return term === undefined ? 'text' : valueLook(term);
    case 'colon':
    case 'bracket':
    case 'comma':
    case 'paren':
      return 'quiet';
  }
}

/** The stars of a text that stand for anything, apart from what is around them. */
function starsIn(text: string, { start, end }: Token, look: MarkLook): Mark[] {
  if (look !== 'text') return [{ start, end, look }];
  const marks: Mark[] = [];
  let from = start;
  let backslashes = 0;
  for (let at = start; at < end; at += 1) {
    const char = text[at];
    if (char === '*' && backslashes % 2 === 0) {
      if (at > from) marks.push({ start: from, end: at, look });
      marks.push({ start: at, end: at + 1, look: 'wildcard' });
      from = at + 1;
    }
    backslashes = char === '\\' ? backslashes + 1 : 0;
  }
  if (from < end) marks.push({ start: from, end, look });
  return marks;
}

/** Longer than anyone writes by hand: tens of thousands of chips would hold up the page at every key. */
const MOST_DRAWN = 4_000;

/**
 * How the search box draws a text: conditions as chips, every piece in the look of what it is. A text of more than 4,000
 * characters is drawn as what it is, a text, and is searched by all the same.
 */
export function toReading(
  text: string,
  { tokens, terms }: CutText,
  error: SearchError | null,
): SearchReading {
  if (text.length > MOST_DRAWN) return { marks: [], chips: [], fault: error };
  return {
    marks: tokens.flatMap((token) => starsIn(text, token, lookOf(token, terms[token.term]))),
    chips: terms.filter(({ kind }) => kind === 'condition' || kind === 'aggregate'),
    fault: error,
  };
}
