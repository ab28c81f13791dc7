// A search means the same to the engine, to the oracle, and when it is written anew. 5,000 texts in test/long.
import { describe, expect, it } from 'vitest';
import { searchDisagreements } from './disagreements.ts';

const SEEDS = [1, 2, 3, 4, 5];
const TEXTS = 110;

describe('random searches', () => {
  it.each(SEEDS)('about the rows of seed %i', (seed) => {
    const { found, read, telling } = searchDisagreements(31_000 + seed, 60 + seed * 17, TEXTS);
    expect(found).toEqual([]);
    expect(read).toBeGreaterThan(TEXTS * 0.9);
    expect(telling).toBeGreaterThan(TEXTS * 0.2);
  });
});
