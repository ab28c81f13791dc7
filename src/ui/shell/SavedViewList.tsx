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
                  if (to !== name) onRename(name, to);
                }}
                onCancel={() => setRenamed(null)}
              />
            ) : (
              <>
                <Link className={css.link} to={to} onClick={onOpen} title={name}>
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
                  onClick={() => onRemove(name)}
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
            <Button size="small" onClick={removed.onUndo}>
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
          ref={onCancel === undefined ? undefined : selectAll}
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

/** The field that takes the place of a name has the focus at once. */
function selectAll(input: HTMLInputElement | null): void {
  input?.focus();
}
