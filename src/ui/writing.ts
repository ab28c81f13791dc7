import { writeNumbersAs } from '../model/number-style.ts';

/** Durations in the unit that suits each, or all in one. */
export const DURATION_STYLES = ['suited', 'ms', 's'] as const;
export type DurationStyle = (typeof DURATION_STYLES)[number];

/** How numbers, durations and calendars are written for the reader. */
export interface Writing {
  /** The language whose way of writing numbers is taken (BCP 47). */
  readonly numbers: string;
  readonly durations: DurationStyle;
  /** The day a week begins with, counted from Sunday as 0. */
  readonly firstDay: 0 | 1 | 6;
}

let current: Writing = { numbers: 'en-GB', durations: 'suited', firstDay: 1 };
const listeners = new Set<() => void>();

/** What is written from now on. */
export function applyWriting(writing: Writing): void {
  current = writing;
  writeNumbersAs(writing.numbers);
  for (const tell of listeners) tell();
}

/** How things are written now; another object once it is another way. */
export function writing(): Writing {
  return current;
}

/** Tells whenever things are written another way from now on. Returns a stop. */
export function onWriting(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
