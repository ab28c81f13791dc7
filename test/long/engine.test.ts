// As test/engine/oracle.test.ts, for many more rows and questions.
import { describe, expect, it } from 'vitest';
import { disagreements } from '../engine/disagreements.ts';
import { fillEngine } from '../engine/fill.ts';

const SEEDS = Array.from({ length: 150 }, (_, index) => 20_000 + index);

describe('the engine', () => {
  it.each(SEEDS)('answers as the oracle does about the rows of seed %i', (seed) => {
    expect(disagreements(fillEngine(seed, 1 + ((seed * 37) % 1500)), seed, 40)).toEqual([]);
  });
});
