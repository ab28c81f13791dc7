import { join } from 'node:path';
import { loadingArquero } from './arquero-peer.ts';
import type { BenchData } from './bench-data.ts';
import { crossfilterPeer } from './crossfilter-peer.ts';
import type { Database } from './duckdb/database.ts';
import { DuckDbPeer } from './duckdb/duckdb-peer.ts';
import { openNative } from './duckdb/native.ts';
import type { NativeDatabase } from './duckdb/native.ts';
import { openWasm } from './duckdb/wasm-node.ts';
import { installPeers } from './install-peers.ts';
import { loadingObjects, objectsPeer } from './objects/objects-peer.ts';
import type { EngineName } from './part.ts';
import type { Loading } from './peer.ts';
import type { OpenPeer } from './questions-part.ts';

/** The project's folder; the bench is run from it. */
const MANIFEST = join(process.cwd(), 'test/bench/peers');

/** How a peer asks a database that it shares with others. */
interface Sharing<D extends Database> {
  readonly table?: string;
  readonly isPlain?: boolean;
  readonly prepare?: (database: D) => Promise<void>;
}

/** A database is one for all its peers, which take turns with it: the first takes the rows. */
function shared<D extends Database>(
  open: (data: BenchData) => Promise<D>,
): (name: EngineName, data: BenchData, sharing: Sharing<D>) => Promise<Loading> {
  let opened: D | null = null;
  return async (name, data, { table = 'rows', isPlain = false, prepare = async () => {} }) => {
    const isFirst = opened === null;
    const database = opened ?? (await open(data));
    opened = database;
    return {
      take: async (rows) => (isFirst ? database.load(rows) : undefined),
      async done() {
        if (isFirst) await database.loaded();
        if (table === 'clustered') {
          await database.run('CREATE TABLE clustered AS SELECT * FROM rows ORDER BY txn, dur');
        }
        // Whoever opened it closes it.
        const own: Database = isFirst ? database : { ...database, close: () => {} };
        return new DuckDbPeer(name, own, data.dictionaries, {
          table,
          isPlain,
          prepare: () => prepare(database),
        });
      },
    };
  };
}

/** Opens the engines that run in Node. */
export function peersInNode(say: (line: string) => void): OpenPeer {
  const native = shared(openNative);
  const withThreads = (threads: number): Sharing<NativeDatabase> => ({
    prepare: (database) => database.useThreads(threads),
  });
  const wasm = shared(async (data) => openWasm(data, await installed()));
  const installed = (): Promise<string> => installPeers(MANIFEST, say);
  return async (name, data) => {
    switch (name) {
      case 'duckdb-wasm eh':
        return wasm(name, data, {});
      case 'duckdb-wasm eh plain':
        return wasm(name, data, { isPlain: true });
      case 'duckdb native 1t':
        return native(name, data, withThreads(1));
      case 'duckdb native 2t':
        return native(name, data, withThreads(2));
      case 'duckdb native 1t clustered':
        return native(name, data, { ...withThreads(1), table: 'clustered' });
      case 'arquero':
        return loadingArquero(data, await installed());
      case 'crossfilter2': {
        const peers = await installed();
        return loadingObjects((rows) => crossfilterPeer(rows, peers));
      }
      case 'objects':
        return loadingObjects(objectsPeer);
      case 'duckdb-wasm coi 2t':
        throw new Error(
          'DuckDB-wasm with threads needs a browser that isolates the page: use --where chromium.',
        );
    }
  };
}
