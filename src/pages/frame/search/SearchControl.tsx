import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { SearchBox } from '../../../ui/filter/SearchBox.tsx';
import type { Looked } from '../../../ui/filter/SearchBox.tsx';
import type { Chip } from '../../../ui/filter/search/reading.ts';
import { removeTerm } from '../../../search/edit.ts';
import { usePageHeader } from '../../../view/page-header.tsx';
import { useParse } from '../../../view/use-parse.ts';
import { useRememberedSearch, useSearches } from '../../../view/use-searches.ts';
import { useView } from '../../../view/use-view.ts';
import { withConditionText } from '../../../view/refine.ts';
import { toReading } from './to-reading.ts';
import { useAssist } from './use-assist.ts';
import type { AssistActions } from './use-assist.ts';
import { useDraftScopes } from './use-draft-scopes.ts';

/** The search box, wired to the view, to what the source holds, and to the searches that are kept. */
export function SearchControl(props: {
  /** Whether the page is about one transaction, and finds its events. */
  readonly isOfOne: boolean;
  readonly isAlone: boolean;
}): ReactNode {
  const { isOfOne, isAlone } = props;
  const { view, edit } = useView();
  const { count } = usePageHeader();
  const parse = useParse();
  const searches = useSearches();
  useRememberedSearch();
  const [looked, setLooked] = useState<Looked | null>(null);
  const scopes = useDraftScopes(looked, parse, isOfOne);
  const { search, searchOff } = view;

  /** A text without one of its conditions. */
  const remove = (text: string, { start }: Chip): string =>
    removeTerm(
      text,
      parse(text).terms.findIndex((each) => each.start === start),
    );
  /** Takes a condition out of a text and keeps it aside. */
  const turnOff = (text: string, { start, end }: Chip): void => {
    const index = parse(text).terms.findIndex((each) => each.start === start && each.end === end);
    if (index < 0) return;
    const condition = text.slice(start, end);
    edit(({ searchOff }) => ({
      search: removeTerm(text, index),
      searchOff: [...searchOff.filter((each) => each !== condition), condition],
    }));
  };
  const actions: AssistActions = {
    off: searchOff,
    turnOn: (index) => {
      const condition = searchOff[index];
      if (condition === undefined) return;
      const text = (looked?.text ?? search).trim();
      edit(({ search, searchOff }) => ({
        search: withConditionText('error' in parse(text) ? search : text, condition),
        searchOff: searchOff.filter((each) => each !== condition),
      }));
    },
    dropOff: (index) => {
      const condition = searchOff[index];
      edit(({ searchOff }) => ({ searchOff: searchOff.filter((each) => each !== condition) }));
    },
    turnOff: (text, context) => {
      if ('term' in context) turnOff(text, context.term);
    },
    remove: (text, context) => {
      if (!('term' in context)) return null;
      const rest = remove(text, context.term);
      return { text: rest, caret: rest.length };
    },
  };
  const assist = useAssist(looked, scopes, actions);
  const saved = searches.saved.find(({ text }) => text === search) ?? null;
  const { save } = searches;
  const read = useCallback(
    (text: string) => {
      const parsed = parse(text);
      return toReading(text, parsed, 'error' in parsed ? parsed.error : null);
    },
    [parse],
  );
  return (
    <SearchBox
      value={search}
      onType={(text, isFirst) => edit({ search: text }, isFirst ? 'push' : 'replace')}
      read={read}
      count={count}
      assist={assist}
      onLook={setLooked}
      off={searchOff.length}
      onTurnOff={turnOff}
      onRemove={remove}
      saving={
        save === null
          ? null
          : {
              saved,
              onSave: ({ name, pinned }) => save({ name, pinned, text: search }),
              onRemove: () => searches.forget(search),
            }
      }
      isAlone={isAlone}
    />
  );
}
