import type { ReactNode } from 'react';
import css from './panel.module.css';
import type { SearchFault } from './reading.ts';

/** What cannot be read and why, with its place in the text, and what to do about it. */
export function Fault(props: {
  readonly id: string;
  readonly text: string;
  readonly fault: SearchFault;
}): ReactNode {
  const { id, text, fault } = props;
  const { start, end } = windowAround(text, fault);
  return (
    <div id={id} className={css.fault} role="alert">
      <p className={css.quote}>
        {start > 0 && '…'}
        {text.slice(start, fault.start)}
        <mark>{text.slice(fault.start, fault.end) || ' '}</mark>
        {text.slice(fault.end, end)}
        {end < text.length && '…'}
      </p>
      <p className={css.message}>{fault.message}</p>
      <p className={css.advice}>{fault.advice}</p>
      <p className={css.kept}>What is on screen belongs to the last search that could be read.</p>
    </div>
  );
}

/** Characters that are shown on either side of what is wrong. */
const AROUND = 60;

function windowAround(text: string, { start, end }: SearchFault): { start: number; end: number } {
  return { start: Math.max(0, start - AROUND), end: Math.min(text.length, end + AROUND) };
}
