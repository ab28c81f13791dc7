// What real SDKs sent, replayed over HTTP, against expectations read out of the same bytes (fixtures/README.md).
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAPTURES, byTraceAndSpan, everything, expectedOf, nearly, plainly, replay } from './capture.ts';
import { info, start } from './running.ts';

const sums = (entries: readonly { readonly count: number }[], key: string) =>
  Object.fromEntries(entries.map((entry) => [new Map(Object.entries(entry)).get(key), entry.count]));

describe.each(readdirSync(CAPTURES))('%s', (directory) => {
  it('is stored with the numbers that are in it, and a second time changes none', async () => {
    const expected = expectedOf(directory);
    const collector = await start();
    const unread = await replay(collector, directory);
    const once = await everything(collector);
    expect(once.rows.toSorted(byTraceAndSpan).map(plainly)).toEqual(
      expected.transactions.toSorted(byTraceAndSpan).map(nearly),
    );
    const traces = new Set(once.rows.map(({ traceId }) => traceId));
    const inTraces = expected.errors.filter(({ traceId }) => traceId !== null && traces.has(traceId));
    expect(once.errors).toHaveLength(inTraces.length);
    expect(once.errors).toEqual(
      expect.arrayContaining(inTraces.map((error) => expect.objectContaining(nearly(error) as object))),
    );

    const { quality, revision } = await info(collector);
    expect(quality.received - unread).toBe(expected.received);
    const skipped = quality.skipped.filter(({ kind }) => kind !== 'OpenTelemetry metrics request');
    expect(sums(skipped, 'kind')).toEqual(expected.skipped);
    expect(sums(quality.refused, 'reason')).toEqual(expected.refused);
    expect(sums(quality.droppedByClients, 'reason')).toEqual(expected.droppedByClient);
    expect(quality.repeated).toBe(0);
    // What stands for more than itself is marked as such.
    expect(quality.sampledRows).toBe(expected.transactions.filter(({ weight }) => weight !== 1).length);

    await replay(collector, directory);
    expect(await everything(collector)).toEqual(once);
    const again = await info(collector);
    expect(again.revision).toBe(revision);
    expect(again.quality.stored).toBe(quality.stored);
    expect(again.quality.repeated).toBe(quality.stored);
    const refused = again.quality.refused.reduce((sum, { count }) => sum + count, 0);
    const left = again.quality.skipped.reduce((sum, { count }) => sum + count, 0);
    expect(again.quality.received).toBe(again.quality.stored + refused + left + again.quality.repeated);
  });
});
