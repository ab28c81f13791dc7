// Rules of a source that does not evaluate them: the page that shows it does, as long as it is open.
import { describe, expect, it } from 'vitest';
import { finish } from '../../src/engine/steps.ts';
import { backTest } from '../../src/alerts/back-test.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import type { Alerts, MeasureQuestion } from '../../src/model/alerts.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { measuredRows, toMeasured } from '../../src/sources/measure.ts';
import { PageAlerts } from '../../src/sources/page-alerts.ts';
import { list } from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';

const START = Date.UTC(2026, 10, 20, 12);

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'slow',
  name: 'Slow',
  window: 10 * MINUTE,
  thresholds: { critical: 5_000, warning: 3_500, resolve: null },
  actions: [
    { channel: 'here', from: 'warning' },
    { channel: 'hook', from: 'critical' },
  ],
};

const ALERTS: Alerts = {
  runs: 'page',
  kinds: ['browser'],
  delay: MINUTE,
  rules: [RULE],
  channels: [
    { kind: 'browser', name: 'here' },
    { kind: 'webhook', name: 'hook', url: 'https://example.org', secret: '' },
  ],
  records: {},
  waiting: [],
  deliveries: [],
  problems: [],
};

const WHOLE = { covered: [], complete: true, revision: 0, problems: [] };

/** A page that was opened at the start, its clock, and the rows that it holds. */
function opened() {
  const rows: Transaction[] = [];
  const asked: MeasureQuestion[] = [];
  const page = { now: START, isWhole: true, mayLoad: true };
  const alerts = new PageAlerts({
    now: () => page.now,
    measure: (question) => {
      asked.push(question);
      const answer = { ...WHOLE, ...list(rows, measuredRows(question)) };
      return Promise.resolve({ ...finish(toMeasured(question, answer)), complete: page.isWhole });
    },
    thresholds: () => Promise.resolve(DEFAULT_THRESHOLDS),
    mayLoad: () => page.mayLoad,
  });
  const traffic = (from: number, to: number, duration: number): void => {
    for (let end = from; end < to; end += MINUTE) rows.push(transaction({ end, duration }));
  };
  return { page, rows, asked, alerts, traffic };
}

describe('a page that evaluates', () => {
  it('plays a new rule over the last day, tells nobody of that, and goes on minute by minute', async () => {
    const { page, rows, asked, alerts, traffic } = opened();
    traffic(START - DAY, START - 5 * HOUR, 1_000);
    traffic(START - 5 * HOUR, START - 4 * HOUR, 6_000);
    traffic(START - 4 * HOUR, START, 1_000);
    const first = await alerts.standing(ALERTS);
    expect(first.records['slow']?.incidents.map(({ level, closed }) => [level, closed !== null])).toEqual([
      ['critical', true],
    ]);
    expect(first.deliveries).toEqual([]);
    await alerts.standing(ALERTS);
    expect(asked).toHaveLength(1);

    traffic(START, START + 20 * MINUTE, 4_000);
    traffic(START + 20 * MINUTE, START + HOUR, 1_000);
    page.now = START + HOUR + 6 * SECOND;
    const later = await alerts.standing(ALERTS);
    const record = later.records['slow'];
    expect(record?.incidents).toHaveLength(2);
    expect(record?.state).toMatchObject({ at: START + HOUR, incident: null });
    expect(later.deliveries.map(({ channel, outcome, title }) => [channel, outcome, title])).toEqual([
      ['here', 'delivered', 'Warning: Slow'],
      ['here', 'delivered', 'Resolved: Slow'],
    ]);
    // As the back-test has it in one go.
    const range = { start: START - 5 * SECOND - DAY, end: START + HOUR };
    const question = { rule: RULE, range, delay: MINUTE, thresholds: DEFAULT_THRESHOLDS, suggest: null };
    const { ticks } = finish(toMeasured(question, { ...WHOLE, ...list(rows, measuredRows(question)) }));
    expect(record?.incidents).toEqual(backTest(RULE, ticks).incidents);
  });

  it('waits for what is being loaded, and evaluates no minute twice', async () => {
    const { page, alerts, traffic } = opened();
    traffic(START - DAY, START, 6_000);
    page.isWhole = false;
    expect((await alerts.standing(ALERTS)).records['slow']?.state.at).toBeNull();
    page.isWhole = true;
    const [one, two] = await Promise.all([alerts.standing(ALERTS), alerts.standing(ALERTS)]);
    expect(one.records['slow']?.incidents).toHaveLength(1);
    expect(two.records).toEqual(one.records);
  });

  it('loads nothing for a new rule before what the page shows is there', async () => {
    const { page, asked, alerts, traffic } = opened();
    traffic(START - DAY, START, 6_000);
    page.mayLoad = false;
    expect((await alerts.standing(ALERTS)).records['slow']?.state.at).toBeNull();
    expect(asked).toEqual([]);
    page.mayLoad = true;
    expect((await alerts.standing(ALERTS)).records['slow']?.incidents).toHaveLength(1);
    // One that stands already goes on meanwhile.
    page.mayLoad = false;
    page.now = START + HOUR;
    expect((await alerts.standing(ALERTS)).records['slow']?.state.at).toBe(START + HOUR - MINUTE);
  });

  it('says what it cannot deliver, and what it does not for a mute', async () => {
    const { page, alerts, traffic } = opened();
    traffic(START - DAY, START, 1_000);
    await alerts.standing(ALERTS);
    traffic(START, START + 10 * MINUTE, 6_000);
    page.now = START + 10 * MINUTE;
    const { deliveries } = await alerts.standing(ALERTS);
    expect(deliveries.map(({ channel, outcome, title }) => [channel, outcome, title])).toEqual([
      ['here', 'delivered', 'Warning: Slow'],
      ['here', 'delivered', 'Critical: Slow'],
      ['hook', 'given up', 'Critical: Slow'],
    ]);
    const muted = { ...ALERTS, rules: [{ ...RULE, mutedUntil: START + DAY }] };
    traffic(START + 10 * MINUTE, START + HOUR, 1_000);
    page.now = START + HOUR;
    const after = await alerts.standing(muted);
    expect(after.deliveries.slice(3).every(({ outcome }) => outcome === 'muted')).toBe(true);
    expect(after.deliveries.length).toBeGreaterThan(3);
  });

  it('begins anew with a rule that decides otherwise, and not with one that is only renamed', async () => {
    const { asked, alerts, traffic } = opened();
    traffic(START - DAY, START, 4_000);
    await alerts.standing(ALERTS);
    await alerts.standing({ ...ALERTS, rules: [{ ...RULE, name: 'Other' }] });
    expect(asked).toHaveLength(1);
    const stricter = { ...RULE, thresholds: { ...RULE.thresholds, critical: 3_900 } };
    const { records } = await alerts.standing({ ...ALERTS, rules: [stricter] });
    expect(asked).toHaveLength(2);
    expect(records['slow']?.state.incident?.level).toBe('critical');
    expect((await alerts.standing({ ...ALERTS, rules: [] })).records).toEqual({});
  });
});
