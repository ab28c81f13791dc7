import { DEFAULT_TREND_LOOK, TREND_COLUMNS, TREND_RULE_SETS, TREND_STATISTICS } from './trend-look.ts';
import type { ViewField } from './view-field.ts';

const EXPLAINED = ['all', 'slowest'] as const;

/** Each part of the look, the key that carries it, and its words. */
const PARTS = [
  { key: 'rules', part: 'rules', words: TREND_RULE_SETS },
  { key: 'trend', part: 'by', words: TREND_STATISTICS },
  { key: 'of', part: 'of', words: TREND_COLUMNS },
  { key: 'events', part: 'explained', words: EXPLAINED },
] as const;

/** How trends are found and explained: `rules=tested&trend=p95&of=lcp`. */
const look: ViewField = {
  keys: PARTS.map(({ key }) => key),
  encode: ({ trendLook }) =>
    PARTS.flatMap(({ key, part }): (readonly [string, string])[] => {
      const value = trendLook[part];
      return value === DEFAULT_TREND_LOOK[part] || value === null ? [] : [[key, value]];
    }),
  decode: (params) => {
    const said = PARTS.map(({ key, part, words }) => {
      const text = params.get(key);
      const word = (words as readonly string[]).find((known) => known === text);
      return { key, part, text, word, words };
    });
    const read = said.flatMap(({ part, word }) => (word === undefined ? [] : [[part, word] as const]));
    const wrong = said.find(({ text, word }) => text !== null && word === undefined);
    return {
      trendLook: { ...DEFAULT_TREND_LOOK, ...Object.fromEntries(read) },
      ...(wrong !== undefined && {
        problem: `“${wrong.key}=${wrong.text}” is none of ${wrong.words.join(', ')}; trends are shown as usual.`,
      }),
    };
  },
};

export const TREND_FIELDS: readonly ViewField[] = [look];
