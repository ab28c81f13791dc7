import { describe, expect, it } from 'vitest';
import { endByChange, evaluate } from '../../src/alerts/evaluate.ts';
import { addToIncidents } from '../../src/alerts/incident.ts';
import type { Incident } from '../../src/model/alert-state.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import { NEW_STATE } from '../../src/model/alert-state.ts';
import type { AlertState, Change, Tick } from '../../src/model/alert-state.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';

/** A rule as Sentry's own tests have it: critical above 100, resolved below 10, one evaluation. */
function rule(words: Partial<AlertRule> = {}): AlertRule {
  return {
    ...NEW_RULE,
    id: 'r',
    name: 'r',
    thresholds: { critical: 100, warning: null, resolve: 10 },
    classic: true,
    ...words,
  };
}

const CRITICAL_ALONE = { critical: 100, warning: null, resolve: null };
const BOTH = { critical: 100, warning: 50, resolve: 10 };

interface Played {
  readonly state: AlertState;
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
}

type Given = number | null | Partial<Tick>;

/** Evaluates a rule once a minute; null is an evaluation without a value. */
function play(of: AlertRule, values: readonly Given[]): Played {
  let state = NEW_STATE;
  let incidents: readonly Incident[] = [];
  const changes: Change[] = [];
  for (const [index, given] of values.entries()) {
    const words = typeof given === 'object' && given !== null ? given : { value: given ?? Number.NaN };
    const tick: Tick = {
      at: (index + 1) * MINUTE,
      value: Number.NaN,
      rows: Number.isNaN(words.value) ? 0 : 100,
      earlier: Number.NaN,
      ...words,
    };
    const step = evaluate(of, state, tick);
    ({ state } = step);
    incidents = addToIncidents(incidents, of, tick, step.change);
    if (step.change !== null) changes.push(step.change);
  }
  return { state, changes, incidents };
}

/** What happened, as `opened critical @2`. */
function told({ changes }: Played): string[] {
  return changes.map(({ kind, level, at }) => `${kind} ${level ?? ''} @${at / MINUTE}`.replace('  ', ' '));
}

