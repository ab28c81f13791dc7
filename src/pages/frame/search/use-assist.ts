import { isNumberColumn } from '../../../model/column.ts';
import type { Field } from '../../../model/column.ts';
import type { Scope } from '../../../model/query.ts';
import type { TagCount } from '../../../model/source.ts';
import { print } from '../../../search/print.ts';
import type { Looked } from '../../../ui/filter/SearchBox.tsx';
import { NO_ASSIST } from '../../../ui/filter/search/suggestion.ts';
import type { Assist, Draft, SuggestionGroup } from '../../../ui/filter/search/suggestion.ts';
import { askSource, isWholeResult, useAside } from '../../../view/use-aside.ts';
import type { Aside } from '../../../view/use-aside.ts';
import { useProjectLabel } from '../../../view/use-settings.ts';
import { useSearches } from '../../../view/use-searches.ts';
import type { CaretContext } from './caret-context.ts';
import { keptGroups } from './kept-suggestions.ts';
import { hasSuggestions, keySuggestions, tagKey } from './key-suggestions.ts';
import { noteOn } from './note-on.ts';
import {
  putContains,
  putKey,
  putOverWord,
  putSign,
  putValue,
  putWritten,
  toggleNegation,
} from './take-suggestion.ts';
import type { UsedDraftScopes } from './use-draft-scopes.ts';
import { useMatchCount } from './use-match-count.ts';
import { fieldOf, spreadQuery, valuesQuery } from './value-questions.ts';
import { conditionGroup, isDurationField, signGroup, spreadGroup, valueGroup } from './value-suggestions.ts';
import type { Result } from '../../../model/result.ts';
import type { Query } from '../../../model/query.ts';

/** What takes a suggestion that changes more than the text. */
export interface AssistActions {
  readonly off: readonly string[];
  /** Turns a condition on again, by its place in the list. */
  readonly turnOn: (index: number) => void;
  /** Forgets a condition that is turned off. */
  readonly dropOff: (index: number) => void;
  readonly turnOff: (text: string, context: CaretContext) => void;
  readonly remove: (text: string, context: CaretContext) => Draft | null;
}

/** What to look up for a draft. */
interface Lookup {
  readonly field: Field;
  readonly typed: string;
  readonly scope: Scope;
}

function lookupOf(context: CaretContext, isTyping: boolean, rest: Scope | null): Lookup | null {
  if (rest === null) return null;
  if (context.kind === 'word' && isTyping) return { field: 'transaction', typed: context.typed, scope: rest };
  if (context.kind !== 'value') return null;
  const field = fieldOf(context.term);
  return field === null ? null : { field, typed: isTyping ? context.typed : '', scope: rest };
}

function useLookup(lookup: Lookup | null): Aside<Query, Result> {
  const query =
    lookup === null
      ? null
      : isDurationField(lookup.field)
        ? spreadQuery(lookup.scope, lookup.field)
        : valuesQuery(lookup.scope, lookup.field, lookup.typed);
  return useAside(query, askSource, isWholeResult);
}

/** Whether an answer is about a field: an earlier one may be about another. */
function isAbout({ asked, data }: Aside<Query, Result>, { field }: Lookup): boolean {
  if (asked === undefined || data === undefined || data.columns.length === 0) return false;
  if (isDurationField(field)) return asked.show[0]?.of === field;
  return JSON.stringify(asked.by) === JSON.stringify([field]);
}

/** What helps with a draft: what can be written at its caret, and how much it finds. */
export function useAssist(looked: Looked | null, scopes: UsedDraftScopes, actions: AssistActions): Assist {
  const { context, hints, found, all, rest, under, isOfOne } = scopes;
  const searches = useSearches();
  const projectLabel = useProjectLabel();
  const isTyping = looked?.isTyping === true;
  const lookup = looked === null ? null : lookupOf(context, isTyping, rest);
  const answer = useLookup(lookup);
  const tags = useAside(looked === null ? null : all, (source, scope, signal) => source.tags(scope, signal));
  const matches = useMatchCount(looked === null ? null : found, looked === null ? null : all, isOfOne);
  if (looked === null) return NO_ASSIST;
  const { text, caret } = looked;
  const known = tags.data ?? [];

  const groups = groupsFor(context, isTyping, known, lookup, answer, { projectLabel, under });

  return {
    groups: [
      ...(context.kind === 'anything' || text.trim() === '' ? keptGroups(searches, actions.off, '') : []),
      ...groups,
    ].filter(({ suggestions }) => suggestions.length > 0),
    needle: isTyping && 'typed' in context ? context.typed.replace(/^!/, '') : '',
    isPending: answer.isPending || tags.isPending || matches.isPending,
    isHalf: context.kind === 'word' && isTyping && groups.some(({ label }) => label !== 'Transactions'),
    note: noteOn(context, hints, caret, tags.data?.map(({ tag }) => tag) ?? null),
    matches: matches.words,
    take: (id, how) => take(id, how, { text, caret }, context, actions),
    drop: (id) => {
      const [kind, rest] = cutId(id);
      if (kind === 'search') searches.forget(rest);
      if (kind === 'off') actions.dropOff(Number(rest));
    },
  };
}

