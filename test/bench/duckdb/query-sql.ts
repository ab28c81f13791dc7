import { showName } from '../../../src/metrics/derive.ts';
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

/** Where the rows stand, and on which side of a comparison: 0 value, 1 versus. */
export interface From {
  readonly table: string;
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

/** Turns a query into the fastest statements that we know; tried against others, see README. */
export function querySql(query: Query, dictionaries: Dictionaries, { table }: From): QuerySql {
  const keys = keysOf(query, dictionaries);
  const measures = measuresOf(query.show);
  const weighted = query.weighted !== false;
  const where = conditionOf(query, keys, dictionaries);
  const made = keys.map(({ sql }, index) => `${sql} AS k${index}`);
  const names = keys.map((_, index) => `k${index}`);
  const shown = names.map((name) => `${name}::DOUBLE AS ${name}`);
  const grouped = names.length === 0 ? '' : ` GROUP BY ${list(names)}`;
  const onThresholds = measures.some(isOfThreshold) ? ' JOIN thresholds USING (txn)' : '';
  const isByTransaction = query.by.includes('transaction');
  const statements: string[] = [];

  const others = measures.filter(
    (measure) => !isOfUsers(measure) && (!weighted || quantileOf(measure) === null),
  );
  if (others.length > 0) {
    const columns = [...new Set(others.filter((m) => quantileOf(m) !== null).map(({ of }) => of))];
    const quantilesOf = (of: Measure['of']): Measure[] =>
      others.filter((m) => quantileOf(m) !== null && m.of === of);
    const gathered = [
      ...columns.map(
        (of) => `quantile_cont(${doubleSql(of)}, [${quantilesOf(of).map(quantileOf).join(', ')}]) AS q_${of}`,
      ),
      ...others
        .filter((measure) => quantileOf(measure) === null)
        .map((measure) => `${measureSql(measure, weighted, dictionaries)} AS ${measureName(measure)}`),
    ];
    const read = others.map((measure) => {
      const at = quantilesOf(measure.of).indexOf(measure);
      const value = at < 0 ? measureName(measure) : `q_${measure.of}[${at + 1}]`;
      return `${value}::DOUBLE AS ${measureName(measure)}`;
    });
    const joined = others.some(isOfThreshold) ? onThresholds : '';
    statements.push(
      `SELECT ${list([...shown, ...read])} FROM (SELECT ${list([...made, ...gathered])} FROM ${table}${joined} WHERE ${where}${grouped})` +
        orderSql(query, measures, names),
    );
  }

  const ofUsers = measures.filter(isOfUsers);
  if (ofUsers.length > 0) {
    if (onThresholds !== '' && ofUsers.some(isOfThreshold) && !isByTransaction) {
      throw new Error('The bench asks for miserable users by transaction only.');
    }
    // Two steps beat count(DISTINCT …): the thresholds meet one row a user, not every row.
    const needsMost = ofUsers.some(isOfThreshold);
    const inner = list([...made, 'usr', needsMost ? 'txn' : '', needsMost ? 'max(dur) AS most' : '']);
    const by = list([...names, 'usr', needsMost ? 'txn' : '']);
    const read = ofUsers.map((measure) =>
      measure.metric === 'users'
        ? `count(*)::DOUBLE AS ${measureName(measure)}`
        : `count(*) FILTER (most > 4 * t)::DOUBLE AS ${measureName(measure)}`,
    );
    statements.push(
      `SELECT ${list([...shown, ...read])} FROM (SELECT ${inner} FROM ${table} WHERE ${where} GROUP BY ${by})` +
        `${needsMost ? onThresholds : ''}${grouped}`,
    );
  }

  const weightedQuantiles = weighted ? measures.filter((measure) => quantileOf(measure) !== null) : [];
  for (const of of new Set(weightedQuantiles.map((measure) => measure.of))) {
    statements.push(
      weightedSql(
        weightedQuantiles.filter((measure) => measure.of === of),
        { made, names, shown, table, where },
      ),
    );
  }
  return { keys, measures, statements };
}

interface Parts {
  readonly made: readonly string[];
  readonly names: readonly string[];
  readonly shown: readonly string[];
  readonly table: string;
  readonly where: string;
}

/** Weighted percentiles: the running weight by value says which rows stand at h and beside it (semantics: A9). */
function weightedSql(measures: readonly Measure[], { made, names, shown, table, where }: Parts): string {
  const [{ of }] = measures as readonly [Measure];
  const partition = names.length === 0 ? '' : `PARTITION BY ${list(names)} `;
  const rows = `SELECT ${list([...made, `${doubleSql(of)} AS x`, 'weight::DOUBLE AS w'])} FROM ${table} WHERE ${where} AND x IS NOT NULL`;
  const running =
    `SELECT *, sum(w) OVER (${partition}ORDER BY x ROWS UNBOUNDED PRECEDING) AS reached, ` +
    `sum(w) OVER (${partition}) AS total FROM (${rows})`;
  const h = (q: number): string => `greatest(${q} * (total - 1), 0)`;
  const places = measures.flatMap((measure, index) => {
    const q = quantileOf(measure)!;
    return [
      `min(x) FILTER (reached > floor(${h(q)})) AS lower${index}`,
      `min(x) FILTER (reached > least(floor(${h(q)}) + 1, ceil(total) - 1)) AS upper${index}`,
    ];
  });
  const read = measures.map((measure, index) => {
    const place = h(quantileOf(measure)!);
    return `lower${index} + (${place} - floor(${place})) * (upper${index} - lower${index}) AS ${measureName(measure)}`;
  });
  const grouped = names.length === 0 ? '' : ` GROUP BY ${list(names)}`;
  return `SELECT ${list([...shown, ...read])} FROM (SELECT ${list([...names, ...places, 'any_value(total) AS total'])} FROM (${running})${grouped})`;
}

function orderSql(query: Query, measures: readonly Measure[], names: readonly string[]): string {
  if (query.limit === undefined) return '';
  const by = (query.order ?? []).map(({ show, desc }) => {
    const { metric, of = 'duration' } = query.show[show]!;
    return `${measureName({ metric, of })} ${desc ? 'DESC' : 'ASC'}`;
  });
  if (measures.some(isOfUsers)) throw new Error('The bench limits no question about users.');
  return ` ORDER BY ${list([...by, ...names])} LIMIT ${query.limit}`;
}

/** The names under which an answer has a query's columns. */
export function shownNames(query: Query): string[] {
  return query.show.map(showName);
}
