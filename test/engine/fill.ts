import { Engine } from '../../src/engine/engine.ts';
import type { Tuning } from '../../src/engine/tuning.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import { randomQuery } from '../random-question.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { usualQuery } from '../usual-question.ts';

/** An engine, and the rows it should hold as plain objects by their `row`. */
export interface Filled {
  readonly engine: Engine;
  readonly rows: ReadonlyMap<number, Transaction>;
}

const HOUR = 3_600_000;

function endOf({ start, duration }: Transaction): number {
  return start + duration;
}

/** Sizes at which even few rows are answered for in the fast ways, with leaves that end within words and groups. */
function tuningOf(random: Random): Partial<Tuning> {
  if (random.chance(0.1)) return {};
  return {
    ordersFrom: random.pick([1, 1, 200]),
    leafRows: random.pick([64, 64, 192, 1024, 32_768]),
    narrow: random.pick([0, 0, 0.1]),
  };
}

/**
 * Brings about `count` rows into an engine the hard way: in random batches, with later versions of known rows (at
 * times twice in a batch), removals, the oldest expired, dropped ranges, and questions in between that fill what it
 * keeps for later; its orders made, merged, half merged, or not at all.
 */
export function fillEngine(
  seed: number,
  count: number,
  make: (seed: number, count: number) => Transaction[] = randomTransactions,
  engine = new Engine(tuningOf(createRandom(seed + 76))),
): Filled {
  const random = createRandom(seed + 77);
  const upkeep = createRandom(seed + 78);
  const rows = new Map<number, Transaction>();
  const all = make(seed, count);

  function append(batch: readonly Transaction[]): void {
    engine.append(toRows(batch));
    for (const row of batch) rows.set(row.row, row);
  }

  function remove(gone: readonly number[]): void {
    engine.remove(Float64Array.from(gone));
    for (const row of gone) rows.delete(row);
  }

  function expire(): void {
    const oldest = [...rows.values()].sort((a, b) => endOf(a) - endOf(b));
    remove(oldest.slice(0, random.whole(1, 1 + Math.ceil(rows.size / 10))).map(({ row }) => row));
  }

  function keepOnly(from: number, to: number): void {
    engine.keepOnly([
      { start: to, end: DATA_RANGE.end },
      { start: DATA_RANGE.start, end: from },
    ]);
    for (const [row, transaction] of rows) {
      const end = endOf(transaction);
      if (end >= from && end < to) rows.delete(row);
    }
  }

  for (let from = 0; from < all.length;) {
    const size = random.whole(1, Math.ceil(count / 3));
    append(all.slice(from, from + size));
    from += size;
    if (random.chance(0.5)) {
      append(random.several(1, 20, () => ({ ...random.pick(all), row: random.pick(all).row })));
    }
    if (random.chance(0.4)) {
      const known = [...rows.keys(), 1_000_000];
      remove(random.several(1, 15, () => random.pick(known)));
    }
    if (random.chance(0.2)) expire();
    if (random.chance(0.2)) {
      const hour = DATA_RANGE.start + random.next() * (DATA_RANGE.end - DATA_RANGE.start);
      keepOnly(hour, hour + HOUR);
    }
    // Orders are made, half made or out of date when a question comes.
    if (upkeep.chance(0.4)) engine.settle();
    else if (upkeep.chance(0.5)) {
      if (upkeep.chance(0.5)) engine.seal();
      for (let step = upkeep.whole(1, 9); step > 0; step--) engine.maintain(0);
    }
    if (random.chance(0.5)) engine.ask(random.chance(0.5) ? randomQuery(seed * 1000) : usualQuery(seed), []);
  }
  return { engine, rows };
}
