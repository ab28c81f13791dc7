// Each row of a slice has the tags that it was sent with, also where the marks of two sets of tags are the same.
import { DuckDBConnection } from '@duckdb/node-api';
import type { DuckDBResult } from '@duckdb/node-api';
import { expect, it, vi } from 'vitest';
import { readSlice } from '../../src/collector/contract/row-slice.ts';
import { decodeBody } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { afterwards } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

type Stream = (
  this: DuckDBConnection,
  ...given: Parameters<DuckDBConnection['stream']>
) => Promise<DuckDBResult>;

const SETS = 6;
const ROWS = 40;

/** A number per row, by its tag. */
async function shops(): Promise<ReadonlyMap<number, string | null>> {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  const parcels = Array.from({ length: ROWS }, (_, value) => {
    const extra = value === 0 ? { tags: {} } : { tags: { shop: `s${value % SETS}` } };
    const body = new TextEncoder().encode(transactionEnvelope(value, { extra }));
    return unpack(pack(decodeBody('sentry', '1', BEGIN, body), BEGIN));
  });
  await store.apply(parcels, { segment: 1, offset: 1 }, new Counters());
  const slice = await store.database.within((connection) =>
    readSlice(connection, store.texts, '"row" >= $1', [0]),
  );
  const found = new Map<number, string | null>();
  for (const rows of slice.parts(7)) {
    const column = rows.texts.get('tag:shop');
    for (let row = 0; row < rows.length; row += 1) {
      const second = ((rows.numbers.get('timestamp')?.[row] ?? NaN) - BEGIN) / 1000;
      found.set(second, column?.dictionary[column.codes[row] ?? -1] ?? null);
    }
  }
  return found;
}

const sent = new Map(
  Array.from({ length: ROWS }, (_, value) => [value, value === 0 ? null : `s${value % SETS}`] as const),
);

it('has the tags of each row', async () => {
  expect(new Map([...(await shops())].toSorted(([a], [b]) => a - b))).toEqual(sent);
});

it('marks sets of tags anew where two have the same mark', async () => {
  const stream: Stream = Reflect.get(DuckDBConnection.prototype, 'stream');
  const asked: string[] = [];
  vi.spyOn(DuckDBConnection.prototype, 'stream').mockImplementation(function (
    this: DuckDBConnection,
    sql,
    ...rest
  ) {
    asked.push(sql);
    // The first two marks are of one bit.
    const narrow = /hash\(tags, [12]\)/.test(sql)
      ? sql.replaceAll(String(Number.MAX_SAFE_INTEGER), '1')
      : sql;
    return stream.call(this, narrow, ...rest);
  });
  const found = await shops();
  vi.restoreAllMocks();
  expect(asked.filter((sql) => sql.includes('DISTINCT tags'))).toHaveLength(3);
  expect(new Map([...found].toSorted(([a], [b]) => a - b))).toEqual(sent);
});
