import { join } from 'node:path';
import { arqueroPeer } from './arquero-peer.ts';
import { crossfilterPeer } from './crossfilter-peer.ts';
import type { BenchData } from './bench-data.ts';
import { DuckDbPeer } from './duckdb/duckdb-peer.ts';
import { openNative } from './duckdb/native.ts';
import type { NativeDatabase } from './duckdb/native.ts';
import { openWasm } from './duckdb/wasm-node.ts';
import { installPeers } from './install-peers.ts';
import { objectsPeer } from './objects/objects-peer.ts';
import type { EngineName } from './part.ts';
import type { OpenPeer } from './questions-part.ts';

/** The project's folder; the bench is run from it. */
const MANIFEST = join(process.cwd(), 'test/bench/peers');

/** Opens the engines that run in Node. The native ones share a database and take turns with its threads. */
export function peersInNode(say: (line: string) => void): OpenPeer {
  let native: Promise<NativeDatabase> | null = null;
  const installed = (): Promise<string> => installPeers(MANIFEST, say);
  const nativePeer = async (name: EngineName, data: BenchData, threads: number, table = 'rows') => {
    native ??= openNative(data);
    const database = await native;
    if (table === 'clustered') {
      await database.run('CREATE TABLE clustered AS SELECT * FROM rows ORDER BY txn, dur');
    }
    return new DuckDbPeer(name, database, data.dictionaries, {
      table,
      prepare: () => database.useThreads(threads),
    });
  };
  return async (name, data) => {
    switch (name) {
      case 'duckdb-wasm eh':
        return new DuckDbPeer(name, await openWasm(data, await installed()), data.dictionaries);
      case 'duckdb native 1t':
        return nativePeer(name, data, 1);
      case 'duckdb native 2t':
        return nativePeer(name, data, 2);
      case 'duckdb native 1t clustered':
        return nativePeer(name, data, 1, 'clustered');
      case 'arquero':
        return arqueroPeer(data, await installed());
      case 'crossfilter2':
        return crossfilterPeer(data, await installed());
      case 'objects':
        return objectsPeer(data);
      case 'duckdb-wasm coi 2t':
        throw new Error(
          'DuckDB-wasm with threads needs a browser that isolates the page: use --where chromium.',
        );
    }
  };
}
