import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBFloatVector,
  DuckDBInstance,
  DuckDBUIntegerVector,
  DuckDBUSmallIntVector,
  DuckDBUTinyIntVector,
  FLOAT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import type { BenchData } from '../bench-data.ts';
import type { Database, Table } from './database.ts';
import { CREATE, LAYOUT, frameReader } from './layout.ts';
import type { StoredType } from './layout.ts';

/** Rows of one chunk: the database's own limit. */
const CHUNK = 2048;

const TYPES: Readonly<Record<StoredType, DuckDBType>> = {
  DOUBLE,
  FLOAT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
};

function isAbsent(value: number): boolean {
  return value < 0 || Number.isNaN(value);
}

/** A vector's own array, where it has one: `setItem` would cost a call a value. */
function itemsOf(
  vector: unknown,
): Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array | null {
  if (vector instanceof DuckDBDoubleVector) return vector['items'];
  if (vector instanceof DuckDBFloatVector) return vector['items'];
  if (vector instanceof DuckDBUIntegerVector) return vector['items'];
  if (vector instanceof DuckDBUSmallIntVector) return vector['items'];
  return vector instanceof DuckDBUTinyIntVector ? vector['items'] : null;
}

/** Writes a column of a chunk: at once where the library lets us, value by value where some are absent. */
function write(
  chunk: DuckDBDataChunk,
  index: number,
  values: Float32Array | Float64Array | Int32Array,
): void {
  const vector = chunk.getColumnVector(index);
  const items = itemsOf(vector);
  if (items === null || values.some(isAbsent)) {
    chunk.setColumnValues(
      index,
      Array.from(values, (value) => (isAbsent(value) ? null : value)),
    );
  } else {
    items.set(values);
    vector.flush();
  }
}

/** DuckDB inside this process. One database, asked with as many threads as `useThreads` says. */
export interface NativeDatabase extends Database {
  useThreads(threads: number): Promise<void>;
}

/** A database in memory, for the rows of the data. */
export async function openNative(data: BenchData): Promise<NativeDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(CREATE);
  const appender = await connection.createAppender('rows');
  const read = frameReader(data.dictionaries);
  const types = LAYOUT.map(({ type }) => TYPES[type]);
  return {
    async load(rows) {
      const columns = read(rows);
      for (let start = 0; start < rows.length; start += CHUNK) {
        const length = Math.min(CHUNK, rows.length - start);
        const chunk = DuckDBDataChunk.create(types, length);
        for (const [index, values] of columns.entries())
          write(chunk, index, values.subarray(start, start + length));
        appender.appendDataChunk(chunk);
      }
    },
    async loaded() {
      appender.closeSync();
    },
    async run(sql) {
      await connection.run(sql);
    },
    async ask(sql): Promise<Table> {
      const answer = await connection.runAndReadAll(sql);
      const columns = answer.getColumnsJS();
      return new Map(
        answer
          .columnNames()
          .map((name, index) => [
            name,
            Float64Array.from(columns[index]!, (value) => (value === null ? Number.NaN : Number(value))),
          ]),
      );
    },
    async useThreads(threads) {
      await connection.run(`SET threads = ${threads}`);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
