// Changes and parts of them, with a sign where there is something to sign.
import { describe, expect, it } from 'vitest';
import { formatPart, formatSigned, formatSignedShare } from '../../../src/pages/trends/trend-words.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('a change', () => {
  it.each([
    [412, '+412 ms'],
    [-412, '−412 ms'],
    [0, '0 ms'],
    [-1.4e-14, '0 ms'],
  ])('of %d ms', (change, words) => {
    expect(plain(formatSigned('duration', change))).toBe(words);
  });

  it.each([
    [0.53, '+53%'],
    [-0.53, '−53%'],
    [0, '0%'],
    [0.00001, '<0.01%'],
    [-0.00001, '<0.01%'],
    [-0.99999, '<−99.9%'],
  ])('by a share of %d', (share, words) => {
    expect(formatSignedShare(share)).toBe(words);
  });
});

it.each([
  [78, 80, '97.5%'],
  [-2, 80, '−2.50%'],
  [-0.001, 80, '<0.01%'],
  [-1.4e-14, 80, '0%'],
  [0, -80, '0%'],
  [1, 0, '—'],
])('%d of %d is %s', (part, whole, words) => {
  expect(formatPart(part, whole)).toBe(words);
});
