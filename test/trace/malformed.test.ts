import { expect, it } from 'vitest';
import { joinTables } from '../../src/trace/join-tables.ts';
import { spanOf, tableOfSpans } from '../../src/trace/span-table.ts';
import { malformed } from './malformed.ts';
import { surviveSeed } from './survive.ts';

it('survives two hundred malformed traces', () => {
  let nodes = 0;
  for (let seed = 0; seed < 200; seed++) nodes += surviveSeed(seed, 60);
  expect(nodes).toBeGreaterThan(4_000);
});

it('reads of a table what was written into it, also when it is made of several', () => {
  const { spans } = malformed(4, 60);
  const table = joinTables([tableOfSpans(spans.slice(0, 7)), tableOfSpans([]), tableOfSpans(spans.slice(7))]);
  // A lone surrogate cannot be written as UTF-8, and JSON knows neither NaN nor a float of other precision.
  const clean = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));
  for (const [row, given] of spans.entries()) {
    const read = spanOf(table, row);
    expect({ ...read, attributes: [...read.attributes] }).toEqual({
      ...given,
      duration: Math.fround(given.duration),
      attributes: [...given.attributes].map(([key, value]) => [
        clean(key),
        typeof value === 'string' ? clean(value) : value,
      ]),
    });
  }
});
