import { metricOf } from '../../../metrics/registry.ts';
import { toKey } from '../../../search/key-lookup.ts';
import { SEARCH_KEYS } from '../../../search/key.ts';
import type { SearchKey } from '../../../search/key.ts';
import { metricFunction } from '../../../search/metric-function.ts';
import { mostSimilar } from '../../../search/similar.ts';
import { trendFunction } from '../../../search/trend-function.ts';
import type { SearchHint } from '../../../search/search-error.ts';
import type { Term } from '../../../search/token.ts';
import type { CaretContext } from './caret-context.ts';

const EXAMPLES: Readonly<Record<SearchKey['type'], string>> = {
  text: 'Whole values with their case; with a * anywhere, whatever fits.',
  number: 'Write >=500, <2k, or 404.',
  duration: 'Write >300ms, <=2.5s, or >2m.',
  date: 'Write >2026-11-01, -24h, or 2026-11-01.',
  version: 'Write >=1.2.3.',
  id: 'Write it whole.',
};

/** What can be known of a key: what it stands for, and how its values are written. */
function keyNote({ kind, key, isTag }: Term): string {
  if (kind === 'aggregate') {
    const name = key.replace(/\(.*$/s, '');
    const metric = metricFunction(name)?.metric;
    const help = metric === undefined ? trendFunction(name)?.meaning : metricOf(metric).help;
    return `Picks transactions by all of their events. ${help ?? ''}`.trim();
  }
  if (key === 'has') return 'Whether there is a value at all: has:user, or !has:release for those without.';
  if (isTag) return `The tag “${key}”, as its sender set it. ${EXAMPLES.text}`;
  const known = toKey(key);
  if (known.kind !== 'known') return `The tag “${key}”, as its sender set it. ${EXAMPLES.text}`;
  const entry = SEARCH_KEYS.find(({ reading }) => reading === known.reading);
  if (entry === undefined) return '';
  const example = entry.type === 'text' && !entry.takesWildcard ? '' : EXAMPLES[entry.type];
  return `${entry.meaning} ${example}`;
}

/** What to say of a tag that no row has; empty where one has it. */
function strangeTag({ kind, key, isTag }: Term, tags: readonly string[] | null): string {
  const isOfTag = kind === 'condition' && key !== 'has' && (isTag || toKey(key).kind === 'tag');
  if (!isOfTag || tags === null || tags.includes(key)) return '';
  const similar = mostSimilar(tags, key);
  return `No row has the tag “${key}” here.${similar === null ? '' : ` Did you mean “${similar}”?`}`;
}

/**
 * A sentence on what stands at the caret; what the search itself has to say of it goes first. That a key is probably
 * misspelt is said as long as its condition is being written.
 */
export function noteOn(
  context: CaretContext,
  hints: readonly SearchHint[],
  caret: number,
  /** The tags that rows have; null while they are not known. */
  tags: readonly string[] | null = null,
): string {
  const term = 'term' in context ? context.term : null;
  const isOfKey = ({ start, end, meant }: SearchHint): boolean =>
    meant !== undefined && term !== null && term.start <= start && end <= term.end;
  const near = hints.filter((hint) => (hint.start <= caret && caret <= hint.end) || isOfKey(hint));
  const strange = term === null || near.some(isOfKey) ? '' : strangeTag(term, tags);
  if (near.length > 0 || strange !== '') {
    return [strange, ...near.map(({ message }) => message)].filter((part) => part !== '').join(' ');
  }
  switch (context.kind) {
    case 'anything':
      return '';
    case 'word':
      return 'Words are looked for in the names of transactions, whatever their case.';
    case 'key':
    case 'value':
      return keyNote(context.term);
  }
}
