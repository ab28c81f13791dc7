import { addToIncidents } from '../../alerts/incident.ts';
import { endByChange, evaluate } from '../../alerts/evaluate.ts';
import { channelsFor, decisive, isMuted } from '../../alerts/told.ts';
import { withEdit } from '../../alerts/edits.ts';
import { toMessage } from '../../alerts/message.ts';
import { readAnswers, tickQueries } from '../../alerts/question.ts';
import type { AskedWith } from '../../alerts/question.ts';
import { CADENCE } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Change, Tick } from '../../model/alert-state.ts';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { NEW_RECORD } from './kept-alerts.ts';
import type { KeptAlerts, KeptRecord, Standing } from './kept-alerts.ts';
import { enqueue, note } from './outbox.ts';
import type { Outbox } from './outbox.ts';

/** What evaluation needs of the collector. */
export interface RunnerParts {
  readonly kept: KeptAlerts;
  readonly now: () => EpochMs;
  /** Resolves when all that was received so far can be asked for. */
  readonly settled: () => Promise<void>;
  /** Answers of rows as they were at a full minute. */
  readonly ask: (query: Query, at: EpochMs) => Promise<Pick<Result, 'columns'>>;
  /** The number of the row that was stored last. */
  readonly lastRow: () => number;
  /** The delay and the thresholds that hold now. */
  readonly askedWith: () => AskedWith;
}

/** Rows that were received by a full minute may take this long until they can be asked for. */
export const GRACE: Milliseconds = 5_000;

/** Minutes that are made up for after a pause; what lies before is passed over. */
const MOST_MISSED = 180;

/** Incidents of a rule that are kept. */
const MOST_INCIDENTS = 200;

/** Whether the clock is behind the last evaluation by more than it may be corrected by. */
function isSetBack(last: EpochMs, at: EpochMs): boolean {
  return last < at - CADENCE;
}

function tell(outbox: Outbox, rule: AlertRule, change: Change, now: EpochMs): Outbox {
  const message = toMessage(rule, change);
  const channels = channelsFor(rule, change);
  if (!isMuted(rule, now)) return enqueue(outbox, message, channels, now);
  return channels.reduce(
    (muted, channel) =>
      note(muted, {
        at: now,
        channel,
        key: message.key,
        title: message.title,
        text: message.text,
        outcome: 'muted',
        detail: 'The rule is muted.',
        tries: 0,
      }),
    outbox,
  );
}

/** Evaluates the rules, minute by minute, also those that were missed; one call at a time. */
export class Runner {
  readonly #parts: RunnerParts;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Evaluates all that is due. Rejects where the database or the disk fails; the same minutes are then due again. */
  run(): Promise<void> {
    return this.#queue(() => this.#evaluateDue());
  }

  /**
   * Puts other rules in the place of all. An incident of a rule that decides otherwise now, or is gone, ends. `check`
   * is given those that are there, and throws where they may not be replaced.
   */
  replaceRules(
    rules: readonly AlertRule[],
    check: (rules: readonly AlertRule[]) => void = () => undefined,
  ): Promise<void> {
    return this.#queue(async () => {
      const { kept, now } = this.#parts;
      check(kept.rules);
      let { standing } = kept;
      for (const old of kept.rules) {
        const next = rules.find(({ id }) => id === old.id);
        if (next !== undefined && decisive(next) === decisive(old)) continue;
        const record = standing.records[old.id] ?? NEW_RECORD;
        const { state, change } = endByChange(record.state, now());
        const tick: Tick = { at: now(), value: Number.NaN, rows: 0, earlier: Number.NaN };
        standing = {
          records: {
            ...standing.records,
            [old.id]: { ...record, state, incidents: addToIncidents(record.incidents, old, tick, change) },
          },
          outbox: change === null ? standing.outbox : tell(standing.outbox, old, change, now()),
        };
      }
      const edited = rules.map((rule): [string, KeptRecord] => {
        const record = standing.records[rule.id] ?? NEW_RECORD;
        return [rule.id, { ...record, edits: withEdit(record.edits, rule, now()) }];
      });
      standing = { ...standing, records: { ...standing.records, ...Object.fromEntries(edited) } };
      await kept.writeRules(rules);
      await kept.writeStanding(standing);
    });
  }

  /** Notes what became of messages between two evaluations, so that neither undoes what the other did. */
  note(make: (standing: Standing) => Standing): Promise<void> {
    return this.#queue(() => this.#parts.kept.noteStanding(make(this.#parts.kept.standing)));
  }

  #queue(run: () => Promise<void>): Promise<void> {
    const next = this.#running.then(run);
    this.#running = next.catch(() => undefined);
    return next;
  }

  async #evaluateDue(): Promise<void> {
    const { kept, now, settled } = this.#parts;
    const last = Math.floor((now() - GRACE) / CADENCE) * CADENCE;
    const due = kept.rules.filter((rule) => rule.enabled && this.#isDue(rule, last));
    if (due.length === 0) return;
    await settled();
    for (const rule of due) await this.#evaluateRule(rule, last);
  }

  #isDue(rule: AlertRule, last: EpochMs): boolean {
    const { at } = (this.#parts.kept.standing.records[rule.id] ?? NEW_RECORD).state;
    return at === null || last > at || isSetBack(last, at);
  }

  async #evaluateRule(rule: AlertRule, last: EpochMs): Promise<void> {
    const { kept } = this.#parts;
    const record = this.#onClock(rule, kept.standing.records[rule.id] ?? NEW_RECORD, last);
    const since = record.state.at ?? last - CADENCE;
    let next = record;
    let { outbox } = kept.standing;
    for (let at = Math.max(since + CADENCE, last - (MOST_MISSED - 1) * CADENCE); at <= last; at += CADENCE) {
      const tick = await this.#measure(rule, at, next.twice);
      const { state, change } = evaluate(rule, next.state, tick);
      const incidents = addToIncidents(next.incidents, rule, tick, change).slice(-MOST_INCIDENTS);
      next = { ...next, state, incidents };
      if (change !== null) outbox = tell(outbox, rule, change, this.#parts.now());
    }
    if (next === kept.standing.records[rule.id]) return;
    const { records } = kept.standing;
    await kept.writeStanding({ records: { ...records, [rule.id]: next }, outbox });
  }

  /**
   * Once the clock was set back, a time comes twice, and its first rows would be found, or end what is open, once more:
   * evaluation goes on from the new time with the rows that came since.
   */
  #onClock(rule: AlertRule, record: KeptRecord, last: EpochMs): KeptRecord {
    const { at } = record.state;
    if (at === null || !isSetBack(last, at)) return record;
    const { delay } = this.#parts.askedWith();
    const until = Math.max(at, record.twice?.until ?? at) + delay + rule.window + (rule.earlier ?? 0);
    return {
      ...record,
      state: { ...record.state, at: last - CADENCE },
      twice: { row: this.#parts.lastRow(), until },
    };
  }

  async #measure(rule: AlertRule, at: EpochMs, twice: KeptRecord['twice']): Promise<Tick> {
    const { askedWith } = this.#parts;
    const ask = (query: Query): Promise<Pick<Result, 'columns'>> => {
      if (twice === null || at > twice.until) return this.#parts.ask(query, at);
      const isNew: Filter = { kind: 'compare', field: 'row', is: '>', value: twice.row };
      return this.#parts.ask({ ...query, where: both(query.where, isNew) }, at);
    };
    const { own, earlier } = tickQueries(rule, at, askedWith());
    return readAnswers(rule, at, await ask(own), earlier === null ? null : await ask(earlier));
  }
}
