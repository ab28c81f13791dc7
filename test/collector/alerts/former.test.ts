// Vitals, errors and spans that come minutes after their transaction: what was found live is what a back-test finds.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { finish } from '../../../src/engine/steps.ts';
import { backTest } from '../../../src/alerts/back-test.ts';
import { parseRules, printRules } from '../../../src/alerts/rule-file.ts';
import type { Collector } from '../../../src/collector/start.ts';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import type { Change } from '../../../src/model/alert-state.ts';
import type { Alerts } from '../../../src/model/alerts.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/model/metric.ts';
import { MINUTE, SECOND } from '../../../src/model/time.ts';
import { createApiSource } from '../../../src/sources/api/api-source.ts';
import { measuredRows, toMeasured } from '../../../src/sources/measure.ts';
import { list } from '../../oracle.ts';
import { fetchWithCookies, readAsPage } from '../as-page.ts';
import { emptyDirectory, sendEnvelope, start, transactions } from '../running.ts';
import { envelope, errorItem, eventId, spanId, traceId, transactionItem } from '../traffic.ts';

const START = Date.UTC(2026, 10, 22, 8);

const rule = (id: string, words: Partial<AlertRule>): AlertRule => ({
  ...NEW_RULE,
  id,
  name: id,
  window: 5 * MINUTE,
  ...words,
});

const WRITTEN = printRules([
  rule('lcp', {
    measure: { metric: 'p75', of: 'lcp' },
    thresholds: { critical: 3_900, warning: 2_500, resolve: null },
  }),
  rule('inp', {
    measure: { metric: 'p75', of: 'inp' },
    thresholds: { critical: null, warning: 300, resolve: null },
    least: 3,
    noData: 'ok',
  }),
  rule('slow-pages', {
    measure: { metric: 'count' },
    where: { kind: 'compare', field: 'lcp', is: '>', value: 2_000 },
    thresholds: { critical: 4, warning: 1, resolve: null },
  }),
  rule('errors', {
    measure: { metric: 'count' },
    where: { kind: 'compare', field: 'errors', is: '>', value: 0 },
    thresholds: { critical: null, warning: 1, resolve: null },
  }),
  rule('database', {
    measure: { metric: 'avg', of: 'spans.db' },
    thresholds: { critical: null, warning: 40, resolve: null },
  }),
]);
const RULES: readonly AlertRule[] = parseRules(WRITTEN);

/** A page view whose LCP is measured by then, as far as it is. */
function pageView(value: number, endMs: number): string {
  const trace = { trace_id: traceId(value), span_id: spanId(1000 * value), op: 'pageload', status: 'ok' };
  const extra = { contexts: { trace }, measurements: { lcp: { value: 1_000, unit: 'millisecond' } } };
  return envelope([['transaction', transactionItem(value, { endMs, spans: 0, extra })]]);
}

/** A span of a page view that ends now. */
function later(value: number, number: number, op: string, durationMs: number, data: object): string {
  const end = Date.now() / 1000;
  const span = {
    span_id: spanId(1000 * value + number),
    trace_id: traceId(value),
    parent_span_id: spanId(1000 * value),
    segment_id: spanId(1000 * value),
    op,
    description: op,
    start_timestamp: end - durationMs / 1000,
    timestamp: end,
    data,
  };
  return envelope([['span', span]]);
}

/** What comes of a page view three minutes after it, and five. */
async function sendLate(collector: Collector, value: number, isSlow: boolean): Promise<void> {
  const lcp = { 'browser.web_vital.lcp.value': isSlow ? 4_000 : 1_100 };
  const inp = { 'browser.web_vital.inp.value': isSlow ? 500 : 80 };
  await sendEnvelope(collector, later(value, 1, 'ui.webvital.lcp', 0, lcp));
  await sendEnvelope(collector, later(value, 2, 'ui.interaction.click', 90, inp));
  await sendEnvelope(collector, later(value, 3, 'db.query', isSlow ? 60 : 10, {}));
  if (isSlow) await sendEnvelope(collector, envelope([['event', errorItem(value, value)]]));
}

async function standing(collector: Collector): Promise<Alerts> {
  return (await (await readAsPage(`${collector.url}api/v1/alerts`)).json()) as Alerts;
}

async function evaluated(collector: Collector): Promise<Alerts> {
  vi.setSystemTime(Math.ceil(Date.now() / MINUTE) * MINUTE + 6 * SECOND);
  const last = Math.floor(Date.now() / MINUTE) * MINUTE;
  return vi.waitFor(
    async () => {
      const now = await standing(collector);
      for (const { id } of RULES) expect(now.records[id]?.state.at).toBe(last);
      return now;
    },
    { timeout: 20_000, interval: 50 },
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

const MINUTES = 36;

it('what changes rows after they came fires live as in the back-test, also when the database is made anew', async () => {
  const directory = emptyDirectory();
  let collector = await start({ directory, alertsEvery: 20 });
  const headers = { 'content-type': 'application/json', origin: new URL(collector.url).origin };
  const init = { method: 'PUT', headers, body: WRITTEN };
  expect((await readAsPage(`${collector.url}api/v1/alerts/rules`, init)).status).toBe(200);
  for (let minute = 1; minute <= MINUTES; minute++) {
    vi.setSystemTime(START + minute * MINUTE + 20 * SECOND);
    for (const one of [1, 2]) await sendEnvelope(collector, pageView(10 * minute + one, Date.now()));
    for (const before of [3, 5].filter((each) => each < minute)) {
      const then = minute - before;
      await sendLate(collector, 10 * then + (before === 3 ? 1 : 2), then > 8 && then < 20);
    }
    // Sometimes at once, sometimes what was missed.
    if (minute % 4 === 0 || minute > 30) await evaluated(collector);
  }
  const live = await evaluated(collector);
  const range = { start: START, end: Math.floor(Date.now() / MINUTE) * MINUTE };
  const rows = await transactions(collector);
  expect(new Set(rows.map(({ eventId: id }) => id))).toContain(eventId(11));
  await collector.close();

  // What a page measures, of the rows as they came to be, after a start with and without the database as it was.
  for (const isAnew of [false, true]) {
    if (isAnew) rmSync(join(directory, 'longtail.duckdb'));
    collector = await start({ directory, alertsEvery: 20 });
    await collector.settled();
    const source = createApiSource({
      base: `${collector.url}api/v1/`,
      fetch: fetchWithCookies(),
      sharing: null,
    });
    onTestFinished(() => source.close());
    source.watch(() => undefined);
    for (const each of RULES) {
      const changes = live.records[each.id]?.incidents.flatMap((incident) => incident.changes) ?? [];
      expect(changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'closed']));
      const question = { rule: each, range, delay: MINUTE, thresholds: DEFAULT_THRESHOLDS, suggest: null };
      const found = (ticks: Parameters<typeof backTest>[1]): readonly Change[] =>
        backTest(each, ticks).incidents.flatMap((incident) => incident.changes);
      const measured = await vi.waitFor(async () => {
        const answer = await source.measure(question);
        expect(answer.complete).toBe(true);
        return answer;
      }, 10_000);
      expect([each.id, found(measured.ticks)]).toEqual([each.id, changes]);
      // Of the rows as they are now alone it would have been another story.
      const whole = { complete: true, covered: [range], problems: [], revision: 0, total: rows.length };
      const now = { ...whole, ...list(rows, measuredRows(question)) };
      expect([each.id, found(finish(toMeasured(question, now)).ticks)]).not.toEqual([each.id, changes]);
    }
    await collector.close();
  }
}, 60_000);
