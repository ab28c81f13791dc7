import { expect, it } from 'vitest';
import { toKeepWords } from '../../src/view/keep-words.ts';

it.each([
  [14, 2e9, 'for 14 days or up to 2 GB'],
  [1, 500e6, 'for 1 day or up to 500 MB'],
  [0.5, null, 'for 0.5 days'],
  [null, 1.5e12, 'up to 1,500 GB'],
  [null, null, 'for as long as there is room'],
])('%s days and %s bytes are kept %s', (days, bytes, words) => {
  expect(toKeepWords({ days, bytes, expired: 0 })).toBe(words);
});
