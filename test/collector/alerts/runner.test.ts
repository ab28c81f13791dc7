// Alerts over hours of a clock that the test turns: nothing that was found is lost or told twice.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import { Alerts } from '../../../src/collector/alerts/alerts.ts';
import type { Channel } from '../../../src/model/alert-channel.ts';
import { KeptAlerts } from '../../../src/collector/alerts/kept-alerts.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/model/metric.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { ask } from '../../oracle.ts';
import { transaction } from '../../transaction-builder.ts';
import { emptyDirectory } from '../running.ts';
import { startWebhook } from './receivers.ts';
import type { Webhook } from './receivers.ts';

const START = Date.UTC(2026, 10, 2, 9);

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'slow',
  name: 'Slow',
  window: 5 * MINUTE,
  where: EVERYTHING,
  thresholds: { critical: 5_000, warning: 3_500, resolve: 3_000 },
  actions: [{ channel: 'hook', from: 'warning' }],
};

/** One transaction every ten seconds by the clock of the test, as long as `slow` says. */
class World {
  now = START + GRACE;
  duration = 1_000;
  readonly rows: Transaction[] = [];
  readonly directory = emptyDirectory();
  alerts: Alerts | null = null;
  readonly reported: unknown[] = [];
  /** Whether the database cannot be asked. */
  isBroken = false;
  readonly #webhook: Webhook;

  constructor(webhook: Webhook) {
    this.#webhook = webhook;
  }

