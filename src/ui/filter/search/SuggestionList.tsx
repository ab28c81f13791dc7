import {
  Asterisk,
  Bookmark,
  CalendarClock,
  CircleSlash,
  Diff,
  Hash,
  History,
  Pencil,
  Pin,
  Route,
  Sigma,
  Tag,
  Timer,
  Type,
  X,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { formatCount } from '../../format.ts';
import { toVisibleLine } from '../../visible-text.ts';
import css from './list.module.css';
import type { Suggestion, SuggestionGroup, SuggestionLook } from './suggestion.ts';

/** A list of values is long, and each of them says what it is. */
const SIGNS: Readonly<Record<SuggestionLook, LucideIcon | null>> = {
  text: Type,
  number: Hash,
  duration: Timer,
  time: CalendarClock,
  tag: Tag,
  metric: Sigma,
  has: Asterisk,
  operator: Diff,
  value: null,
  name: Route,
  saved: Bookmark,
  pinned: Pin,
  recent: History,
  off: CircleSlash,
  edit: Pencil,
};

/** The id that an option has in the page. */
export function optionId(listId: string, id: string): string {
  return `${listId}-${id}`;
}

/** What can be written at the caret: a listbox under headings, which the field's keys walk along. */
export function SuggestionList(props: {
  readonly id: string;
  readonly groups: readonly SuggestionGroup[];
  readonly needle: string;
  readonly active: string | null;
  /** Whether it is about to change. */
  readonly isPending: boolean;
  readonly onTake: (id: string, how: 'replace' | 'add') => void;
  readonly onDrop: (id: string) => void;
}): ReactNode {
  const { id, groups, needle, active, isPending, onTake, onDrop } = props;
  const list = useRef<HTMLDivElement>(null);
  const isWalked = useRef(false);
  useEffect(() => {
    if (active !== null) {
      document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
    } else if (isWalked.current) {
      list.current?.scrollTo?.({ top: 0 });
    }
    // A list that nobody walks along is not scrolled: that would lay it out before its answers are there.
    isWalked.current = active !== null;
  }, [id, active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Suggestions"
      aria-busy={isPending}
      className={css.list}
    >
      {groups.map(({ label, note, suggestions }) => (
        <div key={label} role="group" aria-label={label}>
          <p className={css.heading} role="presentation">
            {label}
            {note !== undefined && <span>{note}</span>}
          </p>
          {suggestions.map((suggestion) => (
            <Option
              key={suggestion.id}
              listId={id}
              suggestion={suggestion}
              needle={needle}
              isActive={suggestion.id === active}
              onTake={onTake}
              onDrop={onDrop}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Option(props: {
  readonly listId: string;
  readonly suggestion: Suggestion;
  readonly needle: string;
  readonly isActive: boolean;
  readonly onTake: (id: string, how: 'replace' | 'add') => void;
  readonly onDrop: (id: string) => void;
}): ReactNode {
  const { listId, suggestion, needle, isActive, onTake, onDrop } = props;
  const { id, look, label, detail, count, share, isChosen, canAdd = false, canDrop = false } = suggestion;
  const Sign = SIGNS[look];
  const onClick = ({ shiftKey, metaKey, ctrlKey }: MouseEvent): void => {
    onTake(id, canAdd && (shiftKey || metaKey || ctrlKey) ? 'add' : 'replace');
  };
  return (
    <div
      id={optionId(listId, id)}
      role="option"
      aria-selected={isActive}
      className={css.option}
      data-look={look}
      tabIndex={-1}
      onClick={onClick}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onTake(id, 'replace');
      }}
      title={label.length > 60 ? toVisibleLine(label, 1000) : undefined}
    >
      {Sign !== null && <Sign size={14} strokeWidth={1.5} aria-hidden />}
      <span className={css.label}>
        <Marked text={toVisibleLine(label)} needle={needle} />
      </span>
      {isChosen === true && <span className={css.chosen}>in the search</span>}
      {detail !== undefined && <span className={css.detail}>{toVisibleLine(detail)}</span>}
      {count !== undefined && (
        <span className={css.count}>
          <span className="hidden">, </span>
          {share !== undefined && <i style={{ width: Math.max(Math.round(share * 44), 1) }} aria-hidden />}
          <span>{formatCount(count)}</span>
        </span>
      )}
      {canDrop && (
        <span
          className={css.drop}
          aria-hidden
          title="Remove (Shift+Delete)"
          onClick={(event) => {
            event.stopPropagation();
            onDrop(id);
          }}
        >
          <X size={14} strokeWidth={1.5} />
        </span>
      )}
    </div>
  );
}

/** A text with the part of it that was looked for. */
function Marked({ text, needle }: { readonly text: string; readonly needle: string }): ReactNode {
  const at = needle === '' ? -1 : text.toLowerCase().indexOf(needle.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, at + needle.length)}</b>
      {text.slice(at + needle.length)}
    </>
  );
}
