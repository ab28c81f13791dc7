import { Search } from 'lucide-react';
import { Suspense, useId, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { lazyPart } from '../part/lazy-part.ts';
import { formatCount } from '../format.ts';
import css from './SearchBox.module.css';
import type { SearchBoxProps } from './search/box-props.ts';
import { ClearButton, SaveButton, UndoButton } from './search/BoxButtons.tsx';
import { Fault } from './search/Fault.tsx';
import { KeyHints } from './search/KeyHints.tsx';
import panel from './search/panel.module.css';
import { chipAt } from './search/reading.ts';
import type { Chip } from './search/reading.ts';
import { SearchField } from './search/SearchField.tsx';
import { SuggestionList, optionId } from './search/SuggestionList.tsx';
import { useDraft } from './search/use-draft.ts';
import { useSlashKey } from './search/use-slash-key.ts';
import { optionAt } from './search/wanted-option.ts';
import type { WantedOption } from './search/wanted-option.ts';
import { withModifiers } from './search/with-modifiers.ts';

export type { Looked, SearchBoxProps } from './search/box-props.ts';

// Most visits save no search.
const SaveForm = lazyPart(async () => (await import('./search/SaveForm.tsx')).SaveForm);

type Panel = 'closed' | 'open' | 'saving';

/**
 * The search box: one line of text in which conditions are chips, with what can be written next below it. What is
 * typed takes effect after a short pause; a text that cannot be read takes none, and the reason is shown, so that
 * what is on screen always belongs to a text that was understood.
 */
export function SearchBox(props: SearchBoxProps): ReactNode {
  const {
    value,
    onType,
    read,
    count,
    assist,
    onLook,
    off,
    onTurnOff,
    onRemove,
    saving,
    isAlone = false,
  } = props;
  const draft = useDraft({
    value,
    onType,
    canRead: (text) => read(text).fault === null,
    isHalf: assist.isHalf,
  });
  const { text, caret, isTyping } = draft;
  const [isFocused, setIsFocused] = useState(false);
  const [shown, setShown] = useState<Panel>('closed');
  const [wanted, setWanted] = useState<WantedOption>(null);
  const [wasCleared, setWasCleared] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const noteId = useId();

  const reading = read(text);
  const { fault } = reading;
  // Half a condition is not a fault while it is being typed.
  const isFaultShown = fault !== null && (draft.isSettled || !isFocused);
  const options = assist.groups.flatMap(({ suggestions }) => suggestions);
  const active = optionAt(options, wanted);
  const isListed = shown === 'open' && options.length > 0;
  const isOpen = shown !== 'closed' && (isListed || shown === 'saving' || isFaultShown || assist.note !== '');

  // Before the key is drawn, so that what is asked for it is under way by then.
  useLayoutEffect(() => {
    onLook(isFocused && shown === 'open' ? { text, caret, isTyping } : null);
  }, [onLook, isFocused, shown, text, caret, isTyping]);
  const begin = (): void => {
    draft.begin();
    setShown('open');
  };
  useSlashKey(input, begin, !isAlone);

  const take = (id: string, how: 'replace' | 'add'): void => {
    const next = assist.take(id, how);
    setWanted(null);
    if (next !== null) draft.put(next);
    input.current?.focus();
  };
  const clear = (): void => {
    draft.put({ text: '', caret: 0 });
    setWasCleared(true);
    setShown('closed');
    input.current?.focus();
  };
  const walk = (by: 1 | -1): void => {
    setShown('open');
    const next = active === null ? undefined : options[options.indexOf(active) + by];
    setWanted(next === undefined ? (by === 1 ? 'first' : 'last') : { id: next.id });
  };
  const escape = (): void => {
    if (shown !== 'closed') setShown('closed');
    else if (text !== '') clear();
    else input.current?.blur();
  };
  const turnOff = (chip: Chip | null): void => {
    if (chip !== null && fault === null) onTurnOff(text, chip);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const key = withModifiers(event);
    const completion = active ?? (isTyping && assist.needle !== '' && isListed ? options[0] : undefined);
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => walk(1),
      ArrowUp: () => walk(-1),
      Enter: () => {
        if (isListed && active !== null) {
          take(active.id, 'replace');
          return;
        }
        draft.commit();
        if (fault === null) setShown('closed');
      },
      'Shift+Enter':
        isListed && active !== null
          ? () => take(active.id, active.canAdd === true ? 'add' : 'replace')
          : undefined,
      Tab: completion === undefined || !isListed ? undefined : () => take(completion.id, 'replace'),
      Escape: escape,
      'Mod+z': draft.undo,
      'Mod+Shift+z': draft.redo,
      'Mod+y': draft.redo,
      'Mod+/': () => turnOff(chipAt(reading.chips, caret)),
      'Shift+Delete': active?.canDrop === true ? () => assist.drop(active.id) : undefined,
    };
    const act = actions[key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (currentTarget.contains(relatedTarget)) return;
    setIsFocused(false);
    setShown('closed');
    setWanted(null);
    setWasCleared(false);
    draft.leave();
  };

  const said = isFaultShown ? 'cannot be read' : isFocused && assist.matches !== '' ? assist.matches : count;
  return (
    <search
      className={css.place}
      data-alone={isAlone ? true : undefined}
      onFocus={() => setIsFocused(true)}
      onBlur={onBlur}
    >
      <div
        className={css.box}
        data-open={isOpen || isFocused ? true : undefined}
        data-wrong={isFaultShown ? true : undefined}
      >
        <div className={css.line}>
          <Search size={16} strokeWidth={1.5} aria-hidden className={css.sign} />
          <SearchField
            input={input}
            text={text}
            caret={caret}
            reading={reading}
            isFocused={isFocused}
            isFaultShown={isFaultShown}
            onType={(text, caret) => {
              setShown('open');
              setWanted(null);
              setWasCleared(false);
              draft.type({ text, caret });
            }}
            onMove={(at) => {
              if (at !== caret) setWanted(null);
              draft.move(at);
            }}
            onToggleChip={turnOff}
            onRemoveChip={(chip) => {
              const rest = onRemove(text, chip);
              draft.put({ text: rest, caret: rest.length });
            }}
            onPress={() => setShown('open')}
            onClickBehind={begin}
            onKeyDown={onKeyDown}
            role="combobox"
            aria-label="Search"
            aria-expanded={isListed}
            aria-controls={isListed ? listId : undefined}
            aria-activedescendant={isListed && active !== null ? optionId(listId, active.id) : undefined}
            aria-autocomplete="list"
            aria-invalid={isFaultShown}
            aria-describedby={isOpen && (isFaultShown || assist.note !== '') ? noteId : undefined}
            placeholder="Filter, try transaction:/api/*"
            // The sheet it stands in is not closed by an Escape that closes the list, or empties the text.
            data-mantine-stop-propagation={isOpen || text !== '' ? true : undefined}
          />
          {off > 0 && (
            <button type="button" className={css.off} onClick={begin} title="Conditions that are turned off">
              {formatCount(off)} off
            </button>
          )}
          <span className={css.count} role="status" data-tone={isFaultShown ? 'bad' : undefined}>
            {said}
          </span>
          {wasCleared && text === '' && draft.canUndo && (
            <UndoButton
              onClick={() => {
                draft.undo();
                setWasCleared(false);
              }}
            />
          )}
          {saving !== null && value !== '' && text.trim() === value && (
            <SaveButton
              name={saving.saved?.name ?? null}
              onClick={() => setShown(shown === 'saving' ? 'closed' : 'saving')}
            />
          )}
          {text !== '' && <ClearButton onClick={clear} />}
          {!isAlone && text === '' && !isFocused && <kbd className={css.key}>/</kbd>}
        </div>
        {isOpen && (
          <div
            role="presentation"
            className={panel.panel}
            onMouseDown={(event) => {
              // What is clicked in here is about the text, which keeps the focus.
              if (shown !== 'saving') event.preventDefault();
            }}
          >
            {shown === 'saving' && saving !== null ? (
              <Suspense>
                <SaveForm
                  {...saving}
                  text={value}
                  onClose={() => {
                    setShown('closed');
                    input.current?.focus();
                  }}
                />
              </Suspense>
            ) : (
              <>
                {isFaultShown && <Fault id={noteId} text={text} fault={fault} />}
                {!isFaultShown && assist.note !== '' && (
                  <p id={noteId} className={panel.note}>
                    {assist.note}
                  </p>
                )}
                {isListed && (
                  <SuggestionList
                    id={listId}
                    groups={assist.groups}
                    needle={assist.needle}
                    active={active?.id ?? null}
                    isPending={assist.isPending}
                    onTake={take}
                    onDrop={assist.drop}
                  />
                )}
                {isListed && (
                  <KeyHints
                    canTake={active !== null}
                    canAdd={active?.canAdd === true}
                    canComplete={isTyping && assist.needle !== ''}
                    isOnChip={chipAt(reading.chips, caret) !== null}
                  />
                )}
              </>
            )}
          </div>
        )}
      </div>
    </search>
  );
}
