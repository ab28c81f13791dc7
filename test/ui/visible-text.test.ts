import { expect, it } from 'vitest';
import { toVisible, toVisibleLine } from '../../src/ui/visible-text.ts';

it('writes what is hidden or reorders as escapes', () => {
  expect(toVisible('a\u202eb\u0000c\u200bd\u001b[31m')).toBe('a\\u202eb\\u0000c\\u200bd\\u001b[31m');
  expect(toVisible('half \ud83d of a pair')).toBe('half \\ud83d of a pair');
});

it('leaves lines, other scripts and emoji as they are', () => {
  const text = 'SELECT 1\n\tFROM "طلبات" WHERE x = \'👩‍👧\'';
  expect(toVisible(text)).toBe(text);
  expect(toVisible('a\r\nb')).toBe('a\nb');
});

it('brings text onto one line and cuts what is too long', () => {
  expect(toVisibleLine('SELECT *\n  FROM a\r\n WHERE b')).toBe('SELECT * FROM a WHERE b');
  expect(toVisibleLine('x'.repeat(1_000_000), 5)).toBe('xxxxx…');
  expect(toVisibleLine('')).toBe('');
});
