import { describe, expect, it } from 'vitest';
import type { SurveyQuestion } from '../../../src/model/survey.ts';
import { holdEvents } from '../../../src/sources/held-events.ts';
import type { EventSpans } from '../../../src/sources/held-events.ts';
import { build } from '../../../src/trace/build.ts';
import { criticalPath } from '../../../src/trace/critical-path.ts';
import { CLASSIC_LIMITS } from '../../../src/trace/findings/finding.ts';
import { groupOf } from '../../../src/trace/hash.ts';
import { tableOfSpans } from '../../../src/trace/span-table.ts';
import { statisticsOf } from '../../../src/trace/statistics.ts';
import { survey } from '../../../src/trace/survey/survey.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw } from '../drawing.ts';

const LASTS = 10;

/** An event of `queries` queries of 10 ms each, one after the other, behind a source query; 100 ms beside them. */
function event(row: number, queries: number): EventSpans {
  const end = 100 + queries * LASTS;
  const lines = Array.from(
    { length: queries },
    (_, at) => `  db.query SELECT row ${50 + at * LASTS}..${50 + (at + 1) * LASTS}`,
  );
  const { spans } = draw(
    `http.server GET /list 0..${end} @api\n  db.query SELECT list 40..50\n${lines.join('\n')}`,
  );
  // Every event has the same span ids: they belong to different traces.
  const table = tableOfSpans(
    spans.map((span) => ({ ...span, traceId: row.toString(16).padStart(32, '0'), group: groupOf(span) })),
  );
  return { spans: table, rows: new Float64Array(spans.length).fill(row), eventsTotal: 7 };
}

const users = new Map([
  [1, 'id:ada'],
  [2, 'id:grace'],
  [3, 'id:ada'],
]);
const events = holdEvents([event(1, 20), event(2, 40), event(3, 2)], users);

function ask(part: Partial<Omit<SurveyQuestion, 'spans'>> = {}) {
  return survey(events, {
    project: 'api',
    transaction: 'GET /list',
    range: { start: 0, end: 1 },
    limits: CLASSIC_LIMITS,
    satisfied: 60,
    like: null,
    fix: null,
    ...part,
  });
}

describe('a survey', () => {
  it('says how many events it is about, and groups what is found in them', () => {
    const { events: held, eventsTotal, spans, findings } = ask();
    expect([held, eventsTotal, spans]).toEqual([3, 7, 22 + 42 + 4]);
    expect(findings).toMatchObject([{ kind: 'n-plus-one-db', events: 2, cost: 600 }]);
  });

  it('places a span among those like it', () => {
    const group = groupOf({ op: 'db.query', description: 'SELECT row' });
    expect(ask({ like: { op: 'db.query', group, duration: 11 } }).like).toEqual({ count: 62, faster: 62 });
    expect(ask({ like: { op: 'db.query', group, duration: 10 } }).like).toEqual({ count: 62, faster: 0 });
    expect(ask({ like: { op: 'cache', group, duration: 10 } }).like).toEqual({ count: 0, faster: 0 });
  });

  it('says what a fix would bring the route, of all events that are held', () => {
    const [finding] = ask().findings;
    const { fix } = ask({ fix: { fingerprint: finding?.fingerprint ?? '', fix: 'batch' } });
    // 300, 500 and 120 ms now; with one query of 10 ms instead: 110, 110, and the third as it was.
    expect(fix?.events).toBe(2);
    expect(fix?.now).toMatchObject({ p50: 300, miserable: 2 });
    expect(fix?.now.p95).toBeCloseTo(480, 6);
    expect(fix?.now.apdex).toBeCloseTo(0.5 / 3, 6);
    expect(fix?.pessimistic.p50).toBeCloseTo(110, 3);
    expect(fix?.optimistic).toMatchObject({ miserable: 0 });
    expect(fix?.optimistic.apdex).toBeCloseTo(0.5, 6);
  });

  it('sums up the critical paths of all of them', () => {
    const [first] = ask().statistics;
    expect(first).toMatchObject({ op: 'db.query', description: 'SELECT row', count: 62, critical: 620 });
  });

  it('names the events in which spans of a kind took most, each once, and what was found of them', () => {
    const rows = ask().statistics.find(({ description }) => description === 'SELECT row');
    const ofEvent = (row: number): string => row.toString(16).padStart(32, '0');
    expect(rows?.examples.map(({ trace, count, self }) => [trace, count, self])).toEqual([
      [ofEvent(2), 40, 400],
      [ofEvent(1), 20, 200],
      [ofEvent(3), 2, 20],
    ]);
    expect(rows?.examples[0]?.span).toMatch(/^[0-9a-f]{16}$/);
    expect(rows?.found).toEqual([{ kind: 'n-plus-one-db', events: 2 }]);
    expect(ask().statistics.find(({ description }) => description === 'SELECT list')?.found).toEqual([]);
  });

  it('finds by other limits', () => {
    const limits = { ...CLASSIC_LIMITS, nPlusOneDb: { count: 30, time: 100 } };
    expect(ask({ limits }).findings).toMatchObject([{ events: 1, cost: 400 }]);
  });

  it('of no events says so', () => {
    const none = survey(holdEvents([], new Map()), {
      project: '',
      transaction: '',
      range: { start: 0, end: 1 },
      limits: CLASSIC_LIMITS,
      satisfied: 300,
      like: null,
      fix: null,
    });
    expect(none).toMatchObject({ events: 0, findings: [], statistics: [] });
  });
});

describe('the statistics of a trace', () => {
  it('name each kind of span with its durations and its part of the critical path', () => {
    const { spans, transactions } = draw(`
      http.server GET / 0..100 @api
        db a 10..20
        db a 20..50
        fn b 15..60
    `);
    const trace = build(spans, transactions, []);
    const rows = statisticsOf(trace, NONE, criticalPath(trace, 0));
    expect(
      rows.map(({ description, count, total, self, p50, max, critical }) => [
        description,
        count,
        total,
        self,
        p50,
        max,
        critical,
      ]),
    ).toEqual([
      ['GET /', 1, 100, 50, 100, 100, 55],
      ['b', 1, 45, 45, 45, 45, 45],
      ['a', 2, 40, 40, 20, 30, 0],
    ]);
    expect(statisticsOf(trace, NONE, null)[0]?.critical).toBeNaN();
  });
});
