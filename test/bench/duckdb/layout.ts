import type { Rows } from '../../../src/model/rows.ts';
import type { BenchText, Dictionaries } from '../bench-data.ts';

/** How a column of the peer's table is stored: the narrowest type that holds it. */
export type StoredType = 'DOUBLE' | 'FLOAT' | 'UINTEGER' | 'USMALLINT' | 'UTINYINT';

/** A column of the peer's table, and the column of ours that it holds. */
export interface StoredColumn {
  readonly name: string;
  readonly type: StoredType;
  readonly from: string;
  readonly isText: boolean;
}

function stored(from: string, name: string, type: StoredType, isText = false): StoredColumn {
  return { name, type, from, isText };
}

/** The peer's table: texts as codes of ascending dictionaries, absent values as NULL. */
export const LAYOUT: readonly StoredColumn[] = [
  stored('row', 'id', 'UINTEGER'),
  stored('timestamp', 'ts', 'DOUBLE'),
  stored('duration', 'dur', 'FLOAT'),
  stored('weight', 'weight', 'FLOAT'),
  stored('http.status_code', 'code', 'USMALLINT'),
  ...['lcp', 'fcp', 'cls', 'inp', 'ttfb'].map((vital) => stored(vital, vital, 'FLOAT')),
  stored('project', 'project', 'UTINYINT', true),
  stored('transaction', 'txn', 'USMALLINT', true),
  stored('op', 'op', 'UTINYINT', true),
  stored('status', 'status', 'UTINYINT', true),
  stored('environment', 'env', 'UTINYINT', true),
  stored('release', 'release', 'UTINYINT', true),
  stored('user', 'usr', 'UINTEGER', true),
  stored('http.method', 'method', 'UTINYINT', true),
  stored('tag:plan', 'plan', 'UTINYINT', true),
];

const BY_SOURCE = new Map(LAYOUT.map((column) => [column.from, column]));

/** The column that holds one of ours. */
export function storedAs(from: string): StoredColumn {
  const column = BY_SOURCE.get(from);
  if (column === undefined) throw new Error(`The peer's table does not hold "${from}".`);
  return column;
}

/** The statement that makes the table. */
export const CREATE = `CREATE TABLE rows (${LAYOUT.map(({ name, type }) => `${name} ${type}`).join(', ')})`;

/** A frame's values for each column of the layout; NaN and codes below 0 are absent. */
export type FrameReader = (rows: Rows) => (Float32Array | Float64Array | Int32Array)[];

const READERS = new WeakMap<Dictionaries, FrameReader>();

/**
 * Reads frames, with the codes of a frame's own dictionaries turned into those of the whole data. What several engines
 * read of one frame is made once.
 */
export function frameReader(dictionaries: Dictionaries): FrameReader {
  const known = READERS.get(dictionaries) ?? makeReader(dictionaries);
  READERS.set(dictionaries, known);
  return known;
}

function makeReader(dictionaries: Dictionaries): FrameReader {
  const places = new Map<string, ReadonlyMap<string, number>>();
  const placesOf = (name: string): ReadonlyMap<string, number> => {
    const texts = dictionaries[name as BenchText];
    const known = places.get(name) ?? new Map(texts.map((text, place) => [text, place]));
    places.set(name, known);
    return known;
  };
  let last: { rows: Rows; columns: ReturnType<FrameReader> } | null = null;
  return (rows) => {
    if (last?.rows === rows) return last.columns;
    const columns = LAYOUT.map(({ from, isText }) => {
      if (!isText) return rows.numbers.get(from)!;
      const { codes, dictionary } = rows.texts.get(from)!;
      const global = Int32Array.from(dictionary, (text) => placesOf(from).get(text)!);
      return codes.map((code) => (code < 0 ? -1 : global[code]!));
    });
    last = { rows, columns };
    return columns;
  };
}
