// Room for rows that are about to come is made once, and no more of it than they need.
import { expect, it } from 'vitest';
import { SLOT } from '../../src/engine/slots.ts';
import { Engine } from '../../src/engine/engine.ts';
import { manyRows } from './table-builder.ts';

/** An engine with rows in `slots` slots and a half, and room for no more than that. */
function filled(slots: number): Engine {
  const engine = new Engine();
  const length = slots * SLOT + SLOT / 2;
  engine.reserve(length);
  engine.append(
    manyRows({ from: 0, length, end: (index) => index, duration: () => 1, texts: { user: () => 'id:1' } }),
  );
  return engine;
}

it('nothing grows where there is room, however often it is asked for', () => {
  const engine = filled(2);
  const { used } = engine.memory;
  for (let load = 0; load < 5; load++) engine.reserve(3 * SLOT);
  expect(engine.memory.used).toBe(used);
  // Room that was made and is not in use yet is room.
  engine.reserve(8 * SLOT);
  const { used: more } = engine.memory;
  for (let load = 0; load < 5; load++) engine.reserve(8 * SLOT - load);
  expect(engine.memory.used).toBe(more);
});

it('grows by the slots that are missing, and by no part of the whole', () => {
  const engine = filled(15);
  const { used } = engine.memory;
  engine.reserve(16 * SLOT + 1);
  const slot = engine.memory.used - used;
  expect(slot).toBeGreaterThan(0);
  engine.reserve(20 * SLOT);
  expect(engine.memory.used - used).toBe(4 * slot);
});
