import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { readWritten, withMark } from '../../model/number-style.ts';
import css from './trends.module.css';

/** A number that is written; it holds with Enter, or when the field is left. Nothing written: no bound, where that may be. */
export function NumberField(props: {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  /** Null: no bound. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly isOptional?: boolean;
  readonly isOn: boolean;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const { label, unit, help, value, least, most, isOptional = false, isOn, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft?.trim() ?? '';
  const number = text === '' ? null : (readWritten(text) ?? Number.NaN);
  const isWrong = draft !== null && (number === null ? !isOptional : !(number >= least && number <= most));
  const commit = (): void => {
    if (draft === null || isWrong) return;
    if (number !== value) onChange(number);
    setDraft(null);
  };
  return (
    <span className={css.field} title={help}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        disabled={!isOn}
        aria-invalid={isWrong}
        value={draft ?? (value === null ? '' : withMark(String(value)))}
        placeholder={isOptional ? 'any' : ''}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => {
          commit();
          setDraft(null);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit();
          if (key === 'Escape') setDraft(null);
        }}
      />
      <span>{unit}</span>
      {isWrong && (
        <span className={css.wrong} role="alert">
          a number from {withMark(String(least))} to {withMark(String(most))}
        </span>
      )}
    </span>
  );
}
