import { useMemo, useState } from 'react';
import { both } from '../../../model/filter.ts';
import type { Scope } from '../../../model/query.ts';
import type { Range } from '../../../model/time.ts';
import { removeTerm } from '../../../search/edit.ts';
import type { Parsed } from '../../../search/parse.ts';
import type { SearchHint } from '../../../search/search-error.ts';
import type { Looked } from '../../../ui/filter/SearchBox.tsx';
import { resolveRange } from '../../../view/range.ts';
import { useTick } from '../../../view/tick-context.tsx';
import { controlsFilter } from '../../../view/use-scope.ts';
import { useSettings } from '../../../view/use-settings.ts';
import { transactionFilter } from '../../../view/use-transaction-scope.ts';
import { useView } from '../../../view/use-view.ts';
import type { View } from '../../../view/view.ts';
import { contextAt } from './caret-context.ts';
import type { CaretContext } from './caret-context.ts';

/** What a draft is about, and the rows that its parts leave. */
export interface UsedDraftScopes {
  readonly context: CaretContext;
  readonly hints: readonly SearchHint[];
  /** The rows it finds; null where it cannot be read. */
  readonly found: Scope | null;
  /** The rows there are without any search. */
  readonly all: Scope | null;
  /** The rows that all of it but the term at the caret finds; all of them where that cannot be read. */
  readonly rest: Scope | null;
  /** Which rows those are, in words. */
  readonly under: string;
  /** Whether the page is about one transaction. */
  readonly isOfOne: boolean;
}

const NOWHERE: UsedDraftScopes = {
  context: { kind: 'anything' },
  hints: [],
  found: null,
  all: null,
  rest: null,
  under: '',
  isOfOne: false,
};

/**
 * The range that a view looks at, kept as long as somebody writes: what helps with writing need not be asked anew
 * because a second has gone by.
 */
function useStillRange(view: View, isLooking: boolean): Range {
  const { now } = useTick();
  const [still, setStill] = useState<{ readonly of: View['range']; readonly range: Range } | null>(null);
  if (isLooking && still?.of !== view.range)
    setStill({ of: view.range, range: resolveRange(view.range, now) });
  if (!isLooking && still !== null) setStill(null);
  return still?.range ?? resolveRange(view.range, now);
}

function withSearch(scope: Scope, parsed: Parsed): Scope | null {
  if ('error' in parsed) return null;
  const { filter, having } = parsed;
  const where = both(scope.where, filter);
  if (having === null) return { ...scope, where };
  return { ...scope, where, having, havingOver: { range: scope.range, where } };
}

/** What a draft is about, in the page's range and under the filters beside the search box. */
export function useDraftScopes(
  looked: Looked | null,
  parse: (text: string) => Parsed,
  isOfOne: boolean,
): UsedDraftScopes {
  const { view } = useView();
  const { settings } = useSettings();
  const range = useStillRange(view, looked !== null);
  const thresholds = settings?.thresholds;
  const text = looked?.text ?? null;
  const caret = looked?.caret ?? 0;
  return useMemo(() => {
    if (text === null) return NOWHERE;
    const parsed = parse(text);
    const context = contextAt(text, caret, parsed);
    const all: Scope = {
      range,
      where: both(
        controlsFilter(view),
        ...(isOfOne && view.transaction !== null ? [transactionFilter(view.transaction)] : []),
      ),
      ...(thresholds === undefined ? {} : { thresholds }),
    };
    const others =
      'term' in context
        ? parse(removeTerm(text, parsed.terms.indexOf(context.term)))
        : restWithoutWord(text, context, parse);
    const rest = withSearch(all, others);
    return {
      context,
      hints: 'error' in parsed ? [] : parsed.hints,
      found: withSearch(all, parsed),
      all,
      rest: rest ?? all,
      under: rest === null ? 'as if nothing else were searched' : 'under the other filters',
      isOfOne,
    };
  }, [text, caret, parse, range, view, thresholds, isOfOne]);
}

function restWithoutWord(text: string, context: CaretContext, parse: (text: string) => Parsed): Parsed {
  if (context.kind !== 'word') return parse(text);
  return parse(`${text.slice(0, context.place.start)}${text.slice(context.place.end)}`.trim());
}