  async begin(rule: AlertRule = RULE): Promise<KeptAlerts> {
    const kept = await KeptAlerts.open(this.directory);
    if (kept.problems.length > 0) throw new Error(kept.problems[0]?.message);
    if (kept.rules.length === 0) await kept.writeRules([rule]);
    const channel: Channel = { kind: 'webhook', name: 'hook', url: this.#webhook.origin, secret: '' };
    if (kept.channels.length === 0) await kept.writeChannels([channel]);
    this.alerts = new Alerts({
      kept,
      now: () => this.now,
      settled: () => (this.isBroken ? Promise.reject(new Error('broken')) : Promise.resolve()),
      ask: (query) => Promise.resolve(ask(this.rows, query)),
      lastRow: () => this.rows.at(-1)?.row ?? 0,
      askedWith: () => ({ delay: MINUTE, thresholds: DEFAULT_THRESHOLDS }),
      deliverWith: { allowed: [this.#webhook.origin], print: () => undefined },
      report: (error) => this.reported.push(error),
    });
    return kept;
  }

  /** Time goes on; alerts look once every ten seconds. */
  async pass(minutes: number, { traffic = true, looking = true } = {}): Promise<void> {
    for (let step = 0; step < minutes * 6; step++) {
      this.now += 10 * SECOND;
      if (traffic) {
        const end = this.now - 100;
        this.rows.push(transaction({ end, received: this.now, duration: this.duration }));
      }
      if (looking) await this.alerts?.round();
    }
  }

  /** What the webhook got with success, as `opened warning 1.1`. */
  told(): string[] {
    return this.#webhook.received.map(({ json }) => {
      const { kind, level, key } = json as { kind: string; level: string | null; key: string };
      const number = key.replace('slow:', '').replace(':', '.');
      return level === null ? `${kind} ${number}` : `${kind} ${level} ${number}`;
    });
  }
}

const GRACE = 6 * SECOND;

async function world(): Promise<{ readonly one: World; readonly webhook: Webhook }> {
  const webhook = await startWebhook();
  return { one: new World(webhook), webhook };
}

describe('alerts', () => {
  it('open, get worse, get better and end, each told once', async () => {
    const { one } = await world();
    await one.begin();
    await one.pass(10);
    one.duration = 4_000;
    await one.pass(10);
    one.duration = 9_000;
    await one.pass(10);
    one.duration = 4_000;
    await one.pass(10);
    one.duration = 100;
    await one.pass(10);
    expect(one.told()).toEqual([
      'opened warning 1.1',
      'level critical 1.2',
      'level warning 1.3',
      'closed 1.4',
    ]);
    expect(one.reported).toEqual([]);
  });

  it('go on over a restart in the middle of one that fires, whatever was missed meanwhile', async () => {
    const { one } = await world();
    await one.begin();
    one.duration = 4_000;
    await one.pass(10);
    expect(one.told()).toEqual(['opened warning 1.1']);
    await one.begin();
    await one.pass(10);
    expect(one.told()).toEqual(['opened warning 1.1']);
    // Nobody looks while it ends and another begins and ends.
    one.duration = 100;
    await one.pass(20, { looking: false });
    one.duration = 9_000;
    await one.pass(20, { looking: false });
    one.duration = 100;
    await one.pass(20, { looking: false });
    const kept = await one.begin();
    await one.pass(10);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2', 'opened critical 2.1', 'closed 2.2']);
    expect(
      kept.standing.records['slow']?.incidents.map(({ level, closed }) => [level, closed !== null]),
    ).toEqual([
      ['warning', true],
      ['critical', true],
    ]);
  });

  it('reach a webhook that answers 500 for five minutes, once and in order, over a restart', async () => {
    const { one, webhook } = await world();
    await one.begin();
    webhook.answer = { status: 500 };
    one.duration = 4_000;
    await one.pass(5);
    await one.begin();
    one.duration = 100;
    await one.pass(5);
    const failed = one.told();
    expect(new Set(failed)).toEqual(new Set(['opened warning 1.1']));
    expect(failed.length).toBeGreaterThan(3);
    webhook.answer = { status: 200 };
    const kept = await one.begin();
    await one.pass(20);
    expect(one.told().slice(failed.length)).toEqual(['opened warning 1.1', 'closed 1.2']);
    const { log, waiting } = kept.standing.outbox;
    expect(waiting).toEqual([]);
    expect(log.filter(({ outcome }) => outcome === 'delivered').map(({ key }) => key)).toEqual([
      'slow:1:1',
      'slow:1:2',
    ]);
    expect(log.filter(({ outcome }) => outcome === 'failed').map(({ detail }) => detail)).toContain(
      '500: noted',
    );
  });

  it.each([
    ['an hour ahead', HOUR],
    ['an hour back', -HOUR],
  ])('neither lose nor double one when the clock is set %s', async (_, by) => {
    const { one } = await world();
    one.now += 3 * HOUR;
    await one.begin();
    await one.pass(80);
    one.duration = 4_000;
    await one.pass(10);
    one.now += by;
    await one.pass(20);
    expect(one.told()).toEqual(['opened warning 1.1']);
    one.duration = 100;
    await one.pass(80);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2']);
    one.duration = 9_000;
    await one.pass(20);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2', 'opened critical 2.1']);
  });

  it('are not sent more often than once a minute for a rule', async () => {
    const { one, webhook } = await world();
    await one.begin({
      ...RULE,
      measure: { metric: 'p50' },
      window: MINUTE,
      thresholds: { critical: 5_000, warning: null, resolve: null },
    });
    webhook.answer = { status: 500 };
    const times: number[] = [];
    const { push } = webhook.received;
    webhook.received.push = (...all) => {
      times.push(one.now);
      return push.apply(webhook.received, all);
    };
    for (let round = 0; round < 5; round++) {
      one.duration = round % 2 === 0 ? 9_000 : 100;
      await one.pass(1);
    }
    times.length = 0;
    webhook.answer = { status: 200 };
    await one.pass(12);
    expect(times.length).toBeGreaterThanOrEqual(4);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    }
  });

  it('are delivered while the database fails, which is said once; what was missed is evaluated later', async () => {
    const { one, webhook } = await world();
    await one.begin();
    webhook.answer = { status: 500 };
    one.duration = 4_000;
    await one.pass(4);
    webhook.received.length = 0;
    webhook.answer = { status: 200 };
    one.isBroken = true;
    one.duration = 100;
    await one.pass(10);
    expect(one.told()).toEqual(['opened warning 1.1']);
    expect(one.reported.map(String)).toEqual(['Error: broken']);
    one.isBroken = false;
    await one.pass(2);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2']);
  });

  it('are delivered once also where the disk takes no note of it', async () => {
    const { one, webhook } = await world();
    const kept = await one.begin();
    webhook.answer = { status: 500 };
    one.duration = 4_000;
    await one.pass(4);
    webhook.received.length = 0;
    webhook.answer = { status: 200 };
    await rm(one.directory, { recursive: true });
    await one.pass(4);
    expect(one.told()).toEqual(['opened warning 1.1']);
    expect(one.reported.map(String).join()).toContain('ENOENT');
    await mkdir(one.directory);
    one.duration = 100;
    await one.pass(10);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2']);
    expect((await KeptAlerts.open(one.directory)).standing).toEqual(kept.standing);
  });

  it('of a muted rule are kept and not sent', async () => {
    const { one } = await world();
    const kept = await one.begin({ ...RULE, mutedUntil: START + HOUR });
    one.duration = 4_000;
    await one.pass(10);
    expect(one.told()).toEqual([]);
    expect(kept.standing.records['slow']?.incidents).toHaveLength(1);
    expect(kept.standing.outbox.log.map(({ outcome }) => outcome)).toEqual(['muted']);
  });

  it('end when their rule is changed or deleted, and not when only its name is', async () => {
    const { one } = await world();
    const kept = await one.begin();
    one.duration = 4_000;
    await one.pass(10);
    await one.alerts?.runner.replaceRules([{ ...RULE, name: 'Other', owner: 'Team' }]);
    await one.pass(2);
    expect(one.told()).toEqual(['opened warning 1.1']);
    await one.alerts?.runner.replaceRules([]);
    await one.pass(2);
    expect(one.told()).toEqual(['opened warning 1.1', 'closed 1.2']);
    expect(kept.rules).toEqual([]);
  });

  it('of a channel that is gone are given up, and said so', async () => {
    const { one } = await world();
    const kept = await one.begin({ ...RULE, actions: [{ channel: 'gone', from: 'warning' }] });
    one.duration = 4_000;
    await one.pass(10);
    expect(kept.standing.outbox.log).toMatchObject([{ outcome: 'given up', detail: /no channel “gone”/ }]);
    expect(kept.standing.outbox.waiting).toEqual([]);
  });

  it('of one level only are told to those who want them', async () => {
    const { one } = await world();
    await one.begin({ ...RULE, actions: [{ channel: 'hook', from: 'critical' }] });
    one.duration = 4_000;
    await one.pass(10);
    expect(one.told()).toEqual([]);
    one.duration = 9_000;
    await one.pass(10);
    one.duration = 100;
    await one.pass(10);
    expect(one.told()).toEqual(['level critical 1.2', 'closed 1.3']);
  });

  it('say a file that cannot be read, and run without it', async () => {
    const { one } = await world();
    await writeFile(`${one.directory}/alerts.json`, '{');
    const kept = await KeptAlerts.open(one.directory);
    expect(kept.problems).toMatchObject([{ kind: 'partial', message: /alerts\.json cannot be read/ }]);
    expect(kept.rules).toEqual([]);
  });
});
