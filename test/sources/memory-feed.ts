import { withEdit } from '../../src/alerts/edits.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Channel } from '../../src/model/alert-channel.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import { NEW_STATE } from '../../src/model/alert-state.ts';
import type { Alerts, RuleRecord } from '../../src/model/alerts.ts';
import type { Problem } from '../../src/model/result.ts';
import { CONTRACT_VERSION, DEFAULT_SETTINGS, SourceError } from '../../src/model/source.ts';
import type { Info, Settings, TraceData } from '../../src/model/source.ts';
import type { ErrorEvent, ErrorId } from '../../src/model/span.ts';
import { MINUTE } from '../../src/model/time.ts';
import type { EpochMs, Range } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { LostPosition } from '../../src/sources/feed.ts';
import type { Batch, ErrorBatch, Feed } from '../../src/sources/feed.ts';

interface Change {
  readonly row: number;
  readonly transaction: Transaction | null;
}

const NO_ALERTS: Alerts = {
  runs: 'page',
  kinds: ['browser'],
  delay: MINUTE,
  rules: [],
  channels: [],
  records: {},
  waiting: [],
  deliveries: [],
  problems: [],
};

/** A feed of rows in memory, slow or out of order where a test wants it so. */
export class MemoryFeed implements Feed {
  readonly now: EpochMs;
  /** Rows in a batch. */
  batch = 100;
  isNewestFirst = true;
  /** Refuses a position that it never had, instead of answering with the last that it has. */
  isStrict = false;
  /** Awaited before each batch of `rows` but the first. */
  gate: () => Promise<void> = () => Promise.resolve();
  /** Thrown by whatever is asked next, while it is set. */
  failure: SourceError | null = null;
  settings: Settings = DEFAULT_SETTINGS;
  /** Evaluated by the page, unless a test says otherwise. */
  alerts: Alerts = NO_ALERTS;
  traces: readonly TraceData[] = [];
  /** The newest first. */
  reported: readonly ErrorEvent[] = [];
  /** The ranges that rows were asked for. */
  readonly asked: Range[] = [];
  /** The positions that changes were asked from. */
  readonly askedAfter: number[] = [];
  #changes: Change[] = [];
  #watchers = new Set<{ onNews: () => void; onProblem: (problem: Problem | null) => void }>();

  constructor(transactions: readonly Transaction[], now: EpochMs) {
    this.now = now;
    this.#record(transactions);
  }

  /** The rows that are in it now. */
  get transactions(): Transaction[] {
    const rows = new Map<number, Transaction>();
    for (const { row, transaction } of this.#changes) {
      if (transaction === null) rows.delete(row);
      else rows.set(row, transaction);
    }
    return [...rows.values()];
  }

  put(...transactions: readonly Transaction[]): void {
    this.#record(transactions);
    this.tell();
  }

  remove(...rows: readonly number[]): void {
    for (const row of rows) this.#changes.push({ row, transaction: null });
    this.tell();
  }

  /** Forgets all that ever was, as a collector in memory does when it is started anew. */
  restart(transactions: readonly Transaction[]): void {
    this.#changes = [];
    this.put(...transactions);
  }

  tell(): void {
    for (const { onNews } of this.#watchers) onNews();
  }

  tellProblem(problem: Problem | null): void {
    for (const { onProblem } of this.#watchers) onProblem(problem);
  }

  info(): Promise<Info> {
    return this.#answer(() => {
      const transactions = this.transactions;
      const ends = transactions.map(endOf);
      return {
        contract: CONTRACT_VERSION,
        name: 'memory',
        version: '0.1.0',
        now: this.now,
        extent: ends.length === 0 ? null : { start: Math.min(...ends), end: Math.max(...ends) },
        rows: transactions.length,
        revision: this.#changes.length,
        environments: tally(transactions, ({ environment }) => (environment === '' ? null : environment)),
        projects: tally(transactions, ({ project }) => project),
        releases: tally(transactions, ({ release }) => release).flatMap(({ name, rows }) => {
          const ends = transactions.filter(({ release }) => release === name).map(endOf);
          return name === null ? [] : [{ name, rows, first: Math.min(...ends) }];
        }),
        abilities: { live: true, settings: true },
        quality: {
          received: transactions.length,
          stored: transactions.length,
          skipped: [],
          refused: [],
          repeated: 0,
          droppedByClients: [],
          filtered: [],
          wrongClocks: [],
          sampledRows: transactions.filter(({ weight }) => weight !== 1).length,
        },
        ingest: null,
        problems: [],
      };
    });
  }

  position(): Promise<number> {
    return this.#answer(() => this.#changes.length);
  }

  async *rows(range: Range, signal: AbortSignal): AsyncGenerator<Batch, void, void> {
    this.asked.push(range);
    await this.#answer(() => undefined);
    const within = this.transactions
      .filter((each) => endOf(each) >= range.start && endOf(each) < range.end)
      .sort((a, b) => (this.isNewestFirst ? endOf(b) - endOf(a) : endOf(a) - endOf(b)));
    const after = this.#changes.length;
    for (let at = 0; at === 0 || at < within.length; at += this.batch) {
      if (at > 0) await this.gate();
      signal.throwIfAborted();
      if (this.failure !== null) throw this.failure;
      yield {
        rows: toRows(within.slice(at, at + this.batch)),
        removed: null,
        total: at === 0 ? within.length : null,
        after: at + this.batch >= within.length ? after : null,
      };
    }
  }

