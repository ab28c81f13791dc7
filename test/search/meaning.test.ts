// A search means the same to the engine, to the oracle, and when it is written anew. 5,000 texts in test/long.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';
import { passes } from '../oracle/filter.ts';
import { randomTransactions } from '../random-data.ts';
import { searchDisagreements } from './disagreements.ts';
import { NOW, shown } from './shown.ts';

const SEEDS = [1, 2, 3, 4, 5];
const TEXTS = 100;

describe('random searches', () => {
  it.each(SEEDS)('about the rows of seed %i', (seed) => {
    const { found, telling } = searchDisagreements(31_000 + seed, 60 + seed * 17, TEXTS);
    expect(found).toEqual([]);
    expect(telling).toBeGreaterThan(TEXTS * 0.3);
  });
});

/** What texts are made from, a space and words with spaces among it. */
const PIECES =
  'transaction|op|plan|duration|timestamp|release|status|has|tags[plan]|p95()|:|:|:|!|(|)|[|]|,|*|\\\\|"| | | AND | OR ' +
  '|>|<=|=|ok|db|/api/|users|pro|300|1.5s|2m|-24h|2026-01-06|1.9.0|""';

describe('a text that can be read, written anew', () => {
  const rows = randomTransactions(7, 40);
  const piece = fc.constantFrom(...PIECES.split('|'));
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

  it('means the same', () => {
    let read = 0;
    fc.assert(
      fc.property(text, (text) => {
        const parsed = parse(text, { now: NOW });
        if ('error' in parsed) return;
        read += 1;
        const printed = print(parsed.filter, parsed.having);
        const again = parse(printed, { now: NOW });
        if ('error' in again) throw new Error(`${text} → ${printed}: ${again.error.message}`);
        expect(again.having === null ? '' : shown(again.having)).toBe(
          parsed.having === null ? '' : shown(parsed.having),
        );
        for (const row of rows) {
          expect(passes(row, again.filter), `${text} → ${printed}`).toBe(passes(row, parsed.filter));
        }
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});
