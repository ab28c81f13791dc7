import { Bookmark, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './buttons.module.css';

/** Brings back what was cleared. */
export function UndoButton({ onClick }: { readonly onClick: () => void }): ReactNode {
  return (
    <button type="button" className={css.undo} onClick={onClick}>
      <Undo2 size={14} strokeWidth={1.5} aria-hidden /> Undo
    </button>
  );
}

/** Opens the form that gives the search a name; says the name that it has. Null: none. */
export function SaveButton(props: { readonly name: string | null; readonly onClick: () => void }): ReactNode {
  const { name, onClick } = props;
  const label = name === null ? 'Save this search' : `Saved as ${name}`;
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={label}
      title={label}
      aria-pressed={name !== null}
      onClick={onClick}
    >
      <Bookmark size={14} strokeWidth={1.5} aria-hidden />
    </button>
  );
}

/** Empties the box. */
export function ClearButton({ onClick }: { readonly onClick: () => void }): ReactNode {
  return (
    <button type="button" className={css.tool} aria-label="Clear the search" onClick={onClick}>
      <X size={14} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
