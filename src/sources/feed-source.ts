import { Engine } from '../engine/engine.ts';
import type { Steps } from '../engine/steps.ts';
import type { MeasureQuestion, Measured } from '../model/alerts.ts';
import { rangesOf } from '../model/query.ts';
import type { List, Query, Scope } from '../model/query.ts';
import type { Result, ResultColumn } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { Held, Info, Source } from '../model/source.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import { giveAway } from '../rpc/transfer.ts';
import { BuiltTraces } from './built-traces.ts';
import { Errors } from './errors.ts';
import type { Feed } from './feed.ts';
import { FormerRows } from './former-rows.ts';
import { Holdings } from './holdings.ts';
import { Line } from './line.ts';
import { Loader } from './loader.ts';
import type { Limits } from './loader.ts';
import { measuredRows, toMeasured } from './measure.ts';
import { PageAlerts } from './page-alerts.ts';
import { ENGINE_BYTES, byteBudget, deviceMemory, rowBudget } from './row-budget.ts';
import { Changes } from './changes.ts';
import { Surveys } from './surveys.ts';
import { KEPT_VALUES, TagValues } from './tag-values.ts';
import { Updates } from './updates.ts';
import { Upkeep } from './upkeep.ts';

/** Where nothing else is said: how long to wait before a load that failed is tried again. */
const WAIT: Milliseconds = 2_000;

/** A page that has not asked for rows by then shows none, and rows may be loaded for the alerts alone. */
const FIRST_QUESTION: Milliseconds = 2_000;
/** Whoever types goes on typing: a rule that is new to the page is looked at afterwards. */
const AFTER_URGENT: Milliseconds = 3_000;

/** Fewer rows are answered for beside the orders, until more have come; what takes them in, takes the room of a whole slot. */
const WORTH_SEALING = 8_192;

/** A Source of rows that are held here. */
export interface FeedSource extends Source {
  /** Ends loading and watching and gives the memory back: a question that still comes finds no rows. */
  close(): void;
}

/**
 * A Feed and the engine make a Source. A question is answered at once from the rows that are held; what its range
 * misses is then loaded, the newest first, and whoever watches hears of it. Over the budget, the times farthest from
 * what was asked last are dropped.
 */