describe('the classic state machine, in the cases of its own tests', () => {
  it.each<[string, Partial<AlertRule>, Given[], string[]]>([
    ['no alert at exactly the threshold', {}, [100], []],
    ['an alert one above it', {}, [101], ['opened critical @1']],
    ['a second update above it fires no second time', {}, [101, 101], ['opened critical @1']],
    ['no value, above: nothing', {}, [null], []],
    ['period 2 needs two updates', { periods: 2 }, [101, 101], ['opened critical @2']],
    ['period 2 and one update: nothing', { periods: 2 }, [101], []],
    ['hit, miss, hit with period 2: nothing', { periods: 2 }, [101, 100, 101], []],
    ['no resolve at exactly the resolve threshold', {}, [101, 10], ['opened critical @1']],
    ['a resolve below the resolve threshold', {}, [101, 9], ['opened critical @1', 'closed @2']],
    ['a resolve with period 2', { periods: 2 }, [101, 101, 9, 9], ['opened critical @2', 'closed @4']],
    [
      'a resolve that is not consecutive with period 2',
      { periods: 2 },
      [101, 101, 9, 11, 9],
      ['opened critical @2'],
    ],
    [
      'without a resolve threshold the threshold itself resolves',
      { thresholds: CRITICAL_ALONE },
      [101, 100],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'the same of a threshold of 0.5',
      { thresholds: { critical: 0.5, warning: null, resolve: null } },
      [0.6, 0.5],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'and of 0.5 from below',
      { side: 'below', thresholds: { critical: 0.5, warning: null, resolve: null } },
      [0.4, 0.5],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'below the threshold resolves too',
      { thresholds: CRITICAL_ALONE },
      [101, 99],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'above it resolves a rule that is below',
      { side: 'below', thresholds: CRITICAL_ALONE },
      [99, 101],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'two triggers resolve at their own thresholds',
      { thresholds: { critical: 100, warning: 50, resolve: null } },
      [101, 50],
      ['opened critical @1', 'closed @2'],
    ],
    [
      'period 2 and two triggers: one incident, warning first',
      { thresholds: BOTH, periods: 2 },
      [51, 101, 101, 9, 9],
      ['opened warning @2', 'level critical @3', 'closed @5'],
    ],
    [
      'the critical trigger resolves first, severity falls to warning',
      { thresholds: BOTH },
      [101, 99, 9],
      ['opened critical @1', 'level warning @2', 'closed @3'],
    ],
    ['both triggers at the same time: one message', { thresholds: BOTH }, [101], ['opened critical @1']],
    [
      'a trigger that resolved fires again in the same incident',
      { thresholds: BOTH },
      [101, 60, 101],
      ['opened critical @1', 'level warning @2', 'level critical @3'],
    ],
    [
      'no value, below: silence pages',
      { side: 'below', thresholds: CRITICAL_ALONE },
      [null],
      ['opened critical @1'],
    ],
    ['no value resolves a rule that is above', {}, [101, null], ['opened critical @1', 'closed @2']],
  ])('%s', (_, words, values, expected) => {
    expect(told(play(rule(words), values))).toEqual(expected);
  });

  it('counts as its test says it: warning 1 and critical 0 after one update above the warning', () => {
    const of = rule({ thresholds: BOTH, periods: 2 });
    const first = play(of, [51]).state.triggers;
    expect([first.warning.fires, first.critical.fires]).toEqual([1, 0]);
    const second = play(of, [51, 101]).state.triggers;
    expect([second.warning.active, second.critical.fires]).toEqual([true, 1]);
  });

  const earlier = (value: number | null, before: number | null): Given => ({
    value: value ?? Number.NaN,
    earlier: before ?? Number.NaN,
  });

  it('compares: 7 against 4 is 175 %, which fires at 150; 6 resolves', () => {
    const of = rule({ earlier: HOUR, thresholds: { critical: 150, warning: null, resolve: null } });
    const values = [earlier(9, null), earlier(9, 0), earlier(2, 4), earlier(4, 4), earlier(6, 4)];
    expect(told(play(of, values))).toEqual([]);
    expect(told(play(of, [...values, earlier(7, 4), earlier(6, 4)]))).toEqual([
      'opened critical @6',
      'closed @7',
    ]);
  });

  it('compares below: 1 against 4 is 25 %, which fires at 50; 2 resolves', () => {
    const of = rule({
      earlier: HOUR,
      side: 'below',
      thresholds: { critical: 50, warning: null, resolve: null },
    });
    expect(
      told(play(of, [earlier(1, null), earlier(6, 4), earlier(2, 4), earlier(1, 4), earlier(2, 4)])),
    ).toEqual(['opened critical @4', 'closed @5']);
  });

  it('skips what it has already evaluated', () => {
    const { state } = play(rule(), [50]);
    const tick: Tick = { at: MINUTE, value: 500, rows: 1, earlier: Number.NaN };
    expect(evaluate(rule(), state, tick)).toEqual({ state, change: null });
  });

  it('dates an incident by the first window that counted', () => {
    const of = rule({ periods: 3, window: 10 * MINUTE });
    const [incident] = play(of, [101, 101, 101, 300, 9, 9, 9]).incidents;
    expect(incident).toMatchObject({
      number: 1,
      opened: 3 * MINUTE,
      since: 3 * MINUTE - 10 * MINUTE - 2 * MINUTE,
      closed: 7 * MINUTE,
      level: 'critical',
      peak: 300,
    });
  });
});

