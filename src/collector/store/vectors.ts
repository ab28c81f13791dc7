import {
  BLOB,
  DOUBLE,
  DuckDBBlobVector,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBFloatVector,
  DuckDBIntegerVector,
  DuckDBUBigIntVector,
  FLOAT,
  INTEGER,
  UBIGINT,
  VARCHAR,
  blobValue,
} from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { Turn } from '../turn.ts';
import { TABLES } from './schema.ts';
import type { Kind, StoredColumn, Table } from './schema.ts';

/** Values of a column in memory, by its kind. A `word` is kept as its eight bytes. */
export interface VectorOf {
  float64: Float64Array;
  float32: Float32Array;
  code: Int32Array;
  word: BigUint64Array;
  codes: readonly Int32Array[];
  text: readonly string[];
  bytes: readonly Uint8Array[];
}

/** Rows of a table column by column, as they were read or are to be written. */
export class Vectors {
  readonly length: number;
  readonly #columns = new Map<string, VectorOf[Kind]>();

  constructor(length: number) {
    this.length = length;
  }

  set<K extends Kind>(name: string, _kind: K, values: VectorOf[K]): this {
    this.#columns.set(name, values);
    return this;
  }

  /** The column of that name; throws when there is none: a mistake in the program. */
  get<K extends Kind>(name: string, _kind: K): VectorOf[K] {
    const values = this.#columns.get(name);
    if (values === undefined) throw new Error(`There is no column "${name}".`);
    return values as VectorOf[K];
  }

  /** The rows in parts of at most `most`; none where there are no rows. */
  *parts(columns: readonly StoredColumn[], most: number): Generator<Vectors, void, void> {
    if (this.length > 0 && this.length <= most) return yield this;
    for (let start = 0; start < this.length; start += most) {
      const part = new Vectors(Math.min(most, this.length - start));
      for (const { name, kind } of columns) {
        part.set(name, kind, this.get(name, kind).slice(start, start + most));
      }
      yield part;
    }
  }
}

const TYPES: Readonly<Record<Kind, DuckDBType>> = {
  float64: DOUBLE,
  float32: FLOAT,
  code: INTEGER,
  word: UBIGINT,
  codes: BLOB,
  text: VARCHAR,
  bytes: BLOB,
};

/** Rows of one chunk: the database's own limit. */
const CHUNK = 2048;

function valuesOf(kind: Kind, vector: VectorOf[Kind], start: number, end: number): DuckDBValue[] {
  if (kind === 'codes') {
    return (vector as VectorOf['codes'])
      .slice(start, end)
      .map((codes) => blobValue(new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength)));
  }
  if (kind === 'bytes') return (vector as VectorOf['bytes']).slice(start, end).map(blobValue);
  return Array.from(vector.slice(start, end) as ArrayLike<number | bigint | string>);
}

