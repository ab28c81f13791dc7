import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { readWritten, writtenUpTo } from '../../model/number-style.ts';
import css from './form.module.css';

/** A choice with its name above. */
export function SelectField<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChoose: (value: T) => void;
}): ReactNode {
  const { label, value, choices, onChoose } = props;
  return (
    <label className={css.field}>
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice.value === target.value);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A text with its name above. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
  readonly type?: 'text' | 'password' | 'email' | 'url';
  readonly inputMode?: 'decimal';
  readonly placeholder?: string;
  readonly help?: string;
  readonly isMono?: boolean;
}): ReactNode {
  const {
    label,
    value,
    onChange,
    problem = null,
    type = 'text',
    inputMode,
    placeholder,
    help,
    isMono,
  } = props;
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        inputMode={inputMode}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        data-mono={isMono}
        aria-invalid={problem !== null}
        aria-describedby={problem === null && help === undefined ? undefined : `${id}-says`}
        onChange={({ target }) => onChange(target.value)}
      />
      {(problem !== null || help !== undefined) && (
        <small id={`${id}-says`} data-wrong={problem !== null ? true : undefined}>
          {problem ?? help}
        </small>
      )}
    </div>
  );
}

/**
 * A number that is typed, with its unit. It holds as soon as it can be read; where it may be left out, an empty field
 * says null.
 */
export function NumberField(props: {
  /** Its name for those who do not see it. */
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly isOptional?: boolean;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const { name, value, unit, isOptional = false, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const shown = value === null ? '' : writtenUpTo(value, 6);
  const isWrong = draft !== null && readWritten(draft) === null && !(isOptional && draft.trim() === '');
  const write = (text: string): void => {
    setDraft(text);
    const read = readWritten(text);
    if (read !== null) onChange(read);
    else if (isOptional && text.trim() === '') onChange(null);
  };
  return (
    <span className={css.number}>
      <input
        aria-label={name}
        aria-invalid={isWrong}
        title={isWrong ? 'This is no number.' : undefined}
        inputMode="decimal"
        placeholder={isOptional ? 'none' : undefined}
        value={draft ?? shown}
        onChange={({ target }) => write(target.value)}
        onBlur={() => setDraft(null)}
      />
      <span aria-hidden>{unit}</span>
    </span>
  );
}
