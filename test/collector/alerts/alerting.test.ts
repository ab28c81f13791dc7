// The article's alert with nobody watching: real traffic to a real collector, told to a real webhook and mail server.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finish } from '../../../src/engine/steps.ts';
import { backTest } from '../../../src/alerts/back-test.ts';
import { measureOverTime } from '../../../src/alerts/measure-over-time.ts';
import { sampleList } from '../../../src/alerts/question.ts';
import { printRules } from '../../../src/alerts/rule-file.ts';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import { toSamples } from '../../../src/alerts/samples.ts';
import type { RuleRecord } from '../../../src/model/alerts.ts';
import { whenStored } from '../../../src/collector/alerts/when-stored.ts';
import type { Collector } from '../../../src/collector/start.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/model/metric.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/model/time.ts';
import { list } from '../../oracle.ts';
import { readAsPage } from '../as-page.ts';
import { emptyDirectory, reported, sendEnvelope, start, transactions } from '../running.ts';
import { transactionEnvelope } from '../traffic.ts';
import { startMailServer, startWebhook } from './receivers.ts';

const START = Date.UTC(2026, 10, 22, 8);

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'documents-p95',
  name: 'p95 of /api/documents in production',
  environments: ['production'],
  where: { kind: 'in', field: 'transaction', values: ['/api/documents'] },
  window: HOUR,
  thresholds: { critical: 5_000, warning: 3_500, resolve: null },
  actions: [
    { channel: 'hook', from: 'warning' },
    { channel: 'mail', from: 'critical' },
  ],
};

/** The same of a percentile that has no name of its own, told to nobody. */
const ANY_PERCENTILE: AlertRule = {
  ...RULE,
  id: 'documents-p92-5',
  name: 'p92.5 of /api/documents in production',
  measure: { metric: 'p92.5' },
  actions: [],
};

interface State {
  readonly records: Readonly<Record<string, RuleRecord>>;
  readonly deliveries: readonly { readonly outcome: string; readonly key: string }[];
  readonly channels: readonly object[];
  readonly waiting: readonly { readonly due: number; readonly tries: number }[];
}

function put(collector: Collector, path: string, body: string, method = 'PUT'): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: new URL(collector.url).origin };
  return readAsPage(`${collector.url}api/v1/alerts/${path}`, { method, headers, body });
}

async function stateOf(collector: Collector): Promise<State> {
  const response = await readAsPage(`${collector.url}api/v1/alerts`);
  return (await response.json()) as State;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

let sent = 0;

/** Sends one request that has just ended, and lets a little time pass. */
async function request(collector: Collector, durationMs: number, late = 0): Promise<void> {
  sent += 1;
  const words = { name: '/api/documents', durationMs, endMs: Date.now() - late, spans: 0 };
  expect((await sendEnvelope(collector, transactionEnvelope(sent, words))).status).toBe(200);
}

/** Five minutes of traffic at a time, of which every alert evaluates each minute. */
async function pass(collector: Collector, minutes: number, durationMs: number): Promise<void> {
  const until = Date.now() + minutes * MINUTE;
  while (Date.now() < until) {
    await request(collector, durationMs, sent % 4 === 0 ? 2 * MINUTE : 0);
    vi.setSystemTime(Date.now() + 5 * MINUTE);
  }
}

/** Waits until everything up to now was evaluated and delivered; of what waits, one message a minute is. */
async function evaluated(collector: Collector): Promise<State> {
  for (;;) {
    vi.setSystemTime(Math.ceil(Date.now() / MINUTE) * MINUTE + 6 * SECOND);
    const last = Math.floor(Date.now() / MINUTE) * MINUTE;
    const state = await vi.waitFor(
      async () => {
        const now = await stateOf(collector);
        expect(now.records[RULE.id]?.state.at).toBe(last);
        expect(now.waiting.filter(({ due, tries }) => tries === 0 && due < last - MINUTE)).toEqual([]);
        return now;
      },
      { timeout: 20_000, interval: 100 },
    );
    if (state.waiting.length === 0) return state;
  }
}

describe('the alert on /api/documents', () => {
  it('fires on real traffic, is delivered, goes on over a restart, and ends, as the back-test says', async () => {
    const [webhook, mail, directory] = [await startWebhook(), await startMailServer(), emptyDirectory()];
    const alertTargets = [webhook.origin, `smtp://127.0.0.1:${mail.port}`];
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ alertTargets }));
    const options = { directory, alertsEvery: 20 };
    let collector = await start(options);
    const channels = [
      { kind: 'webhook', name: 'hook', url: webhook.origin, secret: 'a-long-secret' },
      {
        kind: 'email',
        name: 'mail',
        host: '127.0.0.1',
        port: mail.port,
        from: 'longtail@example.org',
        to: ['team@example.org'],
      },
    ];
    expect((await put(collector, 'channels', JSON.stringify(channels))).status).toBe(200);
    expect((await put(collector, 'rules', printRules([RULE, ANY_PERCENTILE]))).status).toBe(200);

    await pass(collector, 15, 2_000);
    await evaluated(collector);
    expect(webhook.received).toEqual([]);
    await pass(collector, 10, 4_000);
    await evaluated(collector);
    expect(webhook.received.map(({ json }) => json['title'])).toEqual([`Warning: ${RULE.name}`]);
    await pass(collector, 10, 6_000);
    await evaluated(collector);
    await collector.close();
    collector = await start(options);
    await pass(collector, 75, 2_000);
    const state = await evaluated(collector);

    expect(webhook.received.map(({ json }) => [json['kind'], json['level']])).toEqual([
      ['opened', 'warning'],
      ['level', 'critical'],
      ['level', 'warning'],
      ['closed', null],
    ]);
    expect(webhook.received.every(({ headers }) => 'x-longtail-signature' in headers)).toBe(true);
    // Those who want what is critical alone hear when it begins and when it is over.
    expect(mail.mails.map((text) => /^Subject: (\w+)/m.exec(text)?.[1])).toEqual(['Critical', 'Warning']);
    expect(reported).toEqual([]);

    const rows = await transactions(collector);
    const span = { from: START, to: Date.now() };
    for (const rule of [RULE, ANY_PERCENTILE]) {
      const asked = sampleList(rule, { start: span.from, end: span.to }, MINUTE, 1e6);
      const samples = toSamples(rule, list(rows, asked), DEFAULT_THRESHOLDS);
      expect(samples.length).toBe(sent);
      const replayed = backTest(rule, finish(measureOverTime(rule, samples, span, MINUTE)));
      const live = state.records[rule.id]?.incidents.flatMap(({ changes }) => changes);
      expect(live?.length).toBeGreaterThan(1);
      expect(replayed.incidents.flatMap(({ changes }) => changes)).toEqual(live);
    }

    const text = JSON.stringify(state);
    expect(text).not.toContain('a-long-secret');
    const path = join(directory, 'alert-channels.json');
    expect(readFileSync(path, 'utf8')).toContain('a-long-secret');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }, 60_000);
});

