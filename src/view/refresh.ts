import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { readerChoice } from './reader-choice.ts';

/**
 * How often a page that is looked at is asked again: whenever rows come, in steps of so many milliseconds, or only
 * when the reader says so. It is a habit of the reader and no part of the view.
 */
export type Refresh = 'live' | 'off' | Milliseconds;
export const REFRESHES: readonly [Refresh, ...Refresh[]] = [
  'live',
  5 * SECOND,
  15 * SECOND,
  60 * SECOND,
  'off',
];

export const REFRESH_CHOICE = readerChoice('refresh', REFRESHES);
