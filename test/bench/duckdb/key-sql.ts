import { NUMBER_COLUMNS, isNumberColumn, nameOf } from '../../../src/model/column.ts';
import type { NumberColumn } from '../../../src/model/column.ts';
import { isBinKey, isTimeKey } from '../../../src/model/query.ts';
import type { BinKey, Key } from '../../../src/model/query.ts';
import type { BenchText, Dictionaries } from '../bench-data.ts';
import { storedAs } from './layout.ts';

/** A key as SQL, and what a value of it stands for. */
export interface KeySql {
  /** The expression to group by: a code, or a whole number. */
  readonly sql: string;
  /** What the rows must fulfil besides; empty for nothing. */
  readonly where: string;
  readonly valueOf: (code: number) => string | number | null;
}

function binSql({ bin, scale, edges }: BinKey): KeySql {
  const [first, second] = edges ?? [];
  const last = edges?.at(-1);
  if (edges === undefined || first === undefined || second === undefined || last === undefined) {
    throw new Error('The bench asks for bins by their edges.');
  }
  const column = storedAs(bin).name;
  const place =
    scale === 'linear'
      ? `(${column} - ${first}) / ${second - first}`
      : `(log2(${column}) - ${Math.log2(first)}) * ${Math.round(1 / Math.log2(second / first))}`;
  return {
    // The last bin holds its upper edge too.
    sql: `least(CAST(floor(${place}) AS INTEGER), ${edges.length - 2})`,
    where: `${column} >= ${first} AND ${column} <= ${last}`,
    valueOf: (code) => edges[code] ?? null,
  };
}

/** A key of a query as SQL. */
export function keySql(key: Key, dictionaries: Dictionaries): KeySql {
  if (isTimeKey(key)) {
    return {
      sql: `CAST(floor(ts / ${key.time}) AS INTEGER)`,
      where: '',
      valueOf: (code) => code * key.time,
    };
  }
  if (isBinKey(key)) return binSql(key);
  const name = nameOf(key);
  const { name: sql } = storedAs(name);
  if (isNumberColumn(name))
    return { sql, where: '', valueOf: (value) => (Number.isNaN(value) ? null : value) };
  return {
    sql,
    where: '',
    valueOf: (code) => dictionaries[name as BenchText][code] ?? null,
  };
}

/** A number column as SQL in double, as the engine reckons with it. */
export function doubleSql(column: NumberColumn): string {
  const isDouble = NUMBER_COLUMNS.get(column)?.precision === 'float64';
  return isDouble ? storedAs(column).name : `${storedAs(column).name}::DOUBLE`;
}
