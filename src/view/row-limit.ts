import { readerChoice } from './reader-choice.ts';

/**
 * How many transactions a tab of this browser holds at most; `device`: as many as suit the device's memory (12 million or
 * less). It holds from the next load of the page on.
 */
export type RowLimit = 'device' | number;

export const ROW_LIMITS: readonly [RowLimit, ...RowLimit[]] = [
  'device',
  1_000_000,
  4_000_000,
  12_000_000,
  24_000_000,
];

export const ROW_LIMIT_CHOICE = readerChoice('rows', ROW_LIMITS);
