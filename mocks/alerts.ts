import { channelsSchema } from '../src/alerts/channel-schema.ts';
import { withEdit } from '../src/alerts/edits.ts';
import { RuleFileError, parseRules } from '../src/alerts/rule-file.ts';
import { rulesTag } from '../src/formats/settings-tag.ts';
import type { Channel } from '../src/model/alert-channel.ts';
import { DEFAULT_DELAY, NEW_RULE } from '../src/model/alert-rule.ts';
import type { AlertRule } from '../src/model/alert-rule.ts';
import { NEW_STATE } from '../src/model/alert-state.ts';
import type { Alerts, RuleRecord } from '../src/model/alerts.ts';
import { MINUTE } from '../src/model/time.ts';
import type { EpochMs } from '../src/model/time.ts';
import { Refusal } from './answers.ts';

const CHANNEL: Channel = { kind: 'browser', name: 'This browser' };

/** What the people of the demo watch. */
const RULES: readonly AlertRule[] = [
  {
    ...NEW_RULE,
    id: 'api-failures',
    name: 'Failures of the API in production',
    measure: { metric: 'failure_rate' },
    environments: ['production'],
    where: { kind: 'like', field: 'transaction', pattern: '/api/*' },
    window: 30 * MINUTE,
    thresholds: { critical: 0.1, warning: 0.05, resolve: null },
    least: 20,
    noData: 'ok',
    actions: [{ channel: CHANNEL.name, from: 'critical' }],
  },
  {
    ...NEW_RULE,
    id: 'page-loads',
    name: 'LCP of page loads',
    measure: { metric: 'p75', of: 'lcp' },
    where: { kind: 'in', field: 'op', values: ['pageload'] },
    thresholds: { critical: 4_000, warning: 3_500, resolve: 3_000 },
    periods: 5,
    least: 20,
    actions: [{ channel: CHANNEL.name, from: 'warning' }],
  },
];

/**
 * The rules of a demo: kept as long as it is open, and evaluated by the page that shows it. Nothing leaves the browser,
 * so that no channel but its own notifications is taken.
 */
export class DemoAlerts {
  #rules: readonly AlertRule[] = [];
  #channels: readonly Channel[] = [CHANNEL];
  #edits: Readonly<Record<string, RuleRecord['edits']>> = {};

  constructor(since: EpochMs) {
    this.#take(RULES, since);
  }

  get standing(): Alerts {
    const records = this.#rules.map(({ id }): [string, RuleRecord] => [
      id,
      { state: NEW_STATE, incidents: [], edits: this.#edits[id] ?? [] },
    ]);
    return {
      runs: 'page',
      kinds: ['browser'],
      delay: DEFAULT_DELAY,
      rules: this.#rules,
      channels: this.#channels,
      records: Object.fromEntries(records),
      waiting: [],
      deliveries: [],
      problems: [],
    };
  }

  /** `PUT alerts/rules`. Throws a `Refusal`. */
  writeRules(text: string, tag: string | null, now: EpochMs): void {
    if (tag !== null && tag !== rulesTag(this.#rules)) {
      throw new Refusal(412, 'Somebody else has changed the rules meanwhile.', 'Read them again.');
    }
    try {
      this.#take(parseRules(text), now);
    } catch (error) {
      if (error instanceof RuleFileError) throw new Refusal(400, error.message, error.advice);
      throw error;
    }
  }

  /** `PUT alerts/channels`. Throws a `Refusal`. */
  writeChannels(text: string): void {
    const channels = channelsSchema.safeParse(JSON.parse(text)).data;
    if (channels === undefined) {
      throw new Refusal(
        400,
        'The channels are not right.',
        'Compare them with "AlertChannels" in /openapi.json.',
      );
    }
    const other = channels.find(({ kind }) => kind !== 'browser');
    if (other !== undefined) {
      throw new Refusal(
        400,
        `The demo delivers nothing: the channel “${other.name}” would stay silent.`,
        'Run the collector, which delivers; or use notifications of this browser.',
      );
    }
    this.#channels = channels;
  }

  #take(rules: readonly AlertRule[], at: EpochMs): void {
    this.#edits = Object.fromEntries(
      rules.map((rule) => [rule.id, withEdit(this.#edits[rule.id] ?? [], rule, at)]),
    );
    this.#rules = rules;
  }
}
