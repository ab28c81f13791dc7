// Why a transaction got slower, asked of a real collector: from the requests of an SDK to the cause.
import { expect, it, onTestFinished, vi } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { fetchWithCookies } from './as-page.ts';
import { sendEnvelope, start } from './running.ts';
import { envelope, spanId, traceId, transactionItem } from './traffic.ts';

const MIDDLE = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const EACH = 40;

/** One request of some 100 ms, of which the database takes `db`. */
function request(value: number, endMs: number, db: number): string {
  const durationMs = 40 + db + (value % 5);
  const start = (endMs - durationMs) / 1000;
  const span = (number: number, op: string, description: string, from: number, ms: number) => ({
    trace_id: traceId(value),
    span_id: spanId(1000 * value + number),
    parent_span_id: spanId(1000 * value),
    op,
    description,
    start_timestamp: start + from / 1000,
    timestamp: start + (from + ms) / 1000,
  });
  const spans = [
    span(1, 'db.query', 'SELECT * FROM documents WHERE owner = %s', 5, db),
    span(2, 'template.render', 'documents.html', 10 + db, 20),
  ];
  return envelope([
    ['transaction', transactionItem(value, { name: '/api/documents', endMs, durationMs, extra: { spans } })],
  ]);
}

it('the cause of a change is named, and next to nothing is unexplained', async () => {
  const collector = await start();
  for (let value = 1; value <= 2 * EACH; value++) {
    const isAfter = value > EACH;
    const endMs = MIDDLE + (isAfter ? value - EACH : -value) * MINUTE;
    await sendEnvelope(collector, request(value, endMs, isAfter ? 100 : 30));
  }
  await collector.settled();
  const base = `${collector.url}api/v1/`;
  const source = createApiSource({ base, fetch: fetchWithCookies(), sharing: null });
  onTestFinished(() => source.close());
  source.watch(() => undefined);
  const { projects } = await source.info();
  const question = {
    project: projects[0]?.name ?? '',
    transaction: '/api/documents',
    before: { start: MIDDLE - HOUR, end: MIDDLE },
    after: { start: MIDDLE, end: MIDDLE + HOUR },
    where: EVERYTHING,
    part: 'all',
  } as const;
  const scope = { range: { start: MIDDLE - HOUR, end: MIDDLE + HOUR }, where: EVERYTHING };
  await vi.waitFor(
    async () => {
      const held = await source.ask({ of: 'transactions', ...scope, by: [], show: [{ metric: 'count' }] });
      expect(held.complete).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );

  const { explanation, before, after, complete, kinds } = await source.explainChange(question);
  expect([before, after, complete]).toEqual([
    { events: EACH, total: EACH },
    { events: EACH, total: EACH },
    true,
  ]);
  expect(explanation.after - explanation.before).toBeCloseTo(70, 0);
  const [first] = explanation.causes;
  expect(first?.change).toBeCloseTo(70, 0);
  expect(first?.kind === 'self time' ? kinds.get(first.group) : null).toMatchObject({
    op: 'db.query',
    description: expect.stringContaining('documents') as string,
  });
  expect(Math.abs(explanation.causes.at(-1)?.change ?? Number.NaN)).toBeLessThan(1);
});
