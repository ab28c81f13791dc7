import { join } from 'node:path';
import { loadingArquero } from './arquero-peer.ts';
import type { BenchData } from './bench-data.ts';
import { crossfilterPeer } from './crossfilter-peer.ts';
import { DuckDbPeer, loadingDuckDb } from './duckdb/duckdb-peer.ts';
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

/** The native database is one for all its peers, which take turns with its threads: the first takes the rows. */
function nativePeers(): (
  name: EngineName,
  data: BenchData,
  threads: number,
  table?: string,
) => Promise<Loading> {
  let opened: NativeDatabase | null = null;
  return async (name, data, threads, table = 'rows') => {
    const isFirst = opened === null;
    const database = opened ?? (await openNative(data));
    opened = database;
    return {
      take: async (rows) => (isFirst ? database.load(rows) : undefined),
      async done() {
        if (isFirst) await database.loaded();
        if (table === 'clustered') {
          await database.run('CREATE TABLE clustered AS SELECT * FROM rows ORDER BY txn, dur');
        }
        const prepare = (): Promise<void> => database.useThreads(threads);
        return new DuckDbPeer(name, database, data.dictionaries, { table, prepare });
      },
    };
  };
}

/** Opens the engines that run in Node. */
export function peersInNode(say: (line: string) => void): OpenPeer {
  const native = nativePeers();
  const installed = (): Promise<string> => installPeers(MANIFEST, say);
  return async (name, data) => {
    switch (name) {
      case 'duckdb-wasm eh':
        return loadingDuckDb(name, await openWasm(data, await installed()), data.dictionaries);
      case 'duckdb native 1t':
        return native(name, data, 1);
      case 'duckdb native 2t':
        return native(name, data, 2);
      case 'duckdb native 1t clustered':
        return native(name, data, 1, 'clustered');
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
