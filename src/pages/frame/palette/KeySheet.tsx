import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { SHORTCUTS_CHOICE } from '../../../view/shortcuts.ts';
import { keysWith } from './key-list.ts';
import { useFocusBack } from '../../../ui/popup/use-focus-back.ts';
import { KitTheme } from '../../../ui/theme/KitTheme.tsx';
import css from './palette.module.css';

/** Every key and what it does. */
export function KeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState('');
  useFocusBack();
  const groups = keysWith(words);
  return (
    <KitTheme>
      <Modal
        opened
        onClose={onClose}
        title="Keyboard shortcuts"
        size={720}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <input
          className={css.search}
          value={words}
          placeholder="Find a key or what it does"
          aria-label="Find a shortcut"
          data-autofocus
          onChange={({ target }) => setWords(target.value)}
        />
        {SHORTCUTS_CHOICE.read() === 'off' && (
          <p className={css.none}>Single keys are turned off in the settings.</p>
        )}
        {groups.length === 0 && <p className={css.none}>No key does that.</p>}
        <div className={css.groups}>
          {groups.map(({ title, keys }) => (
            <section key={title} className={css.group}>
              <h3>{title}</h3>
              <dl>
                {keys.map(({ keys, does }) => (
                  <div key={does}>
                    <dt>{does}</dt>
                    <dd>
                      {keys.map((key, index) =>
                        key === 'or' || key === '–' ? (
                          <span key={index}> {key} </span>
                        ) : (
                          <kbd key={index}>{key}</kbd>
                        ),
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </KitTheme>
  );
}
