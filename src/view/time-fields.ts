import { parseInterval, parseTime, printInterval, printTime } from './interval.ts';
import { parseLast, printLast } from './range.ts';
import { COMPARISONS, DEFAULT_VIEW, ZONES } from './view.ts';
import type { ViewField } from './view-field.ts';

const range: ViewField = {
  keys: ['range'],
  encode: ({ range }) => {
    if (!('last' in range)) return [['range', printInterval(range)]];
    const isDefault = 'last' in DEFAULT_VIEW.range && DEFAULT_VIEW.range.last === range.last;
    return isDefault ? [] : [['range', printLast(range.last)]];
  },
  decode: (params) => {
    const text = params.get('range');
    if (text === null) return {};
    const interval = parseInterval(text);
    if (interval !== null) return { range: interval };
    const last = parseLast(text);
    if (last !== null) return { range: { last } };
    const what = text.includes('..') ? 'a range of time' : 'a length of time such as 4h or 7d';
    return { problem: `“range=${text}” is not ${what}; the last 24 h are shown.` };
  },
};

const zone: ViewField = {
  keys: ['zone'],
  encode: ({ zone }) => (zone === DEFAULT_VIEW.zone ? [] : [['zone', zone]]),
  decode: (params) => {
    const text = params.get('zone');
    if (text === null) return {};
    const zone = ZONES.find((word) => word === text);
    return zone === undefined ? { problem: `There is no zone “${text}”; clock times are UTC.` } : { zone };
  },
};

const RELEASE = 'release:';

const compare: ViewField = {
  keys: ['compare'],
  encode: ({ compare }) => {
    if (compare === DEFAULT_VIEW.compare) return [];
    if (typeof compare === 'string') return [['compare', compare]];
    return [['compare', 'release' in compare ? RELEASE + compare.release : printTime(compare.from)]];
  },
  decode: (params) => {
    const text = params.get('compare');
    if (text === null) return {};
    const word = COMPARISONS.find((word) => word === text);
    if (word !== undefined) return { compare: word };
    if (text.length > RELEASE.length && text.startsWith(RELEASE)) {
      return { compare: { release: text.slice(RELEASE.length) } };
    }
    const from = parseTime(text);
    if (Number.isFinite(from)) return { compare: { from } };
    return {
      problem: `“compare=${text}” is nothing to compare with; the previous period is. Others are ${COMPARISONS.join(', ')}, release:… or the time at which a period begins.`,
    };
  },
};

const selection: ViewField = {
  keys: ['select'],
  encode: ({ selection }) => (selection === null ? [] : [['select', printInterval(selection)]]),
  decode: (params) => {
    const text = params.get('select');
    if (text === null) return {};
    const selection = parseInterval(text);
    return selection === null
      ? { problem: `“select=${text}” is not a range of time; nothing is selected.` }
      : { selection };
  },
};

/** The time a view is about, and what it is compared with. */
export const TIME_FIELDS: readonly ViewField[] = [range, zone, compare, selection];
