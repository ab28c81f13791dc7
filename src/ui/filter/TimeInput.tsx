import { useEffect, useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import css from './TimeInput.module.css';

/** Why a typed time cannot be read, and which characters of it are to blame. */
export interface TimeFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly advice: string;
}

/** What a typed text means, and that in words; or why it means nothing. */
export type TimeReading<T> = { readonly value: T; readonly words: string } | { readonly fault: TimeFault };

/** The pause after which a fault is told. */
const SETTLE_MS = 700;

/** A time or a range in people's own words: says at once what was understood, and takes effect with Enter. */
export function TimeInput<T>(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly read: (text: string) => TimeReading<T>;
  readonly onApply: (value: T) => void;
  /** Takes the focus when the panel around it opens. */
  readonly isFirst?: boolean;
}): ReactNode {
  const { label, placeholder, read, onApply, isFirst = false } = props;
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const noteId = useId();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isEmpty = text.trim() === '';
  const reading = isEmpty ? null : read(text);
  const fault = reading !== null && 'fault' in reading ? reading.fault : null;
  // Half a time is not a fault while it is being typed.
  const isFaultShown = fault !== null && settled === text;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSettled(text);
    if (reading !== null && 'value' in reading) onApply(reading.value);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label className={css.label}>
        {label}
        <input
          type="text"
          className={css.input}
          {...(isFirst && { 'data-autofocus': true })}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          aria-invalid={isFaultShown}
          aria-describedby={noteId}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div id={noteId} className={css.note} aria-live="polite">
        {reading !== null && 'value' in reading && (
          <p>
            {reading.words} <kbd>↵</kbd>
          </p>
        )}
        {isFaultShown && (
          <>
            <p className={css.quote}>
              {text.slice(0, fault.start)}
              <mark>{text.slice(fault.start, fault.end) || ' '}</mark>
              {text.slice(fault.end)}
            </p>
            <p className={css.message}>{fault.message}</p>
            <p className={css.advice}>{fault.advice}</p>
          </>
        )}
      </div>
    </form>
  );
}
