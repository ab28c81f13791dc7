// As test/search/meaning.test.ts, for 5,000 texts.
import { describe, expect, it } from 'vitest';
import { searchDisagreements } from '../search/disagreements.ts';

const SEEDS = Array.from({ length: 50 }, (_, index) => 41_000 + index);
const TEXTS = 100;

describe('random searches', () => {
  it('mean the same to the engine, to the oracle, and when they are written anew', () => {
    const answers = SEEDS.map((seed) => searchDisagreements(seed, 40 + (seed % 9) * 60, TEXTS));
    expect(answers.flatMap(({ found }) => found)).toEqual([]);
    expect(answers.reduce((sum, { telling }) => sum + telling, 0)).toBeGreaterThan(2_000);
  });
});
