import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isFailure } from '../../src/model/status.ts';
import type { Rows } from '../../src/model/rows.ts';
import { BUCKETS, windowOf } from './questions.ts';

/** The answers of one table row, or one bucket, as a peer gives them: count, users (0 in a series) and p95. */
export type Figures = ReadonlyMap<
  string,
  { readonly count: number; readonly users: number; readonly p95: number }
>;

const CREATE = `
  CREATE TABLE names (id INTEGER, name VARCHAR);
  CREATE TABLE rows (ts DOUBLE, dur FLOAT, txn SMALLINT, env UTINYINT, usr INTEGER, failed BOOLEAN);`;

const MATCHING = `
  SELECT * FROM rows
  WHERE ts >= $start AND ts < $end AND env = 0 AND txn IN (SELECT id FROM names WHERE name ILIKE '/api/%')`;

const TABLE = `
  SELECT name, count(*)::INTEGER AS n, count(DISTINCT usr)::INTEGER AS users,
    quantile_cont(dur, [0.5, 0.75, 0.95, 0.99]) AS p, count(*) FILTER (failed) AS failures,
    count(*) FILTER (dur <= 300) AS satisfied, count(*) FILTER (dur > 300 AND dur <= 1200) AS tolerating,
    count(DISTINCT usr) FILTER (dur > 1200) AS miserable
  FROM (${MATCHING}) JOIN names ON id = txn GROUP BY name`;

const SERIES = `
  SELECT floor(ts / $step) * $step AS name, count(*)::INTEGER AS n, 0 AS users, [0, 0, quantile_cont(dur, 0.95)] AS p,
    count(*) FILTER (failed) AS failures
  FROM (${MATCHING}) GROUP BY 1`;

/** DuckDB, in this process, on the same rows: codes for texts, the wildcard resolved on the table of names. */
export class DuckDbPeer {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async load(frames: readonly Rows[], threads: number): Promise<DuckDbPeer> {
    const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
    const connection = await instance.connect();
    await connection.run(CREATE);
    const names = frames[0]?.texts.get('transaction')?.dictionary ?? [];
    const nameAppender = await connection.createAppender('names');
    for (const [id, name] of names.entries()) {
      nameAppender.appendInteger(id);
      nameAppender.appendVarchar(name);
      nameAppender.endRow();
    }
    nameAppender.closeSync();
    const appender = await connection.createAppender('rows');
    for (const { length, numbers, texts } of frames) {
      const status = texts.get('status')!;
      for (let index = 0; index < length; index++) {
        appender.appendDouble(numbers.get('timestamp')![index]!);
        appender.appendFloat(numbers.get('duration')![index]!);
        appender.appendSmallInt(texts.get('transaction')!.codes[index]!);
        appender.appendUTinyInt(texts.get('environment')!.codes[index]!);
        appender.appendInteger(texts.get('user')!.codes[index]!);
        appender.appendBoolean(isFailure(status.dictionary[status.codes[index]!]!));
        appender.endRow();
      }
    }
    appender.closeSync();
    return new DuckDbPeer(connection);
  }

  table(shift: number): Promise<Figures> {
    return this.#ask(TABLE, { ...windowOf(shift) });
  }

  series(shift: number): Promise<Figures> {
    const { start, end } = windowOf(shift);
    return this.#ask(SERIES, { start, end, step: (end - start) / BUCKETS });
  }

  async #ask(sql: string, values: Record<string, number>): Promise<Figures> {
    const answer = await this.#connection.runAndReadAll(sql, values);
    return new Map(
      answer
        .getRowsJS()
        .map(([name, count, users, p]) => [
          typeof name === 'string' ? name : String(Number(name)),
          { count: Number(count), users: Number(users), p95: Array.isArray(p) ? Number(p[2]) : Number.NaN },
        ]),
    );
  }
}