export function createFeedSource(feed: Feed, limits: Partial<Limits> = {}): FeedSource {
  const engine = new Engine();
  const updates = new Updates();
  const holdings = new Holdings(engine, updates);
  const { budget = rowBudget(deviceMemory()), wait = WAIT, tagValues: keptValues = KEPT_VALUES } = limits;
  const { bytes = limits.budget === undefined ? byteBudget(deviceMemory()) : ENGINE_BYTES } = limits;
  const loader = new Loader(feed, holdings, updates, { budget, bytes, wait, tagValues: keptValues });
  const line = new Line();
  const tagValues = new TagValues(engine, feed, () => holdings.extent);
  const surveys = new Surveys(feed, (list) => engine.list(list, holdings.held));
  const changes = new Changes(
    feed,
    (list) => engine.list(list, holdings.held),
    (scope) => engine.tags(scope),
  );
  const errors = new Errors(feed, (list, signal) =>
    compute(list, signal, () => engine.listInSteps(list, held)),
  );
  const traces = new BuiltTraces((traceId) => feed.trace(traceId));
  const upkeep = new Upkeep(engine);
  // While rows are loaded, loading comes first; what is there is answered for all the same.
  let wasLoading = false;
  updates.watch(({ loading }) => {
    if (loading === null && wasLoading) engine.seal(WORTH_SEALING);
    wasLoading = loading !== null;
    if (loading === null) upkeep.call();
  });
  const pageAlerts = new PageAlerts({
    now: () => Date.now(),
    measure: (question, signal) => measure(question, signal, loader.wantUnlessStopped),
    thresholds: async (signal) => (await feed.readSettings(signal)).thresholds,
    mayLoad: () => {
      const now = performance.now();
      if (now - urgentAt < AFTER_URGENT) return false;
      return hasAsked ? !loader.isBehind : now - opened > FIRST_QUESTION;
    },
  });
  const opened = performance.now();
  /** Whether a page has asked for rows yet. */
  let hasAsked = false;
  /** When something urgent was asked last. */
  let urgentAt = -Infinity;
  let lastInfo: Info | null = null;

  async function measure(
    question: MeasureQuestion,
    signal?: AbortSignal,
    want: (ranges: readonly Range[]) => void = (ranges) => loader.want(ranges),
  ): Promise<Measured> {
    const rows = measuredRows(question);
    want(rangesOf(rows));
    const listed = await compute(rows, signal, () => engine.listInSteps(rows, held));
    // Of a part of the time the answer is asked for again.
    const former =
      listed.complete && (await keepsFormer(signal)) ? await FormerRows.read(feed, rows, signal) : null;
    try {
      const measured = await line.waitInSteps(signal, () => toMeasured(question, listed, former));
      if (measured.complete) return measured;
      return { ...measured, problems: [...measured.problems, ...loader.problems] };
    } finally {
      former?.close();
    }
  }

  async function keepsFormer(signal?: AbortSignal): Promise<boolean> {
    return (lastInfo ?? (await info(signal))).abilities.former === true;
  }

  /** Computes when all is told of tags that a question names, in blocks. */
  async function compute<Value>(
    question: Scope & Pick<Query, 'versus'>,
    signal: AbortSignal | undefined,
    begin: () => Steps<Value>,
    isUrgent = false,
  ): Promise<Value> {
    if (isUrgent) urgentAt = performance.now();
    for (;;) {
      await tagValues.know(question, signal);
      const value = await line.waitInSteps(signal, begin, isUrgent);
      // Rows that came meanwhile may have made a tag one of too many values.
      if (!tagValues.isUnknown(question)) return value;
    }
  }

  async function answer(
    question: Query | List,
    signal: AbortSignal | undefined,
    begin: () => Steps<Result>,
    isUrgent = false,
  ): Promise<Result> {
    hasAsked = true;
    loader.want(rangesOf(question));
    const computed = await compute(question, signal, begin, isUrgent);
    const told = tagValues.toldTags(question);
    const result = told.length === 0 ? computed : { ...computed, told };
    const problems = result.complete ? result.problems : [...result.problems, ...loader.problems];
    return handOver({ ...result, problems, revision: updates.revision });
  }

  const held = (): readonly Range[] => holdings.held;

  function heldRows(): Held {
    return { rows: engine.rows, mostRows: loader.mostRows, bytes: engine.memory.used };
  }

  async function info(signal?: AbortSignal): Promise<Info> {
    try {
      lastInfo = await feed.info(signal);
      loader.heard(lastInfo);
      return { ...lastInfo, held: heldRows() };
    } catch (error) {
      if (lastInfo === null || !(error instanceof SourceError) || error.reason !== 'unreachable') throw error;
      // What is held can still be asked, and this is what describes it.
      return {
        ...lastInfo,
        held: heldRows(),
        problems: [...lastInfo.problems, { ...error.problem, kind: 'stale' }],
      };
    }
  }

  return {
    info,
    check: (signal) => feed.check(signal),
    ask: (query, signal) => answer(query, signal, () => engine.askInSteps(query, held)),
    peek: (query, signal) => answer(query, signal, () => engine.askInSteps(query, held), true),
    list: (list, signal) => answer(list, signal, () => engine.listInSteps(list, held)),
    tags: async (scope, signal) => {
      loader.want(rangesOf(scope));
      return compute(scope, signal, () => engine.tagsInSteps(scope), true);
    },
    trace: (traceId, signal) => traces.trace(traceId, signal),
    study: (question, signal) => traces.study(question, signal),
    compareTraces: (question, signal) => traces.compare(question, signal),
    survey: (question, signal) => surveys.answer(question, signal),
    explainChange: async (question, signal) => {
      await tagValues.know(question, signal);
      return changes.explain(question, signal);
    },
    errors: (question, signal) => errors.groups(question, signal),
    error: (id, signal) => feed.error(id, signal),
    saveTrace: (traceId, signal) => traces.save(traceId, signal),
    openTrace: async (file, signal) => {
      try {
        const onRead = (bytes: number): void => updates.opening({ bytes, total: file.size });
        return await traces.open(file, signal, onRead);
      } finally {
        updates.opening(null);
      }
    },
    openedTraces: () => traces.opened(),
    closeTrace: (traceId) => Promise.resolve(traces.close(traceId)),
    watch: (onUpdate) => {
      loader.start();
      return updates.watch(onUpdate);
    },
    stopLoading: () => Promise.resolve(loader.stop()),
    resumeLoading: () => Promise.resolve(loader.resume()),
    readSettings: (signal) => feed.readSettings(signal),
    writeSettings: (settings, before, signal) => feed.writeSettings(settings, before, signal),
    deleteData: async (project, signal) => {
      try {
        return await feed.deleteData(project, signal);
      } finally {
        errors.forget();
      }
    },
    readAlerts: async (signal) => {
      const alerts = await feed.readAlerts(signal);
      return alerts.runs === 'source' ? alerts : pageAlerts.standing(alerts, signal);
    },
    writeRules: (rules, before, signal) => feed.writeRules(rules, before, signal),
    writeChannels: (channels, signal) => feed.writeChannels(channels, signal),
    testChannel: (name, signal) => feed.testChannel(name, signal),
    measure: (question, signal) => measure(question, signal),
    close: () => {
      loader.close();
      tagValues.close();
      upkeep.close();
      errors.forget();
      engine.close();
      updates.close();
    },
  };
}

/** Gives the numbers away, so that the wire need not copy them. */
function handOver(result: Result): Result {
  const buffers: ArrayBuffer[] = [];
  const columns = result.columns.map((column): ResultColumn => {
    if (column.kind !== 'number') return column;
    // A part of a larger buffer would take all of it along.
    const values = ownedBy(column.values) ? column.values : column.values.slice();
    if (values.buffer instanceof ArrayBuffer) buffers.push(values.buffer);
    return { ...column, values };
  });
  return giveAway({ ...result, columns }, buffers);
}

function ownedBy(values: Float64Array): boolean {
  return values.byteLength === values.buffer.byteLength;
}
