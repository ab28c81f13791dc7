import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './selection.module.css';

/**
 * Picks a row of a table out, or all of them. A button rather than a field: the keys of the table go on working while it
 * has the focus.
 */
export function SelectBox(props: {
  readonly name: string;
  readonly state: boolean | 'mixed';
  /** False where a key does the same at what has the focus: every row would be one stop more. */
  readonly isStop: boolean;
  /** `isRange`: with Shift, all from the last one that was picked. */
  readonly onToggle: (isRange: boolean) => void;
}): ReactNode {
  const { name, state, isStop, onToggle } = props;
  const Sign = state === 'mixed' ? Minus : Check;
  return (
    <button
      type="button"
      role="checkbox"
      tabIndex={isStop ? undefined : -1}
      aria-checked={state}
      aria-label={`Select ${name}`}
      className={css.box}
      onClick={({ shiftKey }) => onToggle(shiftKey)}
    >
      <span>{state !== false && <Sign size={12} strokeWidth={2.5} aria-hidden />}</span>
    </button>
  );
}
