// Later versions of rows that stand in another slot than the one that is being filled.
import { expect, it } from 'vitest';
import { usualTransactions } from '../usual-data.ts';
import { fillEngine } from './fill.ts';

it.each([20_018, 20_066, 20_092])(
  'rows of other slots are replaced while rows are sorted in, seed %i',
  (seed) => {
    const { engine, rows } = fillEngine(seed, (seed * 37) % 400, usualTransactions);
    expect(engine.rows).toBe(rows.size);
  },
);
