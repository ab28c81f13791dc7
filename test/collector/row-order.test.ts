// The database gives rows in no order of its own: what belongs together must be asked for in one.
import { expect, it } from 'vitest';
import { sendEnvelope, start, transactions } from './running.ts';
import { envelope, transactionItem } from './traffic.ts';

it('gives every row its own tags, of many sets of them', async () => {
  const collector = await start();
  // Neither the sets nor their texts come in an order that sorting would give.
  const shards = Array.from({ length: 300 }, (_, value) => `shard ${(value * 7919) % 300}`);
  const items = shards.map((shard, value) => {
    const tags = value % 2 === 0 ? { shard } : { zone: 'a', shard };
    return [
      'transaction',
      transactionItem(value, { name: `GET /${shard}`, extra: { tags }, spans: 0 }),
    ] as const;
  });
  for (let from = 0; from < items.length; from += 100) {
    expect((await sendEnvelope(collector, envelope(items.slice(from, from + 100)))).status).toBe(200);
  }
  await collector.settled();
  const rows = await transactions(collector);
  expect(rows).toHaveLength(shards.length);
  expect(rows.filter(({ transaction, tags }) => transaction !== `GET /${tags.get('shard')}`)).toEqual([]);
});
