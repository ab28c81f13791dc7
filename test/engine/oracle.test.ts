// The engine says what the oracle says, whatever the rows, the question and the way the rows came in.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { ask, list } from '../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import { randomList, randomQuery } from '../random-question.ts';
import { createRandom } from '../random.ts';
import { expectSameResult } from '../same-result.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => 1000 + index);
const QUESTIONS = 40;

/** The engine's rows, and the same kept as plain objects. */
interface Both {
  readonly engine: Engine;
  readonly rows: Map<number, Transaction>;
}

/** Brings rows in through random batches, later versions, removals and dropped ranges. */
function fill(seed: number, count: number): Both {
  const random = createRandom(seed + 77);
  const engine = new Engine();
  const rows = new Map<number, Transaction>();
  const all = randomTransactions(seed, count);
  const append = (batch: readonly Transaction[]): void => {
    engine.append(toRows(batch));
    for (const row of batch) rows.set(row.row, row);
  };
  for (let from = 0; from < all.length;) {
    const size = random.whole(1, Math.ceil(count / 3));
    append(all.slice(from, from + size));
    from += size;
    // Later versions carry another transaction's facts, at times more than once in a batch.
    if (random.chance(0.5)) {
      append(random.several(1, 20, () => ({ ...random.pick(all), row: random.pick([...rows.keys()]) })));
    }
    if (random.chance(0.4)) {
      const gone = random.several(1, 15, () => random.pick([...rows.keys(), 1_000_000]));
      engine.remove(Float64Array.from(gone));
      for (const row of gone) rows.delete(row);
    }
    if (rows.size === 0) continue;
    if (random.chance(0.15)) {
      const middle = DATA_RANGE.start + random.next() * (DATA_RANGE.end - DATA_RANGE.start);
      const ranges = [
        { start: DATA_RANGE.start, end: middle },
        { start: middle + 3_600_000, end: DATA_RANGE.end },
      ];
      engine.keepOnly(ranges);
      for (const [key, { start, duration }] of rows) {
        const end = start + duration;
        if (!ranges.some((range) => end >= range.start && end < range.end)) rows.delete(key);
      }
    }
    // Questions in between fill what the engine keeps for later ones.
    if (random.chance(0.5)) engine.ask(randomQuery(seed * 1000), []);
  }
  return { engine, rows };
}

describe.each(SEEDS)('with the rows of seed %i', (seed) => {
  const { engine, rows } = fill(seed, 40 + (seed % 7) * 90);
  const transactions = [...rows.values()];

  it('holds the same rows', () => {
    expect(engine.rows).toBe(rows.size);
  });

  it('answers queries as the oracle does', () => {
    for (let index = 0; index < QUESTIONS; index++) {
      const query = randomQuery(seed * 1000 + index);
      expectSameResult(engine.ask(query, []), ask(transactions, query));
    }
  });

  it('answers lists as the oracle does', () => {
    for (let index = 0; index < QUESTIONS / 2; index++) {
      const question = randomList(seed * 1000 + index);
      expectSameResult(engine.list(question, []), list(transactions, question));
    }
  });
});
