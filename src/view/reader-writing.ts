import { DURATION_STYLES, FIRST_DAYS } from '../model/writing.ts';
import type { DurationStyle, FirstDay, Writing } from '../model/writing.ts';
import { readerChoice } from './reader-choice.ts';

/** Whose way of writing numbers the reader wants: a language's, or this browser's own. */
const NUMBERS = ['en-GB', 'de', 'fr', 'de-CH', 'browser'] as const;
export type NumberChoice = (typeof NUMBERS)[number];

export const NUMBER_CHOICE = readerChoice<NumberChoice>('numbers', NUMBERS);

/** Durations in the unit that suits each, or all in milliseconds or seconds. */
export const DURATION_CHOICE = readerChoice<DurationStyle>('durations', DURATION_STYLES);

/** The day a week begins with. */
export const FIRST_DAY_CHOICE = readerChoice<FirstDay>('first-day', FIRST_DAYS);

/** The language in which numbers are written that are written so (BCP 47). */
export function languageOf(choice: NumberChoice): string {
  return choice === 'browser' ? navigator.language : choice;
}

/** How the reader of this browser wants things written, from the choices of the last visit. */
export function readWriting(): Writing {
  return {
    numbers: languageOf(NUMBER_CHOICE.read()),
    durations: DURATION_CHOICE.read(),
    firstDay: FIRST_DAY_CHOICE.read(),
  };
}
