// The engine says what the oracle says, whatever the rows, the question and the way the rows came in.
import { describe, expect, it } from 'vitest';
import { disagreements } from './disagreements.ts';
import { fillEngine } from './fill.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => 1000 + index);

describe.each(SEEDS)('with the rows of seed %i', (seed) => {
  const filled = fillEngine(seed, 40 + (seed % 7) * 90);

  it('the engine holds the same rows', () => {
    expect(filled.engine.rows).toBe(filled.rows.size);
  });

  it('the engine answers as the oracle does', () => {
    expect(disagreements(filled, seed, 30)).toEqual([]);
  });
});
