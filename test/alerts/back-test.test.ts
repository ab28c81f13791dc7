import { describe, expect, it } from 'vitest';
import { finish } from '../../src/engine/steps.ts';
import { backTest } from '../../src/alerts/back-test.ts';
import { evaluate } from '../../src/alerts/evaluate.ts';
import { measureOverTime, tickAt } from '../../src/alerts/measure-over-time.ts';
import { readAnswers, sampleList, tickQueries } from '../../src/alerts/question.ts';
import { showName } from '../../src/metrics/derive.ts';
import { CADENCE, NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import { toSamples } from '../../src/alerts/samples.ts';
import { NEW_STATE } from '../../src/model/alert-state.ts';
import type { Change } from '../../src/model/alert-state.ts';
import { suggestThresholds } from '../../src/alerts/suggest.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { ask, list } from '../oracle.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { isSameNumber } from '../same-number.ts';
import { transaction } from '../transaction-builder.ts';

const START = Date.UTC(2026, 10, 2, 9);
const END = START + 2 * HOUR;

const THRESHOLDS: Thresholds = {
  default: { metric: 'duration', ms: 300 },
  projects: [{ project: 'shop', threshold: { metric: 'lcp', ms: 900 } }],
  transactions: [{ project: 'shop', transaction: '/a', threshold: { metric: 'duration', ms: 200 } }],
};

function rule(words: Partial<AlertRule> = {}): AlertRule {
  return {
    ...NEW_RULE,
    id: 'r',
    name: 'r',
    window: 10 * MINUTE,
    thresholds: { critical: 900, warning: 600, resolve: null },
    ...words,
  };
}

/** Traffic of two hours: some of it received late, some of it slow between 40 and 70 minutes, some of it sampled. */
function traffic(random: Random, count: number): Transaction[] {
  return Array.from({ length: count }, () => {
    const end = START - HOUR + Math.floor(random.next() * 3 * HOUR * 16) / 16;
    const since = (end - START) / MINUTE;
    const isSlow = since > 40 && since < 70;
    return transaction({
      end,
      received: end + (random.chance(0.2) ? random.next() * 20 * MINUTE : random.next() * 900),
      duration: Math.round(100 + 400 * random.next()) * (isSlow ? 3 : 1),
      transaction: random.pick(['/a', '/b', '/c']),
      environment: random.pick(['production', 'staging', null]),
      status: random.chance(0.1) ? 'internal_error' : 'ok',
      weight: random.chance(0.3) ? 4 : 1,
      vitals: random.chance(0.5) ? { lcp: 500 + 2_000 * random.next() } : {},
    });
  });
}

/** What each evaluation says, asked minute by minute of the oracle, which shares no code with the back-test. */
function live(
  of: AlertRule,
  rows: readonly Transaction[],
  delay: number,
): { values: number[]; changes: Change[] } {
  let state = NEW_STATE;
  const values: number[] = [];
  const changes: Change[] = [];
  for (let at = START; at <= END; at += CADENCE) {
    const queries = tickQueries(of, at, { delay, thresholds: THRESHOLDS });
    const tick = readAnswers(
      of,
      at,
      ask(rows, queries.own),
      queries.earlier === null ? null : ask(rows, queries.earlier),
    );
    values.push(tick.value, tick.rows, tick.earlier);
    const step = evaluate(of, state, tick);
    ({ state } = step);
    if (step.change !== null) changes.push(step.change);
  }
  return { values, changes };
}

function replayed(of: AlertRule, rows: readonly Transaction[], delay: number) {
  const asked = sampleList(of, { start: START, end: END }, delay, 1e9);
  const samples = toSamples(of, list(rows, asked), THRESHOLDS);
  const ticks = finish(measureOverTime(of, samples, { from: START, to: END }, delay));
  return { ticks, ...backTest(of, ticks) };
}

const RULES: readonly (readonly [string, Partial<AlertRule>])[] = [
  ['p95', {}],
  ['p92.5, which has no name of its own', { measure: { metric: 'p92.5' } }],
  ['p50 of the LCP', { measure: { metric: 'p50', of: 'lcp' } }],
  [
    'the maximum',
    { measure: { metric: 'p100' }, thresholds: { critical: 1400, warning: 1000, resolve: 800 } },
  ],
  [
    'the average',
    { measure: { metric: 'avg' }, thresholds: { critical: 900, warning: 500, resolve: null }, periods: 3 },
  ],
  [
    'Apdex',
    {
      measure: { metric: 'apdex' },
      side: 'below',
      thresholds: { critical: 0.4, warning: 0.6, resolve: null },
    },
  ],
  [
    'the failure rate',
    { measure: { metric: 'failure_rate' }, thresholds: { critical: 0.2, warning: 0.12, resolve: 0.1 } },
  ],
  ['failures', { measure: { metric: 'failed' }, thresholds: { critical: 40, warning: 30, resolve: null } }],
  [
    'throughput',
    { measure: { metric: 'throughput' }, thresholds: { critical: 30, warning: 25, resolve: null } },
  ],
  [
    'a count in production',
    { measure: { metric: 'count' }, environments: ['production', null], window: 5 * MINUTE },
  ],
  [
    'a change',
    { earlier: 30 * MINUTE, thresholds: { critical: 250, warning: 150, resolve: null }, least: 5 },
  ],
];

describe('a back-test', () => {
  it.each(RULES)('of %s is what was measured live, minute by minute', (_, words) => {
    for (const [seed, delay] of [
      [1, MINUTE],
      [2, 0],
      [3, 5 * MINUTE],
    ] as const) {
      const rows = traffic(createRandom(seed), 600);
      const of = rule(words);
      const asked = live(of, rows, delay);
      const { ticks, incidents } = replayed(of, rows, delay);
      expect(ticks.length * 3).toBe(asked.values.length);
      for (let index = 0; index < ticks.length; index++) {
        const tick = tickAt(ticks, index);
        for (const [at, value] of [tick.value, tick.rows, tick.earlier].entries()) {
          const expected = asked.values[3 * index + at] ?? Number.NaN;
          expect([
            at,
            index,
            isSameNumber(at === 1 ? 'sampled_count' : showName(of.measure), value, expected),
          ]).toEqual([at, index, true]);
        }
      }
      expect(incidents.flatMap(({ changes }) => changes)).toEqual(asked.changes);
    }
  });

  it('fires in these two hours, so that the cases above are about something', () => {
    const { incidents } = replayed(rule(), traffic(createRandom(1), 600), MINUTE);
    expect(incidents.map(({ level }) => level)).toEqual(['critical']);
    expect(incidents[0]?.closed).not.toBeNull();
    expect(incidents[0]?.peak).toBeGreaterThan(1_200);
  });

  it('counts a row from the minute in which it was received', () => {
    const late = transaction({ end: START + 30_000, received: START + 5 * MINUTE + 1, duration: 800 });
    const { ticks } = replayed(rule(), [late], MINUTE);
    const rows = Array.from({ length: 14 }, (_, minute) => tickAt(ticks, minute).rows);
    // Received in the sixth minute; out of the ten minutes' window at START + 30 s + 1 min + 10 min.
    expect(rows).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('is of nothing where there is nothing', () => {
    const { ticks, incidents } = replayed(rule(), [], MINUTE);
    expect(tickAt(ticks, 0)).toMatchObject({ value: Number.NaN, rows: 0 });
    expect(incidents).toEqual([]);
  });
});

describe('suggested thresholds', () => {
  it('would have fired 0 to 2 times, and just within would have fired more often', () => {
    const random = createRandom(4);
    const of = rule();
    const rows = traffic(random, 3_000);
    const { ticks } = replayed(of, rows, MINUTE);
    const suggestion = suggestThresholds(of, ticks);
    if (suggestion === null) throw new Error('none');
    const { warning, critical } = suggestion;
    const played = backTest(
      { ...of, thresholds: { critical: critical.threshold, warning: warning.threshold, resolve: null } },
      ticks,
    );
    expect(warning.fires).toBeLessThanOrEqual(2);
    expect(critical.fires).toBeLessThanOrEqual(2);
    expect(played.incidents).toHaveLength(warning.fires);
    expect(critical.threshold).toBeGreaterThanOrEqual(1.25 * warning.threshold);
    expect(warning.threshold).toBeGreaterThan(400);
  });

  it('lie below what is usual where less is bad', () => {
    const of = rule({ side: 'below', measure: { metric: 'apdex' } });
    const { ticks } = replayed(of, traffic(createRandom(4), 3_000), MINUTE);
    const suggestion = suggestThresholds(of, ticks);
    expect(suggestion?.warning.threshold).toBeLessThan(1);
    expect(suggestion?.critical.threshold).toBeLessThan(suggestion?.warning.threshold ?? 0);
  });

  it('are none of nothing', () => {
    expect(suggestThresholds(rule(), replayed(rule(), [], MINUTE).ticks)).toBeNull();
  });
});