describe('our state machine', () => {
  const ours = (words: Partial<AlertRule> = {}): AlertRule => rule({ classic: false, ...words });

  it('does with values what the classic one does', () => {
    const values = [51, 101, 60, 101, 49, 11, 9, 120, 50, 8];
    for (const periods of [1, 2, 3]) {
      for (const thresholds of [BOTH, CRITICAL_ALONE, { critical: 100, warning: 50, resolve: null }]) {
        const words = { thresholds, periods };
        expect(told(play(ours(words), values))).toEqual(told(play(rule(words), values)));
      }
    }
  });

  it.each<[AlertRule['noData'], string[]]>([
    ['keep', ['opened critical @1']],
    ['ok', ['opened critical @1', 'closed @2']],
    ['alert', ['opened critical @1']],
  ])('with no data, and %s', (noData, expected) => {
    expect(told(play(ours({ noData }), [101, null, null]))).toEqual(expected);
  });

  it('opens an incident without data only where that is wanted, and says so', () => {
    const below = { side: 'below', thresholds: CRITICAL_ALONE } as const;
    expect(play(ours({ ...below, noData: 'keep' }), [null, null]).changes).toEqual([]);
    expect(play(ours({ ...below, noData: 'ok' }), [null, null]).changes).toEqual([]);
    const { changes, incidents } = play(ours({ ...below, noData: 'alert', periods: 2 }), [
      null,
      null,
      101,
      101,
    ]);
    expect(changes.map(({ kind, because }) => [kind, because])).toEqual([
      ['opened', 'no data'],
      ['closed', 'value'],
    ]);
    expect(incidents[0]?.peak).toBe(101);
  });

  it('takes too few rows for no data', () => {
    const few: Given = { value: 500, rows: 29 };
    expect(told(play(ours({ least: 30 }), [few, few]))).toEqual([]);
    expect(told(play(ours({ least: 30 }), [{ value: 500, rows: 30 }]))).toEqual(['opened critical @1']);
    expect(play(ours({ least: 30 }), [few]).state.noData).toBe(true);
  });

  it('keeps what it counted over an evaluation without data', () => {
    expect(told(play(ours({ periods: 2 }), [101, null, 101]))).toEqual(['opened critical @3']);
  });

  it('takes a comparison with nothing for no data', () => {
    const of = ours({
      earlier: HOUR,
      noData: 'alert',
      thresholds: { critical: 150, warning: null, resolve: null },
    });
    expect(told(play(of, [{ value: 9, earlier: 0 }]))).toEqual(['opened critical @1']);
  });

  it('numbers incidents and the changes of each', () => {
    const { changes } = play(ours({ thresholds: BOTH }), [101, 60, 5, 101, 5]);
    expect(changes.map(({ incident, change }) => [incident, change])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
    ]);
  });

  it('ends what is open when the rule is changed', () => {
    const { state } = play(ours(), [101]);
    const step = endByChange(state, 5 * MINUTE);
    expect(step.change).toMatchObject({ kind: 'closed', incident: 1, change: 2, because: 'changed' });
    expect(step.state.incident).toBeNull();
    expect(endByChange(step.state, 6 * MINUTE).change).toBeNull();
  });

  it('goes on from a state that was written down', () => {
    const of = ours({ periods: 2 });
    const { state } = play(of, [101]);
    const read = JSON.parse(JSON.stringify(state)) as AlertState;
    expect(
      evaluate(of, read, { at: 2 * MINUTE, value: 101, rows: 9, earlier: Number.NaN }).change?.kind,
    ).toBe('opened');
  });
});

describe('a rule that counts', () => {
  it('has a value where nothing came, however many rows are asked for', () => {
    const rule: AlertRule = {
      ...NEW_RULE,
      measure: { metric: 'throughput' },
      side: 'below',
      thresholds: { critical: 1, warning: null, resolve: null },
      least: 1,
    };
    const { change } = evaluate(rule, NEW_STATE, { at: 0, value: 0, rows: 0, earlier: Number.NaN });
    expect(change).toMatchObject({ kind: 'opened', level: 'critical', because: 'value' });
  });
});
