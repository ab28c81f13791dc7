// What a row is said to take is what the memory shows, also where many small loads leave slots partly empty.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { manyRows } from './table-builder.ts';

const TEXTS = { user: (index: number): string => `id:${index % 97}`, environment: (): string => 'a' };

/** What rows are said to take in all, by what columns take, when they came in loads of so many. */
function saidByTaken(loads: number, length: number): number {
  const engine = new Engine();
  for (let load = 0; load < loads; load++) {
    const from = load * length;
    engine.append(manyRows({ from, length, end: (index) => from + index, texts: TEXTS }));
    engine.seal();
  }
  return (engine.rowBytes * engine.rows) / engine.memory.used;
}

it('is about what columns take, however many rows came at a time', () => {
  const whole = saidByTaken(4, SLOT);
  // Orders are made later, and counted.
  expect(whole).toBeGreaterThan(1);
  for (const length of [SLOT / 8, SLOT / 4]) expect(saidByTaken(20, length)).toBeGreaterThan(0.8);
});

it('does not count slots that are filled anew once their rows are gone', () => {
  const engine = new Engine();
  engine.append(manyRows({ from: 0, length: 8192, end: (index) => index, texts: TEXTS }));
  engine.seal();
  engine.append(manyRows({ from: 8192, length: SLOT, end: (index) => 8192 + index, texts: TEXTS }));
  engine.seal();
  const { rowBytes } = engine;
  engine.remove(Float64Array.from({ length: 8192 }, (_, row) => row));
  expect(engine.rowBytes).toBeLessThan(rowBytes - 10);
});
