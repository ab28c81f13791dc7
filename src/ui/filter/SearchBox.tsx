import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import css from './SearchBox.module.css';

/** Why a text cannot be searched by, and where. */
export interface SearchFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly advice: string;
}

export interface SearchBoxProps {
  /** The text that is in effect. */
  readonly value: string;
  /** Called after a pause in typing, only with texts that can be read. `isFirst`: the first of this typing. */
  readonly onType: (text: string, isFirst: boolean) => void;
  readonly check: (text: string) => SearchFault | null;
  /** What the search found, such as `48 transactions`. */
  readonly count: string;
  /** Something to know about the text in effect. */
  readonly hint: string | null;
  /** Stands by itself, as in a sheet, rather than at the end of the filter bar. */
  readonly isAlone?: boolean;
}

/** The pause after which typing counts as meant. */
const PAUSE_MS = 200;

/** The pause after which a fault is told. */
const SETTLE_MS = 700;

/**
 * The search box. What is typed takes effect after a short pause; a text that cannot be read takes none, and the
 * reason is shown below it, so that what is on screen always belongs to a text that was understood.
 */
export function SearchBox(props: SearchBoxProps): ReactNode {
  const { value, onType, check, count, hint, isAlone = false } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [settled, setSettled] = useState<string | null>(null);
  const [isFocused, setIsFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isFirst = useRef(true);
  /** The text that was given on last: it takes effect a moment later. */
  const given = useRef(value);
  const noteId = useId();
  const text = draft ?? value;
  const fault = check(text);
  // Half a condition is not a fault while it is being typed.
  const isFaultShown = fault !== null && (draft === null || settled === draft || !isFocused);

  const apply = (next: string): void => {
    if (next !== given.current && check(next) === null) {
      given.current = next;
      onType(next, isFirst.current);
      isFirst.current = false;
    }
  };
  useEffect(() => {
    given.current = value;
  }, [value]);
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => apply(draft), PAUSE_MS);
    const settle = setTimeout(() => setSettled(draft), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(settle);
    };
  });
  useSlashKey(input, !isAlone);

  const leave = (): void => {
    setIsFocused(false);
    if (draft !== null) apply(draft);
    if (fault === null) setDraft(null);
    isFirst.current = true;
  };
  const clear = (): void => {
    // Empty at once, not only when that has taken effect.
    setDraft('');
    isFirst.current = true;
    if (given.current !== '') onType('', true);
    given.current = '';
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      apply(text);
      setSettled(text);
      isFirst.current = true;
    }
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (text === '') input.current?.blur();
    else clear();
  };

  return (
    <search
      className={css.box}
      data-wrong={isFaultShown ? true : undefined}
      data-alone={isAlone ? true : undefined}
    >
      <Search size={16} strokeWidth={1.5} aria-hidden />
      <input
        ref={input}
        className={css.input}
        type="search"
        aria-label="Search"
        aria-invalid={isFaultShown}
        aria-describedby={isFaultShown || hint !== null ? noteId : undefined}
        placeholder="Filter, try transaction:/api/*"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={() => setIsFocused(true)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button type="button" className={css.clear} aria-label="Clear the search" onClick={clear}>
          <X size={14} strokeWidth={1.5} aria-hidden />
        </button>
      )}
      <span className={css.count} role="status">
        {count}
      </span>
      {!isAlone && text === '' && <kbd className={css.key}>/</kbd>}
      {isFaultShown && <Fault id={noteId} text={text} fault={fault} />}
      {!isFaultShown && hint !== null && isFocused && (
        <div id={noteId} className={css.note}>
          <p className={css.advice}>{hint}</p>
        </div>
      )}
    </search>
  );
}

function Fault(props: {
  readonly id: string;
  readonly text: string;
  readonly fault: SearchFault;
}): ReactNode {
  const { id, text, fault } = props;
  return (
    <div id={id} className={css.note} role="alert">
      <p className={css.quote}>
        {text.slice(0, fault.start)}
        <mark>{text.slice(fault.start, fault.end) || ' '}</mark>
        {text.slice(fault.end)}
      </p>
      <p className={css.message} data-tone="bad">
        {fault.message}
      </p>
      <p className={css.advice}>{fault.advice} It takes effect once it can be read.</p>
    </div>
  );
}

/** `/` goes to the box, unless something is being written elsewhere. */
function useSlashKey(input: { readonly current: HTMLInputElement | null }, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || WRITES.has(target.tagName))) return;
      if (input.current === null) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input, isOn]);
}

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
