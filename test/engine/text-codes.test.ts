import { expect, it } from 'vitest';
import { TextCodes } from '../../src/engine/text-codes.ts';
import { createRandom } from '../random.ts';

it('knows the codes of texts, few or so many that they are parted', () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `user-${index % 7}@${index}.example.com`);
  const codes = new TextCodes((code) => texts[code]);
  for (const [code, text] of texts.entries()) codes.add(text, code);
  expect(codes.size).toBe(texts.length);
  expect(texts.every((text, code) => codes.get(text) === code)).toBe(true);
  expect(codes.get('nobody')).toBeUndefined();
  for (const text of texts.slice(0, 15_000)) codes.delete(text);
  codes.delete('nobody');
  expect(codes.size).toBe(5_000);
  expect([codes.get(texts[0]!), codes.get(texts[19_999]!)]).toEqual([undefined, 19_999]);
  expect(texts.every((text, code) => codes.get(text) === (code < 15_000 ? undefined : code))).toBe(true);
  texts[0] = '';
  codes.add('', 0);
  expect(codes.get('')).toBe(0);
});

it.each([30, 3000, 30_000])('says what a map says while texts come and go, %i of them', (many) => {
  const random = createRandom(many);
  const texts: string[] = [];
  const codes = new TextCodes((code) => texts[code]);
  const expected = new Map<string, number>();
  for (let step = 0; step < many * 6; step++) {
    const text = `${random.whole(0, many * 2)}`;
    const known = expected.get(text);
    if (known === undefined) {
      // Codes are given out again.
      const code =
        random.chance(0.3) && texts.includes('', 1) && many < 100 ? texts.indexOf('', 1) : texts.length;
      texts[code] = text;
      codes.add(text, code);
      expected.set(text, code);
    } else if (random.chance(0.6)) {
      codes.delete(text);
      expected.delete(text);
      texts[known] = '';
    }
  }
  expect(codes.size).toBe(expected.size);
  const all = Array.from({ length: many * 2 + 10 }, (_, index) => `${index}`);
  expect(all.filter((text) => codes.get(text) !== expected.get(text))).toEqual([]);
});
