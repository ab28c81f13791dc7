// Texts that every row may have of its own do not stay in memory for ever, and are read again where rows need them.
import { expect, it } from 'vitest';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import { Texts, toTextValues } from '../../src/collector/store/texts.ts';
import { afterwards, start, sendEnvelope, transactions } from './running.ts';
import { BEGIN, transactionEnvelope } from './traffic.ts';

const COUNT = 90_000;
const passing = (value: number): string => `${value}-${'x'.repeat(190)}`;

it('are let go, the oldest first, and recalled by their codes; names are not', async () => {
  const store = await Store.open(await Database.open(':memory:'), BEGIN);
  afterwards(() => store.close());
  const connection = await store.database.connect();
  const texts = await Texts.read(connection);
  const name = texts.codeOf('GET /items', 'lasting');
  const codes = Int32Array.from({ length: COUNT }, (_, value) => texts.codeOf(passing(value), 'passing'));
  // Nothing is let go before it is written.
  expect(texts.textOf(codes[0] ?? -1)).toBe(passing(0));
  await texts.write(connection);
  texts.settle();
  expect(texts.textOf(codes[0] ?? -1)).toBeNull();
  expect(texts.textOf(codes[COUNT - 1] ?? -1)).toBe(passing(COUNT - 1));
  expect([texts.textOf(name), texts.find('GET /items')]).toEqual(['GET /items', name]);

  const column = Int32Array.of(codes[COUNT - 1] ?? -1, -1, codes[1] ?? -1, codes[5] ?? -1, codes[1] ?? -1);
  const source = await texts.recall(connection, [column]);
  expect(toTextValues(column, source)).toEqual({
    codes: Int32Array.of(0, -1, 1, 2, 1),
    dictionary: [passing(COUNT - 1), passing(1), passing(5)],
  });

  const again = await Texts.read(connection);
  expect(again.find('GET /items')).toBe(name);
  expect(again.codeOf('new', 'passing')).toBe(COUNT + 1);
  expect(again.textOf(codes[0] ?? -1)).toBeNull();
  const recalled = await again.recall(connection, [codes.subarray(0, 3)]);
  expect(recalled.textOf(codes[2] ?? -1)).toBe(passing(2));
});

it('of rows are answered whole, also where one was let go and came again', async () => {
  const collector = await start();
  const send = async (value: number): Promise<void> => {
    const tags = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`key${index}`, `${value}-${index}-${'x'.repeat(180)}`]),
    );
    const extra = { user: { id: `user ${value % 7}` }, tags };
    expect((await sendEnvelope(collector, transactionEnvelope(value, { spans: 0, extra }))).status).toBe(200);
  };
  for (let value = 1; value <= 1_500; value += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(value + index)));
  }
  await collector.settled();
  const rows = await transactions(collector);
  expect(rows).toHaveLength(1_500);
  const wrong = rows.filter(
    ({ row, user, tags }) =>
      !/^id:user \d$/.test(user ?? '') ||
      tags.size !== 60 ||
      new Set([...tags.values()].map((text) => text.split('-')[0])).size !== 1 ||
      row < 1,
  );
  expect(wrong).toEqual([]);
}, 60_000);
