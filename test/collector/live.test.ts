// Tabs that are open while rows arrive and are corrected: they ask for what changed, and load nothing again.
import { describe, expect, it, onTestFinished } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { List } from '../../src/model/query.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { createTabs } from '../sources/tabs.ts';
import { until } from '../until.ts';
import { fetchWithCookies } from './as-page.ts';
import { sendEnvelope, start } from './running.ts';
import { envelope, errorItem, eventId, transactionEnvelope } from './traffic.ts';

const NOW = Date.now();

const NEWEST: List = {
  of: 'transactions',
  range: { start: NOW - 3_600_000, end: NOW + 3_600_000 },
  where: EVERYTHING,
  fields: ['event', 'errors'],
  order: { field: 'timestamp', desc: true },
  limit: 10,
};

describe('three tabs', () => {
  it('take in a new row and a corrected one, over one stream and without loading again', async () => {
    const collector = await start();
    const sharing = createTabs();
    const asked: string[] = [];
    const tabs = Array.from({ length: 3 }, () => {
      const send = fetchWithCookies();
      const source = createApiSource({
        base: `${collector.url}api/v1/`,
        sharing,
        fetch: (input, init) => {
          asked.push(String(input instanceof Request ? input.url : input));
          return send(input, init);
        },
      });
      onTestFinished(() => source.close());
      source.watch(() => undefined);
      return source;
    });
    const count = (part: string) => asked.filter((url) => url.includes(part)).length;
    const everyone = (rows: number, errors: readonly number[]) =>
      until(async () => {
        for (const tab of tabs) {
          const result = await tab.list(NEWEST);
          expect(result).toMatchObject({ complete: true, matched: rows });
          const column = result.columns[1];
          expect(column?.kind === 'number' ? [...column.values] : null).toEqual(errors);
        }
      });
    await sendEnvelope(collector, transactionEnvelope(1, { endMs: NOW }));
    await everyone(1, [0]);
    const loaded = count('transactions?start');

    await sendEnvelope(collector, transactionEnvelope(2, { endMs: NOW - 1_000 }));
    await everyone(2, [0, 0]);
    // An error that arrives later changes the transaction it happened in.
    await collector.settled();
    await sendEnvelope(collector, envelope([['event', { ...errorItem(1, 1), event_id: eventId(77) }]]));
    await everyone(2, [1, 0]);

    expect(count('transactions?start')).toBe(loaded);
    expect(count('transactions?after')).toBeGreaterThan(0);
    expect(count('/watch')).toBe(1);
  }, 60_000);
});
