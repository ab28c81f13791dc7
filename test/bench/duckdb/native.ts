import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  FLOAT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
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

function fill(connection: DuckDBConnection, data: BenchData): Promise<void> {
  return connection.createAppender('rows').then((appender) => {
    const read = frameReader(data.dictionaries);
    const types = LAYOUT.map(({ type }) => TYPES[type]);
    for (const frame of data.frames()) {
      const columns = read(frame);
      for (let start = 0; start < frame.length; start += CHUNK) {
        const length = Math.min(CHUNK, frame.length - start);
        const chunk = DuckDBDataChunk.create(types, length);
        for (const [index, values] of columns.entries()) {
          const part = Array.from(values.subarray(start, start + length), (value) =>
            isAbsent(value) ? null : value,
          );
          chunk.setColumnValues(index, part);
        }
        appender.appendDataChunk(chunk);
      }
    }
    appender.closeSync();
  });
}

/** DuckDB inside this process. One database, asked with as many threads as `useThreads` says. */
export interface NativeDatabase extends Database {
  useThreads(threads: number): Promise<void>;
}

/** Loads the data into a database in memory. */
export async function openNative(data: BenchData): Promise<NativeDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(CREATE);
  await fill(connection, data);
  return {
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
