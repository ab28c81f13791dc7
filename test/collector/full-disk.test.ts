// A disk without room: what is refused, what is still answered, and that nothing confirmed is lost.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { decodeBody } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { until } from '../until.ts';
import { buildProgram, startProgram } from './program.ts';
import {
  afterwards,
  emptyDirectory,
  info,
  sendEnvelope,
  sendTraces,
  start,
  transactions,
} from './running.ts';
import { BEGIN, envelope, otlp, traceId, transactionEnvelope, transactionItem } from './traffic.ts';

vi.setConfig({ testTimeout: 90_000 });

describe('little room on the disk', () => {
  it('is said first; then events are refused for a while, what is there is read, and it goes on', async () => {
    let free = 1e9;
    const collector = await start({ directory: emptyDirectory(), freeBytes: () => Promise.resolve(free) });
    const send = (value: number) => sendEnvelope(collector, transactionEnvelope(value));
    const said = async () => (await info(collector)).problems.map(({ kind, message }) => [kind, message]);
    expect([(await send(1)).status, await said()]).toEqual([200, []]);
    free = 400e6;
    await until(async () =>
      expect(await said()).toEqual([['partial', expect.stringContaining('400 MB are left')]]),
    );
    expect((await send(2)).status).toBe(200);
    free = 50e6;
    await until(async () => expect(await said()).toEqual([['failed', expect.stringContaining('refused')]]));
    const refused = await send(3);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    const spans = await sendTraces(collector, otlp([]));
    expect([spans.status, spans.headers.get('retry-after')]).toEqual([503, '1']);
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(2);
    free = 1e9;
    await until(async () => expect((await send(4)).status).toBe(200));
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(3);
    expect(await said()).toEqual([]);
  });
});

describe('a commit that is durable, behind which the log cannot be written into the file', () => {
  it('counts as done: the database is opened again, and nothing is written or counted twice', async () => {
    const database = await Database.open(join(emptyDirectory(), 'test.duckdb'));
    const store = await Store.open(database, BEGIN);
    afterwards(() => store.close());
    const reopened = vi.spyOn(database, 'reopen');
    const probe = await database.connect();
    const prototype = Object.getPrototypeOf(probe) as typeof probe;
    probe.closeSync();
    const original: unknown = Reflect.get(prototype, 'run');
    if (typeof original !== 'function') throw new TypeError('A connection has no method "run".');
    const run = (on: typeof probe, ...given: Parameters<typeof probe.run>) =>
      Reflect.apply(original as () => unknown, on, given) as ReturnType<typeof probe.run>;
    let isInvalid = false;
    vi.spyOn(prototype, 'run').mockImplementation(async function (this: typeof probe, sql, ...rest) {
      if (isInvalid && reopened.mock.calls.length === 0) {
        throw new Error('FATAL Error: database has been invalidated because of a previous fatal error.');
      }
      const result = await run(this, sql, ...rest);
      if (sql === 'COMMIT' && !isInvalid) {
        isInvalid = true;
        throw new Error(
          'FATAL Error: Transaction COMMIT succeeded and is durable, but the autocheckpoint failed: No space left on device',
        );
      }
      return result;
    });
    const body = new TextEncoder().encode(transactionEnvelope(1));
    const parcel = unpack(pack(decodeBody('sentry', '1', BEGIN, body), BEGIN));
    await store.apply([parcel], { segment: 1, offset: 10 }, new Counters());
    expect(reopened).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
    expect(store.progress).toMatchObject({ position: { segment: 1, offset: 10 }, row: 1 });
    expect([store.counters.total('received'), store.counters.total('stored')]).toEqual([1, 1]);
    await store.apply([], { segment: 1, offset: 20 }, new Counters());
    expect(store.progress.position.offset).toBe(20);
  });
});

/** No file grows beyond one or two megabytes: what a full disk does to a write, without one. */
const SMALL_FILES = ['sh', '-c', `trap '' XFSZ; ulimit -f 2048; exec "$0" "$@"`];
const NO_FILES = ['sh', '-c', `trap '' XFSZ; ulimit -f 0; exec "$0" "$@"`];
const COUNT = 500;

/** A transaction of which ten kilobytes are kept. */
function bulky(value: number): string {
  const noise = Array.from({ length: 900 }, () => Math.random().toString(36).slice(2)).join(' ');
  const item = transactionItem(value, { spans: 1 });
  const [span] = item['spans'] as readonly object[];
  return envelope([['transaction', { ...item, spans: [{ ...span, description: noise }] }]]);
}

describe.skipIf(process.platform === 'win32')('files that cannot grow', () => {
  it('cost refusals at most; after a restart all that was confirmed is there, once', async () => {
    await buildProgram();
    const directory = emptyDirectory();
    const program = await startProgram(['--data', directory], SMALL_FILES);
    const confirmed: string[] = [];
    const statuses = new Set<number>();
    let value = 0;
    const send = async () => {
      while (value < COUNT) {
        value += 1;
        const id = traceId(value);
        const { status } = await sendEnvelope(program, bulky(value));
        statuses.add(status);
        if (status === 200) confirmed.push(id);
        if (value % 50 === 0) await info(program);
      }
    };
    await Promise.all(Array.from({ length: 8 }, send));
    // The segment that could grow no more cost those that were being written to it, and the next one took over.
    expect(statuses).toEqual(new Set([200, 429]));
    const names = readdirSync(join(directory, 'spool'));
    expect(names.filter((name) => name.endsWith('.spool')).length).toBeGreaterThan(1);
    // The database's files cannot grow either: what is in it is still read, and what is wrong is said.
    await until(async () => {
      const { problems, rows } = await info(program);
      expect(problems).toMatchObject([
        { kind: 'stale', message: expect.stringContaining('too large') as string },
      ]);
      expect(rows).toBeGreaterThan(0);
    });
    await program.end('SIGKILL');
    // A start has nothing that it must write.
    const full = await startProgram(['--data', directory], NO_FILES);
    expect((await info(full)).rows).toBeGreaterThan(0);
    expect((await sendEnvelope(full, bulky(0))).status).toBe(429);
    await full.end('SIGKILL');
    const again = await start({ directory });
    await again.settled();
    const stored = (await transactions(again)).map((row) => row.traceId);
    expect(confirmed.filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    const { quality } = await info(again);
    const refused = quality.refused.reduce((sum, { count }) => sum + count, 0);
    expect(quality).toMatchObject({ stored: stored.length, repeated: 0, received: stored.length + refused });
  });
});
