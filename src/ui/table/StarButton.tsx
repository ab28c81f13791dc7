import { Star } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './table.module.css';

/** Marks a transaction, or takes the mark away. Without `onToggle` it only shows the mark. */
export function StarButton(props: {
  /** What is marked. */
  readonly name: string;
  readonly isStarred: boolean;
  readonly onToggle: (() => void) | null;
}): ReactNode {
  const { name, isStarred, onToggle } = props;
  return (
    <button
      type="button"
      className={css.star}
      aria-pressed={isStarred}
      aria-label={`Star ${name}`}
      title={
        onToggle === null
          ? 'This source keeps no stars.'
          : isStarred
            ? 'Starred: comes first'
            : 'Star: comes first'
      }
      disabled={onToggle === null}
      onClick={onToggle ?? undefined}
    >
      <Star size={16} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
