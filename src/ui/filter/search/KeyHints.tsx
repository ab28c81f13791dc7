import type { ReactNode } from 'react';
import css from './panel.module.css';

/** What the keys do right now; nothing on a phone, which has none. */
export function KeyHints(props: {
  readonly canTake: boolean;
  readonly canAdd: boolean;
  readonly canComplete: boolean;
  readonly isOnChip: boolean;
}): ReactNode {
  const { canTake, canAdd, canComplete, isOnChip } = props;
  return (
    <footer className={css.keys} aria-hidden>
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd> choose
      </span>
      {canComplete && (
        <span>
          <kbd>⇥</kbd> complete
        </span>
      )}
      <span>
        <kbd>↵</kbd> {canTake ? 'take' : 'search'}
      </span>
      {canAdd && (
        <span>
          <kbd>⇧</kbd>
          <kbd>↵</kbd> add as one more
        </span>
      )}
      {isOnChip && (
        <span>
          <kbd>Ctrl</kbd>
          <kbd>/</kbd> turn off
        </span>
      )}
      <span className={css.last}>
        <kbd>Esc</kbd> close
      </span>
    </footer>
  );
}
