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

/** The values of one column of a chunk, copied: the chunk's own memory is the database's. */
function valuesIn(kind: Kind, chunk: DuckDBDataChunk, index: number): VectorOf[Kind] {
  const vector = chunk.getColumnVector(index);
  const items = itemsOf(vector);
  if (items !== null) return items.slice();
  const { rowCount } = chunk;
  if (vector instanceof DuckDBBlobVector && kind === 'bytes') {
    const blocks: Uint8Array[] = [];
    for (let row = 0; row < rowCount; row += 1) {
      blocks.push(Uint8Array.from(vector.getItemBytes(row) ?? []));
    }
    return blocks;
  }
  if (vector instanceof DuckDBBlobVector) {
    const lists: Int32Array[] = [];
    for (let row = 0; row < rowCount; row += 1) lists.push(codesOf(vector.getItemBytes(row)));
    return lists;
  }
  const texts: string[] = [];
  for (let row = 0; row < rowCount; row += 1) texts.push(String(vector.getItem(row)));
  return texts;
}

type Numbers = Float64Array | Float32Array | Int32Array | BigUint64Array;

function emptyNumbers(kind: Exclude<Kind, 'codes' | 'text' | 'bytes'>, length: number): Numbers {
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

/** The rows of one column, one part behind the other. */
function joined(kind: Kind, parts: readonly VectorOf[Kind][], length: number): VectorOf[Kind] {
  if (kind === 'codes' || kind === 'text' || kind === 'bytes') {
    return (parts as readonly (readonly Uint8Array[])[]).flat();
  }
  const whole = emptyNumbers(kind, length) as Float64Array;
  let at = 0;
  for (const part of parts as readonly Float64Array[]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * All rows of a result whose columns are `columns`, in that order. A streamed result is let go piece by piece; what a
 * whole one takes outside of this program's own memory stays until that happens to be cleaned up.
 */
export async function readVectors(result: DuckDBResult, columns: readonly StoredColumn[]): Promise<Vectors> {
  const parts = columns.map((): VectorOf[Kind][] => []);
  const turn = new Turn();
  let length = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const [index, { kind }] of columns.entries()) {
      parts[index]?.push(valuesIn(kind, chunk, index));
      if (turn.isOver) await turn.pass();
    }
    length += chunk.rowCount;
  }
  const rows = new Vectors(length);
  for (const [index, { name, kind }] of columns.entries()) {
    const [only, ...more] = parts[index] ?? [];
    rows.set(
      name,
      kind,
      only !== undefined && more.length === 0 ? only : joined(kind, parts[index] ?? [], length),
    );
  }
  return rows;
}
