import { showName } from '../../../src/metrics/derive.ts';
import type { Show, Thresholds } from '../../../src/model/metric.ts';
import type { List, Query } from '../../../src/model/query.ts';
import type { Answer, Ask } from '../answer.ts';
import type { Dictionaries } from '../bench-data.ts';
import type { Loading, Peer } from '../peer.ts';
import type { Database, Table } from './database.ts';
import { filterSql } from './filter-sql.ts';
import { storedAs } from './layout.ts';
import { measureName } from './measure-sql.ts';
import type { Measure } from './measure-sql.ts';
import { querySql } from './query-sql.ts';
import type { QuerySql } from './query-sql.ts';

/** Welch's t of two averages; positive where the value is less than what it is compared with. */
function welch(avg: readonly number[], variance: readonly number[], rows: readonly number[]): number {
  const [value = Number.NaN, versus = Number.NaN] = avg;
  const [own = Number.NaN, other = Number.NaN] = variance.map(
    (part, side) => part / (rows[side] ?? Number.NaN),
  );
  return (versus - value) / Math.sqrt(other + own);
}

/** What a `show` is of the measures of both sides. */
function derive(
  { metric, of = 'duration', read = 'value' }: Show,
  measure: (name: Measure) => number[],
): number {
  const [value = Number.NaN, versus = Number.NaN] = measure({ metric, of });
  switch (read) {
    case 'value':
      return value;
    case 'versus':
      return versus;
    case 'difference':
      return value - versus;
    case 'ratio':
      return versus === 0 ? Number.NaN : value / versus;
    case 't':
      return welch(
        [value, versus],
        measure({ metric: 'variance', of: 'duration' }),
        measure({ metric: 'sampled_count', of: 'duration' }),
      );
  }
}

/** Puts the statements' tables together by their keys: a group's measures on both sides. */
function gather(
  { keys, measures }: QuerySql,
  tables: readonly Table[],
  hasVersus: boolean,
): Map<string, Map<string, number[]>> {
  const groups = new Map<string, Map<string, number[]>>();
  const own = hasVersus ? keys.length - 1 : keys.length;
  for (const table of tables) {
    const codes = keys.map((_, index) => table.get(`k${index}`)!);
    const length = [...table.values()][0]?.length ?? 0;
    for (let row = 0; row < length; row++) {
      const key = JSON.stringify(
        codes.slice(0, own).map((values, index) => keys[index]!.valueOf(values[row]!)),
      );
      const side = hasVersus ? codes[own]![row]! : 0;
      const group = groups.get(key) ?? new Map<string, number[]>();
      groups.set(key, group);
      for (const name of measures.map(measureName)) {
        const values = table.get(name);
        if (values === undefined) continue;
        const sides = group.get(name) ?? [];
        sides[side] = values[row]!;
        group.set(name, sides);
      }
    }
  }
  return groups;
}

/** Which metrics of nothing are 0, where the earlier side has no rows. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  'count_duration',
  'sampled_count_duration',
  'failed_duration',
]);

function answerQuery(query: Query, sql: QuerySql, tables: readonly Table[]): Answer {
  const hasVersus = query.versus !== undefined;
  const first = measureName(sql.measures[0]!);
  // Groups are those of the value side.
  const groups = [...gather(sql, tables, hasVersus)].filter(
    ([, group]) => (group.get('count_duration') ?? group.get(first))?.[0] !== undefined,
  );
  return {
    keys: groups.map(([key]) => JSON.parse(key) as Answer['keys'][number]),
    values: new Map(
      query.show.map((show) => [
        showName(show),
        Float64Array.from(groups, ([, group]) =>
          derive(show, (measure) => {
            const name = measureName(measure);
            const missing = OF_NOTHING.has(name) ? 0 : Number.NaN;
            return [0, 1].map((side) => group.get(name)?.[side] ?? missing);
          }),
        ),
      ]),
    ),
  };
}

function listSql(list: List, dictionaries: Dictionaries, table: string): string {
  const { name } = storedAs(list.order.field);
  return (
    `SELECT id::DOUBLE AS k0, ${name}::DOUBLE AS v FROM ${table} ` +
    `WHERE ts >= ${list.range.start} AND ts < ${list.range.end} AND ${filterSql(list.where, dictionaries)} ` +
    `ORDER BY ${name} ${list.order.desc ? 'DESC' : 'ASC'} NULLS LAST, id LIMIT ${list.limit}`
  );
}

/** A DuckDB behind the questions of the bench. */
export class DuckDbPeer implements Peer {
  readonly name: string;
  /** A plain one answers where its statements differ: where users are asked for. */
  readonly answers = (question: string): boolean => !this.#isPlain || question.startsWith('table');
  readonly #database: Database;
  readonly #dictionaries: Dictionaries;
  readonly #table: string;
  readonly #prepare: () => Promise<void>;
  readonly #isPlain: boolean;

  /** `prepare` is done before a question, outside of its time; `isPlain` as in `querySql`. */
  constructor(
    name: string,
    database: Database,
    dictionaries: Dictionaries,
    { table = 'rows', prepare = async (): Promise<void> => {}, isPlain = false } = {},
  ) {
    this.name = name;
    this.#database = database;
    this.#dictionaries = dictionaries;
    this.#table = table;
    this.#prepare = prepare;
    this.#isPlain = isPlain;
  }

  /** Writes the thresholds of the run into a table; not timed, in the peer's favour. */
  async prepare(asks: readonly Ask[]): Promise<void> {
    await this.#prepare();
    for (const ask of asks) {
      if (ask.kind === 'query' && ask.query.thresholds !== undefined)
        await this.#setThresholds(ask.query.thresholds);
    }
  }

  async ask(ask: Ask): Promise<() => Answer> {
    if (ask.kind === 'list') {
      const table = await this.#database.ask(listSql(ask.list, this.#dictionaries, this.#table));
      const keys = Array.from(table.get('k0')!, (row) => [row]);
      return () => ({ keys, values: new Map([[ask.list.order.field, table.get('v')!]]) });
    }
    const sql = querySql(ask.query, this.#dictionaries, this.#table, this.#isPlain);
    const tables: Table[] = [];
    for (const statement of sql.statements) tables.push(await this.#database.ask(statement));
    return () => answerQuery(ask.query, sql, tables);
  }

  async #setThresholds({ default: others, transactions }: Thresholds): Promise<void> {
    const own = new Map(transactions.map(({ transaction, threshold }) => [transaction, threshold.ms]));
    const rows = this.#dictionaries.transaction.map(
      (name, code) => `(${code}, ${own.get(name) ?? others.ms})`,
    );
    await this.#database.run('CREATE OR REPLACE TABLE thresholds (txn USMALLINT, t FLOAT)');
    await this.#database.run(`INSERT INTO thresholds VALUES ${rows.join(', ')}`);
  }

  close(): void {
    this.#database.close();
  }
}

/** A DuckDB that takes rows and is a peer then. */
export function loadingDuckDb(
  name: string,
  database: Database,
  dictionaries: Dictionaries,
  prepare?: () => Promise<void>,
): Loading {
  return {
    take: (rows) => database.load(rows),
    async done() {
      await database.loaded();
      return new DuckDbPeer(name, database, dictionaries, prepare === undefined ? {} : { prepare });
    },
  };
}