  async *changes(after: number): AsyncGenerator<Batch, void, void> {
    this.askedAfter.push(after);
    await this.#answer(() => undefined);
    if (this.isStrict && after > this.#changes.length) {
      throw new LostPosition({ kind: 'refused', message: `There is no position ${after}.`, advice: '' });
    }
    const changed = new Map(this.#changes.slice(after).map(({ row, transaction }) => [row, transaction]));
    const present = [...changed.values()].filter((transaction) => transaction !== null);
    const gone = [...changed].filter(([, transaction]) => transaction === null).map(([row]) => row);
    yield { rows: toRows(present), removed: null, total: null, after: null };
    yield { rows: null, removed: Float64Array.from(gone), total: null, after: this.#changes.length };
  }

  async *spans(): AsyncGenerator<never, void, void> {
    // The rows of this feed have no spans.
  }

  trace(traceId: string): Promise<TraceData> {
    return this.#answer(() => {
      const trace = this.traces.find((each) => each.traceId === traceId);
      if (trace !== undefined) return trace;
      throw new SourceError('not-found', { kind: 'refused', message: `No trace ${traceId}.`, advice: '' });
    });
  }

  async *errors(
    of: { readonly project: string; readonly transaction: string } | null,
    { start, end }: Range,
  ): AsyncGenerator<ErrorBatch, void, void> {
    const errors = await this.#answer(() =>
      this.reported.filter(
        ({ timestamp, project, transaction }) =>
          timestamp >= start &&
          timestamp < end &&
          (of === null || (of.project === project && of.transaction === transaction)),
      ),
    );
    yield { errors, total: errors.length };
  }

  error({ project, eventId }: ErrorId): Promise<ErrorEvent> {
    return this.#answer(() => {
      const error = this.reported.find((each) => each.eventId === eventId && each.project === project);
      if (error !== undefined) return error;
      throw new SourceError('not-found', { kind: 'refused', message: `No error ${eventId}.`, advice: '' });
    });
  }

  watch(onNews: () => void, onProblem: (problem: Problem | null) => void): () => void {
    const watcher = { onNews, onProblem };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  deleteData(): Promise<number> {
    return this.#answer(() => {
      throw new SourceError('refused', {
        kind: 'refused',
        message: 'Nothing is deleted here.',
        advice: 'Ask a collector.',
      });
    });
  }

  readSettings(): Promise<Settings> {
    return this.#answer(() => this.settings);
  }

  writeSettings(settings: Settings, before: Settings | null): Promise<void> {
    return this.#answer(() => {
      if (before !== null && JSON.stringify(before) !== JSON.stringify(this.settings)) {
        throw new SourceError('changed', {
          kind: 'refused',
          message: 'They were changed.',
          advice: 'Read again.',
        });
      }
      this.settings = settings;
    });
  }

  readAlerts(): Promise<Alerts> {
    return this.#answer(() => this.alerts);
  }

  writeRules(rules: readonly AlertRule[], before: readonly AlertRule[] | null): Promise<void> {
    return this.#answer(() => {
      if (before !== null && JSON.stringify(before) !== JSON.stringify(this.alerts.rules)) {
        throw new SourceError('changed', { kind: 'refused', message: 'Changed.', advice: 'Read again.' });
      }
      const records = rules.map((rule): [string, RuleRecord] => {
        const { edits = [], ...record } = this.alerts.records[rule.id] ?? { state: NEW_STATE, incidents: [] };
        return [rule.id, { ...record, edits: withEdit(edits, rule, this.now) }];
      });
      this.alerts = { ...this.alerts, rules, records: Object.fromEntries(records) };
    });
  }

  writeChannels(channels: readonly Channel[]): Promise<void> {
    return this.#answer(() => void (this.alerts = { ...this.alerts, channels }));
  }

  check(): Promise<never> {
    return Promise.reject(new Error('a feed in memory is not tried'));
  }

  testChannel(): Promise<string> {
    return this.#answer(() => '200');
  }

  #record(transactions: readonly Transaction[]): void {
    for (const transaction of transactions) this.#changes.push({ row: transaction.row, transaction });
  }

  async #answer<Value>(give: () => Value): Promise<Value> {
    await Promise.resolve();
    if (this.failure !== null) throw this.failure;
    return give();
  }
}

export function endOf({ start, duration }: Transaction): EpochMs {
  return start + duration;
}

function tally<Name extends string | null>(
  transactions: readonly Transaction[],
  nameOf: (transaction: Transaction) => Name,
): { name: Name; rows: number }[] {
  const counts = new Map<Name, number>();
  for (const each of transactions) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1);
  return [...counts].map(([name, rows]) => ({ name, rows })).sort((a, b) => b.rows - a.rows);
}
