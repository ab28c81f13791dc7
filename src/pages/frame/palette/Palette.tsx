import { Modal } from '@mantine/core';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { useFocusBack } from '../../../ui/popup/use-focus-back.ts';
import { KitTheme } from '../../../ui/theme/KitTheme.tsx';
import css from './palette.module.css';
import { useEntries } from './use-entries.tsx';

/** Goes to anything by writing a part of its name: pages, transactions, saved views, a trace by its id. */
export function Palette(props: { readonly onClose: () => void; readonly onKeys: () => void }): ReactNode {
  const { onClose, onKeys } = props;
  useFocusBack();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const entries = useEntries(query, onClose, onKeys);
  const chosen = Math.min(at, entries.length - 1);
  const idOf = (index: number): string => `${list}-${index}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const next = (chosen + step + entries.length) % entries.length;
      setAt(next);
      document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[chosen]?.run();
    }
  };
  return (
    <KitTheme>
      <Modal
        opened
        onClose={onClose}
        withCloseButton={false}
        title="Commands"
        padding={0}
        size={560}
        yOffset="12dvh"
        classNames={{ header: 'hidden' }}
      >
        <input
          className={css.field}
          value={query}
          placeholder="Page, transaction, view or trace id"
          role="combobox"
          aria-label="Command"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={entries.length === 0 ? undefined : idOf(chosen)}
          aria-autocomplete="list"
          data-autofocus
          onChange={({ target }) => {
            setQuery(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id={list} className={css.list} role="listbox" aria-label="Commands">
          {entries.map(({ key, label, kind, icon, run }, index) => (
            <button
              type="button"
              tabIndex={-1}
              key={key}
              id={idOf(index)}
              role="option"
              aria-selected={index === chosen}
              className={css.entry}
              onPointerMove={() => setAt(index)}
              onClick={run}
            >
              {icon}
              <span className={css.label}>{toVisibleLine(label)}</span>
              <span className={css.kind}>{toVisibleLine(kind)}</span>
            </button>
          ))}
        </div>
        {entries.length === 0 && (
          <p className={css.none} role="status">
            Nothing is called that. A trace is found by its 32 digits.
          </p>
        )}
      </Modal>
    </KitTheme>
  );
}
