import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json.ts';

const parse = (text: string, nodes?: number) => parseJson(new TextEncoder().encode(text), nodes);

describe('JSON', () => {
  it('is read like any other', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may have brackets, quotes and backslashes in its texts', () => {
    const deep = '['.repeat(500);
    for (const value of [deep, `"${deep}`, `\\"${deep}`, `${deep}\\`, [`\\`, deep], `${deep}"`]) {
      expect(parse(JSON.stringify(value))).toEqual(value);
    }
  });

  it('is refused when it is nested too deep, before anything is built', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parse(nested(128))).toBeInstanceOf(Array);
    expect(() => parse(nested(129))).toThrow(FormatError);
    expect(() => parse(nested(5_000_000))).toThrow(/nested more than 128/);
    expect(() => parse(`"a\\\\",${nested(200)}`)).toThrow(/nested/);
  });

  it('is refused when it holds too many values', () => {
    expect(parse('[1,2,3]', 5)).toEqual([1, 2, 3]);
    expect(() => parse('[1,2,3,4,5]', 5)).toThrow(/more than 5 values/);
  });

  it('that is none says where', () => {
    expect(() => parse('{"a":}')).toThrow(/This is not JSON: /);
    expect(() => parse('')).toThrow(FormatError);
  });
});
