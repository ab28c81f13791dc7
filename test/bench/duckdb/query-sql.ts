import type { Query } from '../../../src/model/query.ts';
import type { Range } from '../../../src/model/time.ts';
import type { Dictionaries } from '../bench-data.ts';
import { filterSql } from './filter-sql.ts';
import { doubleSql, keySql } from './key-sql.ts';
import type { KeySql } from './key-sql.ts';
import { isOfThreshold, isOfUsers, measureName, measureSql, measuresOf, quantileOf } from './measure-sql.ts';
import type { Measure } from './measure-sql.ts';

/** A query as statements; each answers the keys `k0`, `k1` … and its measures under their names. */
export interface QuerySql {
  readonly keys: readonly KeySql[];
  readonly measures: readonly Measure[];
  readonly statements: readonly string[];
}

function within({ start, end }: Range): string {
  return `ts >= ${start} AND ts < ${end}`;
}

function conditionOf(query: Query, keys: readonly KeySql[], dictionaries: Dictionaries): string {
  const time =
    query.versus?.range === undefined
      ? within(query.range)
      : `(${within(query.range)} OR ${within(query.versus.range)})`;
  const filter = filterSql(query.where, dictionaries);
  return [time, filter, ...keys.map(({ where }) => where)]
    .filter((part) => part !== '' && part !== 'true')
    .join(' AND ');
}

/** The keys of a query; a comparison of two times has one more, the side, so that one scan gathers both. */
function keysOf(query: Query, dictionaries: Dictionaries): KeySql[] {
  const keys = query.by.map((key) => keySql(key, dictionaries));
  if (query.versus === undefined) return keys;
  if (query.versus.range === undefined || query.versus.where !== undefined) {
    throw new Error('The bench compares two times only.');
  }
  const side = `CAST(ts < ${query.range.start} AS UTINYINT)`;
  return [...keys, { sql: side, where: '', valueOf: (code) => code }];
}

