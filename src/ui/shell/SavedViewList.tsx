import { Check, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { Button, IconButton } from '../Button.tsx';
import css from './SavedViewList.module.css';

/** A view that can be opened by its name. */
export interface NamedView {
  readonly name: string;
  readonly to: To;
}

export interface SavedViewListProps {
  readonly views: readonly NamedView[];
  /** The name of what is open; null where it has none. */
  readonly current: string | null;
  /** A name for what is open, if nobody finds a better one. */
  readonly suggestion: string;
  readonly onSave: (name: string) => void;
  readonly onOpen: () => void;
  readonly onRename: (from: string, to: string) => void;
  readonly onRemove: (name: string) => void;
  /** The one that was removed last, and a way to take that back; null where there is none. */
  readonly removed: { readonly name: string; readonly onUndo: () => void } | null;
}

/** Views with a name: opened, renamed, removed; and what is open gets one. */
export function SavedViewList(props: SavedViewListProps): ReactNode {
  const { views, current, suggestion, onSave, onOpen, onRename, onRemove, removed } = props;
  const [renamed, setRenamed] = useState<string | null>(null);
  // What had the focus is gone after most acts: then what they were about has it.
  const [focused, setFocused] = useState<string | null>(null);
  const names = views.map(({ name }) => name);
  return (
    <div className={css.panel}>
      {current === null ? (
        <NameForm
          label="Save this view as"
          first={suggestion}
          verb={(name) => (names.includes(name) ? 'Replace' : 'Save')}
          onDone={onSave}
        />
      ) : (
        <p className={css.said}>
          What is open is saved as <b>{current}</b>.
        </p>
      )}
      {views.length === 0 && removed === null && (
        <p className={css.said}>No view is saved yet. All who open this source will find them here.</p>
      )}
      <ul className={css.list} aria-label="Saved views">
        {views.map(({ name, to }) => (
          <li key={name} className={css.row}>
            {renamed === name ? (
              <NameForm
                label={`Another name for ${name}`}
                first={name}
                verb={(to) => (to !== name && names.includes(to) ? 'Replace' : 'Rename')}
                onDone={(to) => {
                  setRenamed(null);
                  setFocused(to);
                  if (to !== name) onRename(name, to);
                }}
                onCancel={() => {
                  setRenamed(null);
                  setFocused(name);
                }}
              />
            ) : (
              <>
                <Link
                  className={css.link}
                  to={to}
                  onClick={onOpen}
                  title={name}
                  ref={name === focused ? focus : undefined}
                >
                  {name}
                  {name === current && <Check size={14} aria-label="open" />}
                </Link>
                <IconButton
                  size="small"
                  label={`Rename ${name}`}
                  icon={<Pencil size={14} strokeWidth={1.5} aria-hidden />}
                  onClick={() => setRenamed(name)}
                />
                <IconButton
                  size="small"
                  label={`Delete ${name}`}
                  icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden />}
                  onClick={() => {
                    setFocused(null);
                    onRemove(name);
                  }}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <div role="status">
        {removed !== null && (
          <p className={css.removed}>
            <span>“{removed.name}” is deleted.</span>
            <Button
              size="small"
              ref={focus}
              onClick={() => {
                setFocused(removed.name);
                removed.onUndo();
              }}
            >
              Undo
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** One name, taken with Enter or its button. */
function NameForm(props: {
  readonly label: string;
  readonly first: string;
  /** What the button says of a name. */
  readonly verb: (name: string) => string;
  readonly onDone: (name: string) => void;
  readonly onCancel?: () => void;
}): ReactNode {
  const { label, first, verb, onDone, onCancel } = props;
  const [text, setText] = useState(first);
  const name = text.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== '') onDone(name);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label className={css.label}>
        {label}
        <input
          type="text"
          data-autofocus
          ref={onCancel === undefined ? undefined : focus}
          maxLength={200}
          autoComplete="off"
          value={text}
          onFocus={({ target }) => target.select()}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || onCancel === undefined) return;
            event.stopPropagation();
            onCancel();
          }}
        />
      </label>
      <Button type="submit" size="small" look="primary" disabled={name === ''}>
        {verb(name)}
      </Button>
    </form>
  );
}

/** Given as a ref: what has just come has the focus. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
