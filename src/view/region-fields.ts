import type { ViewField } from './view-field.ts';

const durations: ViewField = {
  keys: ['durations'],
  encode: ({ durations }) =>
    durations === null ? [] : [['durations', `${durations.from}..${durations.to}`]],
  decode: (params) => {
    const text = params.get('durations');
    if (text === null) return {};
    const [from = Number.NaN, to = Number.NaN, ...more] = text
      .split('..')
      .map((part) => (part === '' ? Number.NaN : Number(part)));
    return from >= 0 && to >= from && Number.isFinite(to) && more.length === 0
      ? { durations: { from, to } }
      : { problem: `“durations=${text}” is not two durations in milliseconds, such as 1200..3400.` };
  },
};

const explained: ViewField = {
  keys: ['explain'],
  encode: ({ explained }) => (explained ? [['explain', 'selection']] : []),
  decode: (params) => {
    const text = params.get('explain');
    if (text === null) return {};
    return text === 'selection'
      ? { explained: true }
      : { problem: `“explain=${text}” means nothing: only the selection can be explained.` };
  },
};

/** What is selected in charts beside a time, and what is asked about it. */
export const REGION_FIELDS: readonly ViewField[] = [durations, explained];
