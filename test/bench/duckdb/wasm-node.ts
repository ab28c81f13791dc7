import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BenchData } from '../bench-data.ts';
import { fromArrow, toArrow } from './arrow.ts';
import type { Database } from './database.ts';
import { CREATE, frameReader } from './layout.ts';

/** What is used of DuckDB-wasm's blocking bindings; the package itself is no dependency. */
interface Bindings {
  instantiate(): Promise<unknown>;
  connect(): Connection;
  runQuery(connection: number, sql: string): Uint8Array;
  reset(): void;
}

interface Connection {
  query(sql: string): unknown;
  insertArrowFromIPCStream(bytes: Uint8Array, options: { name: string; create: boolean }): void;
  useUnsafe<R>(callback: (bindings: Bindings, connection: number) => R): R;
  close(): void;
}

interface DuckDbWasm {
  createDuckDB(bundles: unknown, logger: unknown, runtime: unknown): Promise<Bindings>;
  VoidLogger: new () => unknown;
  NODE_RUNTIME: unknown;
}

/** DuckDB-wasm (exceptions in WebAssembly, one thread) in this process, its calls blocking: no worker in between. */
export async function openWasm(data: BenchData, peers: string): Promise<Database> {
  const dist = join(peers, '@duckdb/duckdb-wasm/dist');
  const require = createRequire(import.meta.url);
  const duckdb = require(join(dist, 'duckdb-node-blocking.cjs')) as DuckDbWasm;
  const bundle = { mainModule: join(dist, 'duckdb-eh.wasm'), mainWorker: '' };
  const bundles = { mvp: { ...bundle, mainModule: join(dist, 'duckdb-mvp.wasm') }, eh: bundle };
  const bindings = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await bindings.instantiate();
  const connection = bindings.connect();
  connection.query(CREATE);
  const read = frameReader(data.dictionaries);
  return {
    async load(rows) {
      connection.insertArrowFromIPCStream(toArrow(rows, read), { name: 'rows', create: false });
    },
    async loaded() {},
    async run(sql) {
      connection.query(sql);
    },
    async ask(sql) {
      return fromArrow(connection.useUnsafe((inner, id) => inner.runQuery(id, sql)));
    },
    close() {
      connection.close();
      bindings.reset();
    },
  };
}
