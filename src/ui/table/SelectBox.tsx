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
  /** `isRange`: with Shift, all from the last one that was picked. */
  readonly onToggle: (isRange: boolean) => void;
}): ReactNode {
  const { name, state, onToggle } = props;
  const Sign = state === 'mixed' ? Minus : Check;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state}
      aria-label={`Select ${name}`}
      className={css.box}
      onClick={({ shiftKey }) => onToggle(shiftKey)}
    >
      <span>{state !== false && <Sign size={12} strokeWidth={2.5} aria-hidden />}</span>
    </button>
  );
}
