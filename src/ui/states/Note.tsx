import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './states.module.css';

/** An amber line below figures that are less than they seem. */
export function Note({ text, onRetry }: { readonly text: string; readonly onRetry?: () => void }): ReactNode {
  return (
    <p className={css.note} role="status">
      <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
      <span>{text.trim()}</span>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          Retry
        </button>
      )}
    </p>
  );
}