describe('the routes of alerts', () => {
  it('send a test by the way of alerts, and say why it was not delivered', async () => {
    const webhook = await startWebhook();
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ alertTargets: [webhook.origin] }));
    const collector = await start({ directory });
    const other = await startWebhook();
    const channels = [
      { kind: 'webhook', name: 'hook', url: webhook.origin },
      { kind: 'webhook', name: 'private', url: other.origin },
    ];
    await put(collector, 'channels', JSON.stringify(channels));
    expect((await put(collector, 'test', '{"channel":"hook"}', 'POST')).status).toBe(200);
    expect(webhook.received[0]?.json).toMatchObject({ kind: 'test' });
    const refused = await put(collector, 'test', '{"channel":"private"}', 'POST');
    expect(refused.status).toBe(502);
    expect(await refused.text()).toContain('alertTargets');
    expect(other.received).toEqual([]);
    expect((await put(collector, 'test', '{"channel":"none"}', 'POST')).status).toBe(502);
  });

  it('take no rules that are not right, and no secret that is not known', async () => {
    const collector = await start();
    const wrong = await put(collector, 'rules', printRules([{ ...RULE, periods: 99 }]));
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('periods');
    const beyond = await put(collector, 'rules', printRules([{ ...RULE, measure: { metric: 'p100.5' } }]));
    expect([beyond.status, await beyond.text()]).toEqual([400, expect.stringContaining('at most 100')]);
    const channel = { kind: 'slack', name: 's', url: 'https://hooks.example.com/a-long-secret' };
    expect((await put(collector, 'channels', JSON.stringify([channel]))).status).toBe(200);
    const { channels } = await stateOf(collector);
    expect((await put(collector, 'channels', JSON.stringify(channels))).status).toBe(200);
    const renamed = channels.map((one) => ({ ...one, name: 'other' }));
    expect((await put(collector, 'channels', JSON.stringify(renamed))).status).toBe(400);
    expect((await put(collector, 'channels', '{')).status).toBe(400);
  });

  it('replace rules only for who has seen them, keep their versions, and leave notices for browsers', async () => {
    const collector = await start();
    await put(collector, 'channels', JSON.stringify([{ kind: 'browser', name: 'here' }]));
    const tagOf = async (): Promise<string> => {
      const response = await readAsPage(`${collector.url}api/v1/alerts`);
      return response.headers.get('etag') ?? '';
    };
    const write = async (rules: readonly AlertRule[], tag: string): Promise<number> => {
      const headers = {
        'content-type': 'application/json',
        origin: new URL(collector.url).origin,
        'if-match': tag,
      };
      const init = { method: 'PUT', headers, body: printRules(rules) };
      return (await readAsPage(`${collector.url}api/v1/alerts/rules`, init)).status;
    };
    const first = await tagOf();
    expect(await write([RULE], first)).toBe(200);
    expect(await write([], first)).toBe(412);
    expect(await write([{ ...RULE, periods: 2 }], await tagOf())).toBe(200);
    const { records } = await stateOf(collector);
    expect(records[RULE.id]?.edits.map(({ rule }) => rule.periods)).toEqual([1, 2]);
    expect((await put(collector, 'test', '{"channel":"here"}', 'POST')).status).toBe(200);
  });

  it('are for the own pages alone', async () => {
    const collector = await start();
    expect((await fetch(`${collector.url}api/v1/alerts`)).status).not.toBe(200);
    const body = JSON.stringify({ channel: 'hook' });
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const foreign = await readAsPage(`${collector.url}api/v1/alerts/test`, { method: 'POST', headers, body });
    expect(foreign.status).toBe(403);
  });
});

describe('what is stored', () => {
  it('is waited for, but not for ever while something is written, and never for nothing', async () => {
    const never = () => new Promise<void>(() => undefined);
    let change = 0;
    await whenStored({ settled: () => Promise.resolve(), change: () => 0 });
    await whenStored({ settled: never, change: () => change++ }, 5);
    await expect(whenStored({ settled: never, change: () => 0 }, 5)).rejects.toThrow(/takes nothing in/);
  });
});
