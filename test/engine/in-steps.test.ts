// A question that is answered in blocks, stopped in the middle, or asked anew because rows changed meanwhile.
import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Selections } from '../../src/engine/selection.ts';
import { finish } from '../../src/engine/steps.ts';
import type { Steps } from '../../src/engine/steps.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { List, Query } from '../../src/model/query.ts';
import { ask, list } from '../oracle.ts';
import { createRandom } from '../random.ts';
import { expectSameResult } from '../same-result.ts';
import { questionsOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';
import { manyRows } from './table-builder.ts';

/** Takes at most so many steps, then stops; whether it came to its end before. */
function takeSome(steps: Steps<unknown>, most: number): boolean {
  for (let step = 0; step < most; step++) if (steps.next().done === true) return true;
  steps.return(undefined);
  return false;
}

describe('answers in blocks', () => {
  it.each([1, 2, 3, 4])('are those of the oracle, also after others were stopped, seed %i', (seed) => {
    const { engine, rows } = fillEngine(3000 + seed, 300);
    const random = createRandom(seed);
    const transactions = [...rows.values()];
    const { queries, lists } = questionsOf(seed, 12);
    for (const query of queries.values()) {
      takeSome(
        engine.askInSteps(query, () => []),
        random.whole(0, 12),
      );
      const steps = engine.askInSteps(query, () => []);
      let step = steps.next();
      for (let before = random.whole(0, 6); before > 0 && step.done !== true; before--) step = steps.next();
      // Somebody else's question in the middle, which may drop what this one keeps.
      if (random.chance(0.5)) engine.ask(random.pick([...queries.values()]), []);
      while (step.done !== true) step = steps.next();
      expectSameResult(step.value, ask(transactions, query));
    }
    expect(lists.size).toBe(12);
    for (const wanted of lists.values()) {
      takeSome(
        engine.listInSteps(wanted, () => []),
        random.whole(0, 6),
      );
      expectSameResult(finish(engine.listInSteps(wanted, () => [])), list(transactions, wanted));
    }
  });

  it('leave no memory taken when they are stopped', () => {
    const { engine } = fillEngine(77, 300);
    engine.settle();
    const forget = (): void => {
      engine.append(manyRows({ from: 1e9, length: 1, end: () => 1, duration: () => 1, texts: {} }));
      engine.remove(Float64Array.of(1e9));
    };
    const all = [...questionsOf(5, 30).queries.values()];
    const usedAfterAll = (): number => {
      for (const [index, query] of all.entries()) {
        forget();
        takeSome(
          engine.askInSteps(query, () => []),
          index % 9,
        );
      }
      forget();
      return engine.memory.used;
    };
    const once = usedAfterAll();
    usedAfterAll();
    expect(usedAfterAll() - once).toBeLessThan(2 * 8192);
  });
});

describe('rows of several slots', () => {
  const LENGTH = 4 * SLOT;
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: EVERYTHING,
    by: ['user', 'environment'],
    show: [{ metric: 'p95' }],
  };
  const rowsFrom = (from: number, length: number): Parameters<Engine['append']>[0] =>
    manyRows({
      from,
      length,
      end: (index) => from + index,
      duration: (index) => (from + index) % 1009,
      texts: { user: (index) => `id:${index % 97}`, environment: (index) => `${index % 3}` },
    });
  const engine = new Engine();
  engine.append(rowsFrom(0, LENGTH));

  it('are read in a block each, of which none is done once it is stopped', () => {
    const steps = engine.askInSteps(query, () => []);
    let blocks = 0;
    while (steps.next().done !== true) blocks += 1;
    expect(blocks).toBeGreaterThanOrEqual(4 + 4);
    engine.remove(Float64Array.of(0));
    const stopped = engine.askInSteps(query, () => []);
    stopped.next();
    stopped.next();
    stopped.return(undefined as never);
    expect(stopped.next()).toEqual({ done: true, value: undefined });
  });

  it('that change meanwhile are in the answer, and upkeep waits for it', () => {
    const steps = engine.askInSteps(query, () => []);
    steps.next();
    expect(engine.maintain(0)).toBe(true);
    engine.append(rowsFrom(LENGTH, 10));
    let step = steps.next();
    while (step.done !== true) {
      engine.append(rowsFrom(LENGTH, 10));
      step = steps.next();
    }
    expect(step.value.matched).toBe(LENGTH - 1 + 10);
  });
});

describe('room that is made between two blocks', () => {
  // So many that a filter is tested in several blocks.
  const LENGTH = 17 * SLOT;
  const engine = new Engine();
  const rows = manyRows({
    from: 0,
    length: LENGTH,
    end: (index) => index,
    duration: (index) => index % 1009,
    texts: { user: (index) => `id:${index % 97}`, environment: (index) => `${index % 7}` },
  });
  engine.append(rows);

  it.each([1, 2, 3, 4, 6, 12])('leaves the answer what it is, after %i of them', (before) => {
    const where = { kind: 'in', field: 'environment', values: [`${before % 7}`] } as const;
    const query: Query = {
      of: 'transactions',
      range: { start: 0, end: 1e9 },
      where,
      by: ['user'],
      show: [{ metric: 'p95' }, { metric: 'sampled_count' }],
    };
    const steps = engine.askInSteps(query, () => []);
    let step = steps.next();
    for (let taken = 1; taken < before; taken++) step = steps.next();
    expect(step.done).toBe(false);
    // Columns move, and the memory grows: what was seen of it is seen no more.
    engine.reserve(LENGTH + before * 4 * SLOT);
    while (step.done !== true) step = steps.next();
    let expected = 0;
    for (let index = before % 7; index < LENGTH; index += 7) expected += 1;
    expect(step.value.matched).toBe(expected);
    expect(step.value).toEqual(engine.ask(query, []));
  });

  it('goes on where there was room already', () => {
    const steps = engine.askInSteps(
      {
        of: 'transactions',
        range: { start: 1, end: 1e9 },
        where: EVERYTHING,
        by: ['user'],
        show: [{ metric: 'p50' }],
      },
      () => [],
    );
    let blocks = 0;
    let step = steps.next();
    for (; step.done !== true && blocks < 500; blocks++) {
      engine.reserve(LENGTH);
      step = steps.next();
    }
    expect(step.done).toBe(true);
    // Begun anew twice it would have been answered in one go.
    expect(blocks).toBeGreaterThan(17);
  });
});

it('the slowest rows are looked for in blocks, where the orders have them', () => {
  const { engine, rows } = fillEngine(
    4711,
    600,
    undefined,
    new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 }),
  );
  engine.settle();
  const wanted: List = {
    of: 'transactions',
    range: { start: 0, end: 4e12 },
    where: { kind: 'not', of: { kind: 'in', field: 'status', values: ['ok'] } },
    fields: ['row', 'duration'],
    order: { field: 'duration', desc: true },
    limit: 20,
  };
  const fromScan = vi.spyOn(Selections.prototype, 'value');
  const steps = engine.listInSteps(wanted, () => []);
  let blocks = 0;
  let step = steps.next();
  for (; step.done !== true; blocks++) step = steps.next();
  expect(fromScan).not.toHaveBeenCalled();
  expect(blocks).toBeGreaterThan(1);
  expectSameResult(step.value, list([...rows.values()], wanted));
});
