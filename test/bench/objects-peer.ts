import { isFailure } from '../../src/model/status.ts';
import { toMatcher } from '../../src/model/wildcard.ts';
import type { Rows } from '../../src/model/rows.ts';
import type { Figures } from './duckdb-peer.ts';
import { BUCKETS, windowOf } from './questions.ts';

interface Row {
  readonly end: number;
  readonly duration: number;
  readonly transaction: string;
  readonly environment: string;
  readonly user: string;
  readonly failed: boolean;
}

/** One object a row, as a first version would be written: filter, a Map of arrays, sort, Set. */
export class ObjectsPeer {
  readonly #rows: readonly Row[];

  constructor(frames: readonly Rows[]) {
    this.#rows = frames.flatMap(({ length, numbers, texts }) => {
      const text = (name: string, index: number): string => {
        const { codes, dictionary } = texts.get(name)!;
        return dictionary[codes[index]!]!;
      };
      return Array.from({ length }, (_, index) => ({
        end: numbers.get('timestamp')![index]!,
        duration: numbers.get('duration')![index]!,
        transaction: text('transaction', index),
        environment: text('environment', index),
        user: text('user', index),
        failed: isFailure(text('status', index)),
      }));
    });
  }

  table(shift: number): Figures {
    const groups = this.#group(shift, (row) => row.transaction);
    return new Map(
      [...groups].map(([name, rows]) => {
        const durations = rows.map((row) => row.duration).sort((a, b) => a - b);
        const [, , p95 = Number.NaN] = [0.5, 0.75, 0.95, 0.99].map((q) => quantile(durations, q));
        const satisfied = rows.filter((row) => row.duration <= 300).length;
        const tolerating = rows.filter((row) => row.duration > 300 && row.duration <= 1200).length;
        const miserable = new Set(rows.filter((row) => row.duration > 1200).map((row) => row.user)).size;
        const failures = rows.filter((row) => row.failed).length;
        const users = new Set(rows.map((row) => row.user)).size;
        return [name, { count: rows.length, users, p95, satisfied, tolerating, miserable, failures }];
      }),
    );
  }

  series(shift: number): Figures {
    const { start, end } = windowOf(shift);
    const step = (end - start) / BUCKETS;
    const groups = this.#group(shift, (row) => String(Math.floor(row.end / step) * step));
    return new Map(
      [...groups].map(([bucket, rows]) => {
        const durations = rows.map((row) => row.duration).sort((a, b) => a - b);
        const failures = rows.filter((row) => row.failed).length;
        return [bucket, { count: rows.length, users: 0, p95: quantile(durations, 0.95), failures }];
      }),
    );
  }

  #group(shift: number, keyOf: (row: Row) => string): Map<string, Row[]> {
    const { start, end } = windowOf(shift);
    const matches = toMatcher('/api/*');
    const groups = new Map<string, Row[]>();
    for (const row of this.#rows) {
      if (row.end < start || row.end >= end || row.environment !== 'production') continue;
      if (!matches(row.transaction)) continue;
      const key = keyOf(row);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    return groups;
  }
}

function quantile(sorted: readonly number[], q: number): number {
  const h = (sorted.length - 1) * q;
  const lower = sorted[Math.floor(h)] ?? Number.NaN;
  return lower + (h - Math.floor(h)) * ((sorted[Math.floor(h) + 1] ?? lower) - lower);
}
