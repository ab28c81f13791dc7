import type { Compare } from './view.ts';

/** What something is compared with, in the words that each place has room for. */
export interface CompareWords {
  /** In a sentence: `the previous period`. Empty where nothing is compared. */
  readonly noun: string;
  /** In the filter bar, after `vs`. */
  readonly short: string;
  /** Over a column of changes. */
  readonly column: string;
  /** What has to be said where the other side has no rows. */
  readonly none: string;
}

/** `at`: writes a moment, in the zone of the view. */
export function compareWords(compare: Compare, at: (from: number) => string): CompareWords {
  if (typeof compare === 'object') {
    if ('release' in compare) {
      const noun = `release ${compare.release}`;
      return {
        noun,
        short: compare.release,
        column: 'vs release',
        none: `no transaction in this time is of ${noun}`,
      };
    }
    const from = at(compare.from);
    return {
      noun: `the period from ${from}`,
      short: `from ${from}`,
      column: 'vs then',
      none: 'there is no data of that period',
    };
  }
  switch (compare) {
    case 'off':
      return { noun: '', short: 'nothing', column: '', none: '' };
    case 'previous':
      return {
        noun: 'the previous period',
        short: 'previous',
        column: 'vs prev',
        none: 'there is no earlier data',
      };
    case 'day':
      return {
        noun: 'the same time a day earlier',
        short: 'day before',
        column: 'vs day',
        none: 'there is no data of the day before',
      };
    case 'week':
      return {
        noun: 'the same time a week earlier',
        short: 'week before',
        column: 'vs week',
        none: 'there is no data of the week before',
      };
  }
}
