import { readerChoice } from './reader-choice.ts';

/** Whose way of writing numbers the reader wants: a language's, or this browser's own. */
export const NUMBER_CHOICE = readerChoice<'en-GB' | 'de' | 'fr' | 'de-CH' | 'browser'>('numbers', [
  'en-GB',
  'de',
  'fr',
  'de-CH',
  'browser',
]);

/** Durations in the unit that suits each, or all in milliseconds or seconds. */
export const DURATION_CHOICE = readerChoice<'suited' | 'ms' | 's'>('durations', ['suited', 'ms', 's']);

/** The day a week begins with, counted from Sunday as 0. */
export const FIRST_DAY_CHOICE = readerChoice<0 | 1 | 6>('first-day', [1, 0, 6]);

/** How the reader of this browser wants things written, from the choices of the last visit. */
export function readWriting(): {
  readonly numbers: string;
  readonly durations: 'suited' | 'ms' | 's';
  readonly firstDay: 0 | 1 | 6;
} {
  const numbers = NUMBER_CHOICE.read();
  return {
    numbers: numbers === 'browser' ? navigator.language : numbers,
    durations: DURATION_CHOICE.read(),
    firstDay: FIRST_DAY_CHOICE.read(),
  };
}
