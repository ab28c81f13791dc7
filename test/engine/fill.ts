import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import { randomQuery } from '../random-question.ts';
import { createRandom } from '../random.ts';

/** An engine, and the rows it should hold as plain objects by their `row`. */
export interface Filled {
  readonly engine: Engine;
  readonly rows: ReadonlyMap<number, Transaction>;
}

const HOUR = 3_600_000;

/**
 * Brings about `count` rows into an engine the hard way: in random batches, with later versions of known rows (at
 * times twice in a batch), removals, dropped ranges, and questions in between that fill what it keeps for later.
 */
export function fillEngine(seed: number, count: number): Filled {
  const random = createRandom(seed + 77);
  const engine = new Engine();
  const rows = new Map<number, Transaction>();
  const all = randomTransactions(seed, count);

  function append(batch: readonly Transaction[]): void {
    engine.append(toRows(batch));
    for (const row of batch) rows.set(row.row, row);
  }

  function remove(): void {
    const gone = random.several(1, 15, () => random.pick([...rows.keys(), 1_000_000]));
    engine.remove(Float64Array.from(gone));
    for (const row of gone) rows.delete(row);
  }

  function dropAnHour(): void {
    const from = DATA_RANGE.start + random.next() * (DATA_RANGE.end - DATA_RANGE.start);
    engine.keepOnly([
      { start: from + HOUR, end: DATA_RANGE.end },
      { start: DATA_RANGE.start, end: from },
    ]);
    for (const [row, { start, duration }] of rows) {
      const end = start + duration;
      if (end >= from && end < from + HOUR) rows.delete(row);
    }
  }

  for (let from = 0; from < all.length;) {
    const size = random.whole(1, Math.ceil(count / 3));
    append(all.slice(from, from + size));
    from += size;
    if (random.chance(0.5)) {
      append(random.several(1, 20, () => ({ ...random.pick(all), row: random.pick(all).row })));
    }
    if (random.chance(0.4)) remove();
    if (random.chance(0.2)) dropAnHour();
    if (random.chance(0.5)) engine.ask(randomQuery(seed * 1000), []);
  }
  return { engine, rows };
}
