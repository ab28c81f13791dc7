import { expect, it } from 'vitest';
import { TextCodes } from '../../src/engine/text-codes.ts';

it('knows the codes of texts, few or so many that they are parted', () => {
  const codes = new TextCodes();
  const texts = Array.from({ length: 20_000 }, (_, index) => `user-${index % 7}@${index}.example.com`);
  for (const [code, text] of texts.entries()) codes.add(text, code);
  expect(codes.size).toBe(texts.length);
  expect(texts.every((text, code) => codes.get(text) === code)).toBe(true);
  expect(codes.get('nobody')).toBeUndefined();
  for (const text of texts.slice(0, 15_000)) codes.delete(text);
  codes.delete('nobody');
  expect(codes.size).toBe(5_000);
  expect([codes.get(texts[0]!), codes.get(texts[19_999]!)]).toEqual([undefined, 19_999]);
  codes.add('', 0);
  expect(codes.get('')).toBe(0);
});