/** Appends rows to a table, chunk by chunk. */
export async function writeVectors(connection: DuckDBConnection, table: Table, rows: Vectors): Promise<void> {
  if (rows.length === 0) return;
  const columns = TABLES[table];
  const types = columns.map(({ kind }) => TYPES[kind]);
  const appender = await connection.createAppender(table);
  const turn = new Turn();
  for (let start = 0; start < rows.length; start += CHUNK) {
    const end = Math.min(rows.length, start + CHUNK);
    const chunk = DuckDBDataChunk.create(types, end - start);
    for (const [index, { name, kind }] of columns.entries()) {
      chunk.setColumnValues(index, valuesOf(kind, rows.get(name, kind), start, end));
      if (turn.isOver) await turn.pass();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** The whole column at once where the library has it as a typed array: `getItem` would cost a call a value. */
function itemsOf(vector: unknown): Float64Array | Float32Array | Int32Array | BigUint64Array | null {
  if (vector instanceof DuckDBDoubleVector) return vector['items'];
  if (vector instanceof DuckDBFloatVector) return vector['items'];
  if (vector instanceof DuckDBIntegerVector) return vector['items'];
  if (vector instanceof DuckDBUBigIntVector) return vector['items'];
  return null;
}

/** A copy: the bytes belong to the database's chunk, and codes need to start at a multiple of four. */
function codesOf(bytes: Uint8Array | null): Int32Array {
  if (bytes === null || bytes.length === 0) return NO_CODES;
  const codes = new Int32Array(bytes.length >> 2);
  new Uint8Array(codes.buffer).set(bytes);
  return codes;
}

const NO_CODES = new Int32Array(0);

/** The values of one column of a chunk that are no numbers, copied: the chunk's own memory is the database's. */
function valuesIn(kind: keyof ListOf, chunk: DuckDBDataChunk, index: number): ListOf[keyof ListOf] {
  const vector = chunk.getColumnVector(index);
  const { rowCount } = chunk;
  if (!(vector instanceof DuckDBBlobVector)) {
    return Array.from({ length: rowCount }, (_, row) => String(vector.getItem(row)));
  }
  return kind === 'bytes'
    ? Array.from({ length: rowCount }, (_, row) => Uint8Array.from(vector.getItemBytes(row) ?? []))
    : Array.from({ length: rowCount }, (_, row) => codesOf(vector.getItemBytes(row)));
}

type ListOf = Pick<VectorOf, 'codes' | 'text' | 'bytes'>;
type Numbers = Float64Array | Float32Array | Int32Array | BigUint64Array;

function emptyNumbers(kind: Exclude<Kind, keyof ListOf>, length: number): Numbers {
  switch (kind) {
    case 'float64':
      return new Float64Array(length);
    case 'float32':
      return new Float32Array(length);
    case 'code':
      return new Int32Array(length);
    case 'word':
      return new BigUint64Array(length);
  }
}

/** A column that grows with every chunk: its values are copied once, out of the database's memory. */
class Gathered {
  readonly #kind: Kind;
  readonly #expected: number;
  #numbers: Numbers | null = null;
  readonly #lists: (string | Int32Array | Uint8Array)[] = [];

  constructor(kind: Kind, expected: number) {
    this.#kind = kind;
    this.#expected = expected;
  }

  /** `at`: rows that are there already. */
  add(chunk: DuckDBDataChunk, index: number, at: number): void {
    const kind = this.#kind;
    if (kind === 'codes' || kind === 'text' || kind === 'bytes') {
      for (const value of valuesIn(kind, chunk, index)) this.#lists.push(value);
      return;
    }
    const items = itemsOf(chunk.getColumnVector(index));
    if (items === null) throw new Error('A column of numbers was read as something else.');
    const room = this.#numbers?.length ?? 0;
    if (at + items.length > room) {
      const before = this.#numbers;
      this.#numbers = emptyNumbers(kind, Math.max(at + items.length, 2 * room, this.#expected));
      if (before !== null) (this.#numbers as Float64Array).set(before as Float64Array);
    }
    (this.#numbers as Float64Array).set(items as Float64Array, at);
  }

  values(length: number): VectorOf[Kind] {
    const kind = this.#kind;
    if (kind === 'codes' || kind === 'text' || kind === 'bytes') return this.#lists as VectorOf[typeof kind];
    return (this.#numbers ?? emptyNumbers(kind, 0)).subarray(0, length);
  }
}

/**
 * All rows of a result whose columns are `columns`, in that order. A streamed result is let go piece by piece; what a
 * whole one takes outside of this program's own memory stays until that happens to be cleaned up. `expected`: about how
 * many rows there are, where that is known: columns need not grow then.
 */
export async function readVectors(
  result: DuckDBResult,
  columns: readonly StoredColumn[],
  expected = 0,
): Promise<Vectors> {
  const gathered = columns.map(({ kind }) => new Gathered(kind, expected));
  const turn = new Turn();
  let length = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const [index, column] of gathered.entries()) {
      column.add(chunk, index, length);
      if (turn.isOver) await turn.pass();
    }
    length += chunk.rowCount;
  }
  const rows = new Vectors(length);
  for (const [index, { name, kind }] of columns.entries()) {
    const column = gathered[index];
    if (column !== undefined) rows.set(name, kind, column.values(length));
  }
  return rows;
}

/** The columns of a result of DOUBLE alone, chunk by chunk; each is good until the next one is asked for. */
export async function* doublesOf(result: DuckDBResult): AsyncGenerator<readonly Float64Array[], void, void> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield Array.from({ length: chunk.columnCount }, (_, index) => {
      const items = itemsOf(chunk.getColumnVector(index));
      if (items instanceof Float64Array) return items;
      throw new Error('A column of numbers was read as something else.');
    });
  }
}