function groupsFor(
  context: CaretContext,
  isTyping: boolean,
  tags: readonly TagCount[],
  lookup: Lookup | null,
  answer: Aside<Query, Result>,
  words: { readonly projectLabel: (id: string) => string; readonly under: string },
): SuggestionGroup[] {
  const { projectLabel, under } = words;
  const typed = isTyping && 'typed' in context ? context.typed.replace(/^!/, '') : '';
  switch (context.kind) {
    case 'anything':
      return keySuggestions('', tags);
    case 'word':
      return [...keySuggestions(context.typed.replace(/^!/, ''), tags), ...nameGroups(lookup, answer, under)];
    case 'key':
      return [
        ...keySuggestions(typed, tags),
        ...(isTyping ? [] : [conditionGroup(context.term.isNegated, false)]),
      ];
    case 'value':
      break;
  }
  const { term, operator, values } = context;
  if (term.key === 'has' && term.kind === 'condition') return hasSuggestions(typed, tags);
  const field = fieldOf(term);
  const isNumber = typeof field === 'string' && isNumberColumn(field);
  const isOrdered = isNumber || term.kind === 'aggregate';
  const found: SuggestionGroup[] = [];
  if (lookup !== null && answer.data !== undefined && isAbout(answer, lookup)) {
    if (isDurationField(lookup.field)) found.push(spreadGroup(answer.data, lookup.field, operator, under));
    else {
      const labelOf = lookup.field === 'project' ? projectLabel : (value: string): string => value;
      found.push(valueGroup(answer.data, lookup.field, values, labelOf, under));
    }
  }
  const signs = isOrdered && (!isTyping || context.typed === '') ? [signGroup(operator)] : [];
  const edits = isTyping ? [] : [conditionGroup(term.isNegated, !isOrdered)];
  return [...signs, ...found, ...edits];
}

/** Names of transactions that have the typed word in them. */
function nameGroups(lookup: Lookup | null, answer: Aside<Query, Result>, under: string): SuggestionGroup[] {
  if (lookup === null || answer.data === undefined || !isAbout(answer, lookup)) return [];
  const { suggestions } = valueGroup(answer.data, 'transaction', [], (value) => value, under);
  return [
    {
      label: 'Transactions',
      note: `rows, ${under}`,
      suggestions: suggestions
        .slice(0, MOST_NAMES)
        .filter(({ label }) => label !== '(no value)')
        .map((suggestion) => ({
          ...suggestion,
          id: `name ${suggestion.label}`,
          look: 'name',
          canAdd: false,
        })),
    },
  ];
}

const MOST_NAMES = 8;

/** The kind of a suggestion, and what it is about. */
function cutId(id: string): [string, string] {
  const space = id.indexOf(' ');
  return [id.slice(0, space), id.slice(space + 1)];
}

function take(
  id: string,
  how: 'replace' | 'add',
  draft: Draft,
  context: CaretContext,
  actions: AssistActions,
): Draft | null {
  const [kind, what] = cutId(id);
  switch (kind) {
    case 'key':
      return putKey(draft, context, what);
    case 'tag':
      return putKey(draft, context, tagKey(what));
    case 'metric':
      return putKey(draft, context, `${what}()`);
    case 'search':
      return { text: what, caret: what.length };
    case 'name':
      return context.kind === 'word'
        ? putOverWord(draft, context, print({ kind: 'in', field: 'transaction', values: [what] }))
        : null;
    case 'off':
      actions.turnOn(Number(what));
      return null;
    case 'edit':
      return takeEdit(what, draft, context, actions);
  }
  if (context.kind !== 'value') return null;
  switch (kind) {
    case 'value':
      return putValue(draft, context, JSON.parse(what) as string | number | null, how);
    case 'compare':
      return putWritten(draft, context, what);
    case 'sign':
      return putSign(draft, context, what);
    default:
      return null;
  }
}

function takeEdit(what: string, draft: Draft, context: CaretContext, actions: AssistActions): Draft | null {
  if (!('term' in context)) return null;
  switch (what) {
    case 'include':
    case 'exclude':
      return toggleNegation(draft, context);
    case 'contains':
      return context.kind === 'value' ? putContains(draft, context) : null;
    case 'remove':
      return actions.remove(draft.text, context);
    default:
      actions.turnOff(draft.text, context);
      return null;
  }
}
