import type { BenchData } from '../bench-data.ts';
import { fromArrow, toArrow } from '../duckdb/arrow.ts';
import type { Database } from '../duckdb/database.ts';
import { loadingDuckDb } from '../duckdb/duckdb-peer.ts';
import { CREATE, frameReader } from '../duckdb/layout.ts';
import type { EngineName } from '../part.ts';
import type { Loading } from '../peer.ts';

/** What is used of DuckDB-wasm in a browser; the package itself is no dependency. */
interface AsyncDuckDb {
  instantiate(module: string, threads: string | null): Promise<unknown>;
  open(config: { maximumThreads?: number }): Promise<void>;
  connectInternal(): Promise<number>;
  runQuery(connection: number, sql: string): Promise<Uint8Array>;
  insertArrowFromIPCStream(
    connection: number,
    bytes: Uint8Array,
    options: { name: string; create: boolean },
  ): Promise<void>;
  terminate(): Promise<void>;
}

interface DuckDbWasm {
  AsyncDuckDB: new (logger: unknown, worker: Worker) => AsyncDuckDb;
  VoidLogger: new () => unknown;
}

const PROGRAM = '/bench/duckdb.js';

/** Opens DuckDB-wasm in a worker of its own, as pages do. */
async function open(data: BenchData, bundle: 'eh' | 'coi', threads: number): Promise<Database> {
  const { AsyncDuckDB, VoidLogger } = (await import(/* @vite-ignore */ PROGRAM)) as DuckDbWasm;
  const database = new AsyncDuckDB(
    new VoidLogger(),
    new Worker(`/duckdb/duckdb-browser-${bundle}.worker.js`),
  );
  const threadWorker =
    bundle === 'coi'
      ? new URL('/duckdb/duckdb-browser-coi.pthread.worker.js', self.location.href).href
      : null;
  await database.instantiate(new URL(`/duckdb/duckdb-${bundle}.wasm`, self.location.href).href, threadWorker);
  await database.open({ maximumThreads: threads });
  const connection = await database.connectInternal();
  await database.runQuery(connection, CREATE);
  if (threads > 1) await database.runQuery(connection, `SET threads = ${threads}`);
  const read = frameReader(data.dictionaries);
  return {
    async load(rows) {
      await database.insertArrowFromIPCStream(connection, toArrow(rows, read), {
        name: 'rows',
        create: false,
      });
    },
    async loaded() {},
    async run(sql) {
      await database.runQuery(connection, sql);
    },
    async ask(sql) {
      return fromArrow(await database.runQuery(connection, sql));
    },
    close() {
      void database.terminate();
    },
  };
}

/** Opens the engines that run in a browser. */
export async function openInChromium(name: EngineName, data: BenchData): Promise<Loading> {
  switch (name) {
    case 'duckdb-wasm eh':
      return loadingDuckDb(name, await open(data, 'eh', 1), data.dictionaries);
    case 'duckdb-wasm coi 2t':
      return loadingDuckDb(name, await open(data, 'coi', 2), data.dictionaries);
    default:
      throw new Error(`"${name}" does not run in a browser.`);
  }
}
