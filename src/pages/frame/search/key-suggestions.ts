import { REGISTRY, metricOf } from '../../../metrics/registry.ts';
import { METRICS, isMetricName } from '../../../model/metric.ts';
import type { TagCount } from '../../../model/source.ts';
import { isTaken } from '../../../search/key-lookup.ts';
import { SEARCH_KEYS } from '../../../search/key.ts';
import type { SearchKey } from '../../../search/key.ts';
import { TREND_FUNCTIONS } from '../../../search/trend-function.ts';
import type { Suggestion, SuggestionGroup, SuggestionLook } from '../../../ui/filter/search/suggestion.ts';

/** Keys that are offered while nothing is typed yet: the most used ones. */
const FIRST_KEYS = 8;
const FIRST_TAGS = 5;
/** Keys, tags and metrics that are offered for what is typed. */
const MOST = 8;

const LOOKS: Readonly<Record<SearchKey['type'], SuggestionLook>> = {
  text: 'text',
  number: 'number',
  duration: 'duration',
  date: 'time',
  version: 'text',
  id: 'text',
};

const TYPES: Readonly<Record<SearchKey['type'], string>> = {
  text: 'Text',
  number: 'Number',
  duration: 'Duration',
  date: 'Time',
  version: 'Version',
  id: 'Id',
};

/** How well a name answers what is typed: 0 begins with it, 1 a later word does, 2 it is within; null not at all. */
function rank(name: string, typed: string): number | null {
  const at = name.toLowerCase().indexOf(typed.toLowerCase());
  if (at < 0) return null;
  if (at === 0) return 0;
  if (/[._-]/.test(name.charAt(at - 1))) return 1;
  return typed.length < LONG ? null : 2;
}

/** From so many letters on, what is typed is also looked for in the middle of words. */
const LONG = 3;

/** The best of some things by their names, best first; equally good ones stay in their order. */
function best<T>(all: readonly T[], typed: string, namesOf: (each: T) => readonly string[]): T[] {
  return all
    .flatMap((each) => {
      const ranks = namesOf(each).flatMap((name) => rank(name, typed) ?? []);
      return ranks.length === 0 ? [] : [{ each, rank: Math.min(...ranks) }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

function keySuggestion({ name, type, meaning }: SearchKey): Suggestion {
  return { id: `key ${name}`, look: LOOKS[type], label: name, detail: `${TYPES[type]}. ${meaning}` };
}

/** How a tag's key is written. */
export function tagKey(tag: string): string {
  return isTaken(tag) || !/^[a-zA-Z0-9_.-]+$/.test(tag)
    ? `tags[${/[[\]"]/.test(tag) ? quoted(tag) : tag}]`
    : tag;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

function tagSuggestions(tags: readonly TagCount[]): Suggestion[] {
  const most = Math.max(1, ...tags.map(({ rows }) => rows));
  return tags.map(({ tag, rows }) => ({
    id: `tag ${tag}`,
    look: 'tag',
    label: tagKey(tag),
    count: rows,
    share: rows / most,
  }));
}

function functionSuggestion(name: string, detail: string): Suggestion {
  return { id: `metric ${name}`, look: 'metric', label: `${name}()`, detail };
}

/** What a condition on a transaction may be about; rows and last_seen say less than what they are made of. */
const CONDITIONS: readonly Suggestion[] = [
  ...METRICS.filter((name) => name !== 'sampled_count' && name !== 'last_seen').map((name) =>
    functionSuggestion(name, REGISTRY[name].help),
  ),
  ...TREND_FUNCTIONS.map(({ name, meaning }) => functionSuggestion(name, meaning)),
];

const HAS: Suggestion = {
  id: 'key has',
  look: 'has',
  label: 'has',
  detail: 'Whether there is a value at all, as in has:user or !has:release.',
};

/** Metrics that have such a name; after them, a percentile that is typed whole and has no name of its own. */
function metricSuggestions(typed: string): Suggestion[] {
  const known = best(CONDITIONS, typed, ({ label }) => [label]).slice(0, MOST);
  const isOther = isMetricName(typed) && !Object.hasOwn(REGISTRY, typed);
  return isOther ? [...known, functionSuggestion(typed, metricOf(typed).help)] : known;
}

/** Keys that can be written where `typed` stands: known ones, tags that rows have, and metrics of transactions. */
export function keySuggestions(typed: string, tags: readonly TagCount[]): SuggestionGroup[] {
  const isBlank = typed === '';
  const keys = isBlank
    ? SEARCH_KEYS.slice(0, FIRST_KEYS).map(keySuggestion)
    : [
        ...best(SEARCH_KEYS, typed, ({ name, aliases }) => [name, ...aliases]).map(keySuggestion),
        ...(rank('has', typed) === 0 ? [HAS] : []),
      ].slice(0, MOST);
  const known = isBlank ? tags.slice(0, FIRST_TAGS) : best(tags, typed, ({ tag }) => [tag]).slice(0, MOST);
  const metrics = isBlank ? [] : metricSuggestions(typed);
  const groups = [
    { label: 'Keys', suggestions: keys },
    { label: 'Tags', note: 'rows that have it', suggestions: tagSuggestions(known) },
    { label: 'Metrics of a transaction', suggestions: metrics },
  ].filter(({ suggestions }) => suggestions.length > 0);
  // What Tab takes is the first of all.
  return groups.toSorted((a, b) => firstRank(a, typed) - firstRank(b, typed));
}

function firstRank({ suggestions }: SuggestionGroup, typed: string): number {
  return Math.min(...suggestions.map(({ label }) => rank(label, typed) ?? 2));
}

/** What `has:` takes: keys and tags. */
export function hasSuggestions(typed: string, tags: readonly TagCount[]): SuggestionGroup[] {
  return keySuggestions(typed, tags).filter(({ label }) => !label.startsWith('Metrics'));
}
