import { derive, showName, statsFor, unitOfShow } from '../../metrics/derive.ts';
import type { Query } from '../../model/query.ts';
import type { NumberResultColumn } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import type { Reader } from '../contract/reader.ts';
import { gatherStats } from './gather-stats.ts';
import { rowsAt } from './rows-at.ts';

/** What the database answers: one value a `show`. */
export interface TotalsAnswer {
  readonly columns: readonly NumberResultColumn[];
}

/**
 * Answers a query by nothing from the database, with the statistics gathered there and the formulas of `metrics/`: the
 * same numbers as the engine's. `at`, a full minute: of rows as they were then; null: as they are now. Throws a RangeError for what alerts do not ask: groups, comparisons, `having`, users.
 */
export async function answerQuery(
  reader: Reader,
  query: Query,
  at: EpochMs | null = null,
): Promise<TotalsAnswer> {
  if (query.by.length > 0 || query.versus !== undefined || query.having !== undefined) {
    throw new RangeError('The collector answers queries by nothing alone.');
  }
  const gathered = await reader.snapshot(async (connection) => {
    const from = await rowsAt(connection, at);
    const rows = { connection, texts: reader.store.texts, range: query.range, from };
    return gatherStats(rows, query, statsFor(query.show));
  });
  const side = new Map([...gathered].map(([name, value]) => [name, Float64Array.of(value)]));
  return {
    columns: query.show.map((show) => ({
      kind: 'number',
      name: showName(show),
      unit: unitOfShow(show),
      values: derive(show, side, null, 1),
    })),
  };
}
