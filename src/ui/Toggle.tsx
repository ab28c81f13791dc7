import type { ReactNode } from 'react';
import css from './toggle.module.css';

/** One of a few, side by side. */
export function Toggle<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly help?: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}): ReactNode {
  const { label, choices, chosen, onChoose } = props;
  return (
    <span className={css.toggle} role="group" aria-label={label}>
      {choices.map(({ value, label, help }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          title={help}
          onClick={() => onChoose(value)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}
