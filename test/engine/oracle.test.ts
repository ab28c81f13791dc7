// The engine says what the oracle says, whatever the rows, the question and the way the rows came in.
import { describe, expect, it } from 'vitest';
import { usualTransactions } from '../usual-data.ts';
import { disagreements, questionsOf, waysOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => 1000 + index);

describe.each(SEEDS)('with the rows of seed %i', (seed) => {
  const filled = fillEngine(seed, 40 + (seed % 7) * 90);

  it('the engine holds the same rows', () => {
    expect(filled.engine.rows).toBe(filled.rows.size);
  });

  it('the engine answers as the oracle does', () => {
    expect(disagreements(filled, questionsOf(seed, 20))).toEqual([]);
  });
});

describe('with rows as services send them', () => {
  const ways = new Set<string>();

  it.each([0, 1, 2, 3, 4])('the engine answers as the oracle does, seed %i', (seed) => {
    const filled = fillEngine(seed, 700 + seed * 500, usualTransactions);
    const asked = questionsOf(seed, 15);
    expect(filled.engine.rows).toBe(filled.rows.size);
    expect(disagreements(filled, asked)).toEqual([]);
    for (const way of waysOf(filled, asked)) ways.add(way);
  });

  it('every way of answering was taken', () => {
    expect([...ways]).toEqual(expect.arrayContaining(['orders', 'slices', 'scan']));
  });
});
