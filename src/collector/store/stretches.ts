import type { DuckDBValue } from '@duckdb/node-api';
import type { EpochMs } from '../../model/time.ts';

/** Steps of evenly spread rows that make one stretch: rows that lie so much closer together need no second question. */
const STEPS_EACH = 32;
/** The most steps into which a stretch of time is cut at once. */
const MOST_STEPS = 1 << 16;

/** Rows whose times lie beside each other. */
export interface Stretch {
  /** Times of the first and the last of them. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly rows: number;
}

/** Asks the database a question of numbers. */
type Ask = (sql: string, values: number[]) => Promise<readonly (readonly DuckDBValue[])[]>;

/** Times of rows: SQL whose one column is `time`, and the values of its parameters. */
export interface Times {
  readonly sql: string;
  readonly values: readonly number[];
}

/**
 * Where in time rows lie: stretches, the oldest first, of at most `most` rows each, but for rows of the very same time, and
 * of more than half as many where rows do not lie too close together. The database counts the rows of some steps instead of
 * sorting all their times, which takes long and memory where there are many: one question for all of them, and one for each
 * step with too many. `most` is told how many rows there are.
 */
export async function stretchesOf(
  ask: Ask,
  { sql, values }: Times,
  most: (rows: number) => number,
): Promise<readonly Stretch[]> {
  const [first, second, third] = [1, 2, 3].map((place) => `$${values.length + place}`);
  const cut = async ({ from, to, rows }: Stretch, limit: number): Promise<readonly Stretch[]> => {
    const steps = Math.min(MOST_STEPS, Math.ceil((STEPS_EACH * rows) / limit));
    const found = await ask(
      `SELECT min(time), max(time), count(*)::DOUBLE FROM (${sql}) WHERE time >= ${first} AND time <= ${second}
       GROUP BY floor((time - ${first}) * ${third}) ORDER BY min(time)`,
      [...values, from, to, steps / (to - from)],
    );
    return found.map(toStretch);
  };
  const [whole] = (await ask(`SELECT min(time), max(time), count(*)::DOUBLE FROM (${sql})`, [...values])).map(
    toStretch,
  );
  if (whole === undefined || whole.rows === 0) return [];
  const limit = most(whole.rows);
  const done: Stretch[] = [];
  // The oldest is cut first: those behind it wait.
  const waiting = [whole];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const last = done.at(-1);
    // Times that are no numbers, which a damaged database might have, cannot be cut either.
    const isLast = next.rows <= limit || !(next.to > next.from);
    if (!isLast) for (const part of (await cut(next, limit)).toReversed()) waiting.push(part);
    else if (last === undefined || last.rows + next.rows > limit) done.push(next);
    else done[done.length - 1] = { from: last.from, to: next.to, rows: last.rows + next.rows };
  }
  return done;
}

function toStretch([from, to, rows]: readonly DuckDBValue[]): Stretch {
  return { from: Number(from ?? NaN), to: Number(to ?? NaN), rows: Number(rows) };
}

/** Rows of all stretches. */
export function rowsOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { rows }) => sum + rows, 0);
}
