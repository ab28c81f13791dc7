// Texts, which senders may make up without end, do not stay in memory for ever, and are read again where rows need them.
import { expect, it } from 'vitest';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { Texts, toTextValues } from '../../src/collector/store/texts.ts';
import { afterwards, frames, info, sendEnvelope, start, transactions } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

const COUNT = 90_000;
const long = (value: number): string => `${value}-${'x'.repeat(190)}`;

it('are let go, the oldest first, and recalled by their codes', async () => {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  const connection = await store.database.connect();
  const texts = await Texts.read(connection);
  const codes = Int32Array.from({ length: COUNT }, (_, value) => texts.codeOf(long(value)));
  const first = codes[0] ?? -1;
  const newest = codes[COUNT - 1] ?? -1;
  // Nothing is let go before it is written.
  expect(texts.codeOf(long(0))).toBe(first);
  await texts.write(connection);
  texts.settle();
  expect(texts.codeOf(long(COUNT - 1))).toBe(newest);
  // One that was let go gets a code beside the one it had.
  expect(texts.codeOf(long(0))).toBe(COUNT);
  await texts.write(connection);
  texts.settle();

  const column = Int32Array.of(newest, -1, codes[1] ?? -1, first, codes[1] ?? -1);
  const source = await texts.recall(connection, [column]);
  expect(toTextValues(column, source)).toEqual({
    codes: Int32Array.of(0, -1, 1, 2, 1),
    dictionary: [long(COUNT - 1), long(1), long(0)],
  });
  // What is held while it is recalled may be let go before it is read.
  const held = await texts.recall(connection, [Int32Array.of(newest)]);
  for (let value = 0; value < COUNT; value += 1) texts.codeOf(`other ${long(value)}`);
  await texts.write(connection);
  texts.settle();
  expect(held.textOf(newest)).toBe(long(COUNT - 1));

  const again = await Texts.read(connection);
  expect(again.codeOf(`other ${long(COUNT - 1)}`)).toBe(2 * COUNT);
  expect(again.codeOf('new')).toBe(2 * COUNT + 1);
  const recalled = await again.recall(connection, [codes.subarray(0, 3)]);
  expect(recalled.textOf(codes[2] ?? -1)).toBe(long(2));
});

it('of rows are answered whole, found and counted together, whatever code they have', async () => {
  const collector = await start();
  const sendItems = async (value: number): Promise<void> => {
    await sendEnvelope(collector, transactionEnvelope(value, { extra: { release: 'shop@1' } }));
    await collector.settled();
  };
  // What a sender makes up pushes all that is held out of memory.
  const sendOther = async (value: number): Promise<void> => {
    const tags = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`key${index}`, `${value}-${index}-${'x'.repeat(180)}`]),
    );
    const extra = { release: `made up ${value}`, user: { id: `user ${value % 7}` }, tags };
    const sent = transactionEnvelope(value, { name: 'other', spans: 0, extra });
    expect((await sendEnvelope(collector, sent)).status).toBe(200);
  };
  await sendItems(1);
  for (let value = 2; value < 1_502; value += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => sendOther(value + index)));
  }
  await collector.settled();
  await sendItems(2_000);

  const { releases, projects } = await info(collector);
  expect(releases[0]).toMatchObject({ name: 'shop@1', rows: 2 });
  expect(projects).toEqual([{ name: '1', rows: 1_502 }]);
  const all = await transactions(collector);
  const wrong = all.filter(
    ({ transaction, user, tags, release }) =>
      transaction === 'other' &&
      (!/^id:user \d$/.test(user ?? '') ||
        tags.size !== 60 ||
        new Set([...tags.values(), release?.slice(8) ?? ''].map((text) => text.split('-')[0])).size !== 1),
  );
  expect(wrong).toEqual([]);
  const items = all.filter(({ transaction }) => transaction === 'GET /items');
  expect(items.map(({ release, environment }) => `${release} ${environment}`)).toEqual(
    Array(2).fill('shop@1 production'),
  );
  const parts = await frames(collector, 'spans?project=1&transaction=GET%20%2Fitems');
  expect(parts.flatMap((frame) => (frame.table === 'spans' ? [...frame.spans] : []))).toHaveLength(6);
}, 180_000);
