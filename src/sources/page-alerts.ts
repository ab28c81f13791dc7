import { evaluate } from '../alerts/evaluate.ts';
import { addToIncidents } from '../alerts/incident.ts';
import { tickAt } from '../alerts/measure-over-time.ts';
import { toMessage } from '../alerts/message.ts';
import { channelsFor, decisive, isMuted } from '../alerts/told.ts';
import { CADENCE } from '../model/alert-rule.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import { NEW_STATE } from '../model/alert-state.ts';
import type { Change } from '../model/alert-state.ts';
import type { Alerts, Delivery, MeasureQuestion, Measured, RuleRecord } from '../model/alerts.ts';
import type { Thresholds } from '../model/metric.ts';
import { DAY, SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';

/** Rows that were received by a full minute may take this long until they are here. */
const GRACE: Milliseconds = 5 * SECOND;

/** So far back a rule is played when it is first looked at, or after a pause. */
const PAST: Milliseconds = DAY;

/** Deliveries that are remembered. */
const MOST_DELIVERIES = 200;

/** What the evaluation in a page needs. */
export interface PageAlertsParts {
  readonly now: () => EpochMs;
  readonly measure: (question: MeasureQuestion, signal?: AbortSignal) => Promise<Measured>;
  readonly thresholds: (signal?: AbortSignal) => Promise<Thresholds>;
  /** Whether rows may be loaded for a rule alone: what the page shows is loaded first. */
  readonly mayLoad: () => boolean;
}

/** A rule as it is evaluated here, and how it stands. */
interface Running {
  /** What of it decides: another one begins anew. */
  readonly decides: string;
  readonly record: Omit<RuleRecord, 'edits'>;
}

const NEW: Running['record'] = { state: NEW_STATE, incidents: [] };

/**
 * Evaluates the rules of a source that does not do it itself, each time somebody asks how alerts stand: all minutes
 * that are due by then. A rule that is new to the page is first played over the last day, by the code of the back-test;
 * what it finds there is history and is told to nobody.
 */
export class PageAlerts {
  readonly #parts: PageAlertsParts;
  readonly #opened: EpochMs;
  readonly #running = new Map<string, Running>();
  #deliveries: readonly Delivery[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(parts: PageAlertsParts) {
    this.#parts = parts;
    this.#opened = parts.now();
  }

  /** How everything stands, once what is due has been evaluated. */
  async standing(alerts: Alerts, signal?: AbortSignal): Promise<Alerts> {
    // One after the other: no minute is evaluated twice.
    const turn = this.#last.then(() => this.#evaluateDue(alerts, signal));
    this.#last = turn.catch(() => undefined);
    await turn;
    const records = alerts.rules.map(({ id }): [string, RuleRecord] => {
      const record = this.#running.get(id)?.record ?? NEW;
      return [id, { ...record, edits: alerts.records[id]?.edits ?? [] }];
    });
    return { ...alerts, records: Object.fromEntries(records), deliveries: this.#deliveries };
  }

  async #evaluateDue(alerts: Alerts, signal: AbortSignal | undefined): Promise<void> {
    const last = Math.floor((this.#parts.now() - GRACE) / CADENCE) * CADENCE;
    const known = new Set(alerts.rules.map(({ id }) => id));
    for (const id of this.#running.keys()) if (!known.has(id)) this.#running.delete(id);
    const mayLoad = this.#parts.mayLoad();
    const due = alerts.rules.filter(
      (rule) =>
        rule.enabled &&
        this.#nextOf(rule, last) <= last &&
        (mayLoad || this.#recordOf(rule).state.at !== null),
    );
    if (due.length === 0) return;
    const thresholds = await this.#parts.thresholds(signal);
    for (const rule of due) await this.#evaluateRule(rule, last, alerts, thresholds, signal);
  }

  #recordOf(rule: AlertRule): Running['record'] {
    const running = this.#running.get(rule.id);
    return running?.decides === decisive(rule) ? running.record : NEW;
  }

  /** The first minute that was not evaluated yet. */
  #nextOf(rule: AlertRule, last: EpochMs): EpochMs {
    const { at } = this.#recordOf(rule).state;
    return at === null ? last - PAST : Math.max(at + CADENCE, last - PAST);
  }

  async #evaluateRule(
    rule: AlertRule,
    last: EpochMs,
    { delay, channels }: Alerts,
    thresholds: Thresholds,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const range = { start: this.#nextOf(rule, last), end: last };
    const { ticks, complete } = await this.#parts.measure(
      { rule, range, delay, thresholds, suggest: null },
      signal,
    );
    // What is missing is being loaded, and the same minutes are due again.
    if (!complete) return;
    let { state, incidents } = this.#recordOf(rule);
    for (let index = 0; index < ticks.length; index++) {
      const tick = tickAt(ticks, index);
      const step = evaluate(rule, state, tick);
      incidents = addToIncidents(incidents, rule, tick, step.change);
      ({ state } = step);
      if (step.change !== null && tick.at >= this.#opened) this.#tell(rule, step.change, channels);
    }
    this.#running.set(rule.id, { decides: decisive(rule), record: { state, incidents } });
  }

  #tell(rule: AlertRule, change: Change, channels: Alerts['channels']): void {
    const at = this.#parts.now();
    const { key, title, text } = toMessage(rule, change);
    const told = channelsFor(rule, change).map((channel): Delivery => {
      const kind = channels.find(({ name }) => name === channel)?.kind;
      const base = { at, channel, key, title, text, tries: 1 };
      if (isMuted(rule, at)) return { ...base, outcome: 'muted', detail: 'The rule is muted.', tries: 0 };
      return kind === 'browser'
        ? { ...base, outcome: 'delivered', detail: 'left for this page' }
        : { ...base, outcome: 'given up', detail: 'Only a collector delivers to this channel.' };
    });
    this.#deliveries = [...this.#deliveries, ...told].slice(-MOST_DELIVERIES);
  }
}
