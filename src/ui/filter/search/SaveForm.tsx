import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../Button.tsx';
import css from './panel.module.css';

/** A search with a name, as it is kept for every browser. */
export interface NamedSearch {
  readonly name: string;
  readonly pinned: boolean;
}

/** Gives the search in effect a name, or takes it away again. */
export function SaveForm(props: {
  readonly text: string;
  /** As it is kept already; null where it is not. */
  readonly saved: NamedSearch | null;
  readonly onSave: (search: NamedSearch) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { text, saved, onSave, onRemove, onClose } = props;
  const [name, setName] = useState(saved?.name ?? '');
  const [pinned, setPinned] = useState(saved?.pinned ?? false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = (): void => {
    onSave({ name: name.trim() === '' ? text : name.trim(), pinned });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') save();
    else onClose();
  };
  return (
    <div className={css.save} role="group" aria-label="Save this search">
      <label>
        Name
        <input
          ref={field}
          maxLength={200}
          placeholder={text}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <label className={css.pin}>
        <input type="checkbox" checked={pinned} onChange={({ target }) => setPinned(target.checked)} />
        First in the list
      </label>
      <div className={css.saveFoot}>
        <span>Kept where the data is, for everybody who looks at it.</span>
        {saved !== null && (
          <Button
            size="small"
            look="ghost"
            onClick={() => {
              onRemove();
              onClose();
            }}
          >
            Remove
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
        <Button size="small" look="primary" onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}