function list(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** What the statements of a query share. */
interface Parts {
  readonly query: Query;
  readonly dictionaries: Dictionaries;
  readonly weighted: boolean;
  readonly table: string;
  readonly where: string;
  /** The keys' names; how each is made; how each is shown. */
  readonly names: readonly string[];
  readonly made: readonly string[];
  readonly shown: readonly string[];
  readonly grouped: string;
}

const THRESHOLDS = ' JOIN thresholds USING (txn)';

/**
 * Turns a query into the fastest statements that we found for it. A `plain` one is what one writes without looking for a
 * faster one: users are counted by `count(DISTINCT …)` where the rest is gathered.
 */
export function querySql(query: Query, dictionaries: Dictionaries, table: string, isPlain = false): QuerySql {
  const keys = keysOf(query, dictionaries);
  const measures = measuresOf(query.show);
  const weighted = query.weighted !== false;
  const names = keys.map((_, index) => `k${index}`);
  const parts: Parts = {
    query,
    dictionaries,
    weighted,
    table,
    where: conditionOf(query, keys, dictionaries),
    names,
    made: keys.map(({ sql }, index) => `${sql} AS k${index}`),
    shown: names.map((name) => `${name}::DOUBLE AS ${name}`),
    grouped: names.length === 0 ? '' : ` GROUP BY ${list(names)}`,
  };
  const isRunning = (measure: Measure): boolean => weighted && quantileOf(measure) !== null;
  const isApart = (measure: Measure): boolean => !isPlain && isOfUsers(measure);
  const ofUsers = measures.filter(isApart);
  const running = measures.filter(isRunning);
  const others = measures.filter((measure) => !isApart(measure) && !isRunning(measure));
  const statements = [...new Set(running.map(({ of }) => of))].map((of) =>
    runningSql(
      parts,
      running.filter((measure) => measure.of === of),
    ),
  );
  if (others.length > 0) statements.push(aggregateSql(parts, others));
  if (ofUsers.length > 0) statements.push(usersSql(parts, ofUsers));
  if (query.limit !== undefined && statements.length > 1) {
    throw new Error('The bench limits no question that takes several statements.');
  }
  return { keys, measures, statements };
}

/** Counts, sums and plain percentiles: one pass. */
function aggregateSql(parts: Parts, measures: readonly Measure[]): string {
  const { dictionaries, weighted, table, where, made, shown, grouped } = parts;
  const quantilesOf = (of: Measure['of']): Measure[] =>
    measures.filter((measure) => quantileOf(measure) !== null && measure.of === of);
  const columns = new Set(measures.filter((measure) => quantileOf(measure) !== null).map(({ of }) => of));
  const quantiles = [...columns].map((of) => {
    const qs = quantilesOf(of).map(quantileOf).join(', ');
    return `quantile_cont(${doubleSql(of)}, [${qs}]) AS q_${of}`;
  });
  const gathered = measures
    .filter((measure) => quantileOf(measure) === null)
    .map((measure) => `${measureSql(measure, weighted, dictionaries)} AS ${measureName(measure)}`);
  const read = measures.map((measure) => {
    const at = quantilesOf(measure.of).indexOf(measure);
    const value = at < 0 ? measureName(measure) : `q_${measure.of}[${at + 1}]`;
    return `${value}::DOUBLE AS ${measureName(measure)}`;
  });
  const joined = measures.some(isOfThreshold) ? THRESHOLDS : '';
  const { first, last } = firstGroups(parts);
  return (
    `SELECT ${list([...shown, ...read])} FROM (SELECT ${list([...made, ...quantiles, ...gathered])} ` +
    `FROM ${table}${joined} WHERE ${where}${first}${grouped})${last}`
  );
}

/**
 * Of a limited question, a condition that only the rows of the groups that come first fulfil, and their order: what is
 * dear is then gathered of those alone.
 */
function firstGroups({ query, dictionaries, weighted, table, where, names, made, grouped }: Parts): {
  first: string;
  last: string;
} {
  if (query.limit === undefined) return { first: '', last: '' };
  const ordered = (query.order ?? []).map(({ show, desc }) => {
    const { metric, of = 'duration' } = query.show[show]!;
    return { measure: { metric, of }, way: desc ? 'DESC' : 'ASC' };
  });
  const by = ordered.map(({ measure, way }) => `${measureName(measure)} ${way}`);
  const last = ` ORDER BY ${list([...by, ...names])} LIMIT ${query.limit}`;
  const [only] = made;
  const isPlain = ordered.every(({ measure }) => quantileOf(measure) === null && !isOfThreshold(measure));
  if (only === undefined || made.length > 1 || !isPlain) return { first: '', last };
  const values = ordered.map(
    ({ measure }) => `${measureSql(measure, weighted, dictionaries)} AS ${measureName(measure)}`,
  );
  const groups = `SELECT ${list([only, ...values])} FROM ${table} WHERE ${where}${grouped}${last}`;
  return { first: ` AND ${only.replace(/ AS k0$/, '')} IN (SELECT k0 FROM (${groups}))`, last };
}

/** Users in two steps, which beat count(DISTINCT …): the thresholds meet one row a user, not every row. */
function usersSql(
  { query, table, where, names, made, shown, grouped }: Parts,
  measures: readonly Measure[],
): string {
  const needsMost = measures.some(isOfThreshold);
  if (needsMost && !query.by.includes('transaction')) {
    throw new Error('The bench asks for miserable users by transaction only.');
  }
  const inner = list([...made, 'usr', needsMost ? 'txn' : '', needsMost ? 'max(dur) AS most' : '']);
  const by = list([...names, 'usr', needsMost ? 'txn' : '']);
  const read = measures.map((measure) =>
    measure.metric === 'users'
      ? `count(*)::DOUBLE AS ${measureName(measure)}`
      : `count(*) FILTER (most > 4 * t)::DOUBLE AS ${measureName(measure)}`,
  );
  return (
    `SELECT ${list([...shown, ...read])} FROM (SELECT ${inner} FROM ${table} WHERE ${where} GROUP BY ${by})` +
    `${needsMost ? THRESHOLDS : ''}${grouped}`
  );
}

/** Weighted percentiles: the running weight by value says which rows stand at h and beside it (semantics: A9). */
function runningSql(
  { table, where, names, made, shown, grouped }: Parts,
  measures: readonly Measure[],
): string {
  const [{ of }] = measures as readonly [Measure];
  const partition = names.length === 0 ? '' : `PARTITION BY ${list(names)} `;
  const rows = `SELECT ${list([...made, `${doubleSql(of)} AS x`, 'weight::DOUBLE AS w'])} FROM ${table} WHERE ${where} AND x IS NOT NULL`;
  const running =
    `SELECT *, sum(w) OVER (${partition}ORDER BY x ROWS UNBOUNDED PRECEDING) AS reached, ` +
    `sum(w) OVER (${partition}) AS total FROM (${rows})`;
  const h = (q: number): string => `greatest(${q} * (total - 1), 0)`;
  const places = measures.flatMap((measure, index) => {
    const place = h(quantileOf(measure)!);
    return [
      `min(x) FILTER (reached > floor(${place})) AS lower${index}`,
      `min(x) FILTER (reached > least(floor(${place}) + 1, ceil(total) - 1)) AS upper${index}`,
    ];
  });
  const read = measures.map((measure, index) => {
    const place = h(quantileOf(measure)!);
    return `lower${index} + (${place} - floor(${place})) * (upper${index} - lower${index}) AS ${measureName(measure)}`;
  });
  const gathered = list([...names, ...places, 'any_value(total) AS total']);
  return `SELECT ${list([...shown, ...read])} FROM (SELECT ${gathered} FROM (${running})${grouped})`;
}
