import type { TagRowsRequest } from '../formats/tag-rows-request.ts';
import type { Channel } from '../model/alert-channel.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { Alerts } from '../model/alerts.ts';
import type { Field } from '../model/column.ts';
import type { Rows } from '../model/rows.ts';
import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { Info, Settings, TraceData } from '../model/source.ts';
import type { ErrorEvent, ErrorId } from '../model/span.ts';
import type { EventSpans } from './held-events.ts';
import type { SourceCheck } from '../model/source-check.ts';
import type { Range } from '../model/time.ts';

/**
 * Where rows come from. A Feed with the engine behind it is a Source (`feed-source.ts`): what a new kind of source
 * has to bring is this, and nothing of it is about statistics.
 *
 * All promises and iterations reject with a `SourceError`, or with the reason of the signal when that aborts.
 */
export interface Feed {
  info(signal?: AbortSignal): Promise<Info>;
  /** As a Source's. */
  check(signal?: AbortSignal): Promise<SourceCheck>;
  /** Where the sequence of changes stands now: what changes from here on, `changes` will tell. */
  position(signal: AbortSignal): Promise<number>;
  /**
   * The current version of every row whose end lies in `range`, whose bounds may be infinite. Batches go from the
   * newest to the oldest, give or take some minutes; one that comes later than that is taken, but until the end
   * nothing is then known to be whole.
   */
  rows(range: Range, signal: AbortSignal): AsyncIterable<Batch>;
  /**
   * The current version of every row that changed after the position, of any time, and the rows that are gone.
   * Rejects with a `LostPosition` when the position is none of the source, which then has lost its earlier data.
   */
  changes(after: number, signal: AbortSignal): AsyncIterable<Batch>;
  /**
   * The rows whose end lies in `range` as they were before they changed, with these columns, `row` and `received`; only
   * of a feed whose `Info` says that it keeps them.
   */
  former?(
    range: Range,
    fields: readonly Field[],
    signal?: AbortSignal,
  ): AsyncIterable<{ readonly rows: Rows; readonly until: Float64Array }>;
  /**
   * Which rows have one of some values of a tag, with `row` and that tag alone; only of a feed whose `Info` says that it
   * can be asked.
   */
  tagRows?(wanted: TagRowsRequest, signal?: AbortSignal): AsyncIterable<Rows>;
  trace(traceId: string, signal?: AbortSignal): Promise<TraceData>;
  /** The spans of whole events of a transaction, the newest first, as many as the feed gives. */
  spans(
    of: { readonly project: string; readonly transaction: string },
    range: Range,
    signal?: AbortSignal,
  ): AsyncIterable<EventSpans>;
  /** The newest errors of a time, the newest first, as many as the feed lists; of one transaction, or of all and none. */
  errors(
    of: { readonly project: string; readonly transaction: string } | null,
    range: Range,
    signal?: AbortSignal,
  ): AsyncIterable<ErrorBatch>;
  /** One error with all that is kept of it. */
  error(id: ErrorId, signal?: AbortSignal): Promise<ErrorEvent>;
  /**
   * Calls `onNews` whenever there may be changes, and `onProblem` when the source cannot be reached, and with null
   * when it can be again. Returns a stop.
   */
  watch(onNews: () => void, onProblem: (problem: Problem | null) => void): () => void;
  readSettings(signal?: AbortSignal): Promise<Settings>;
  writeSettings(settings: Settings, before: Settings | null, signal?: AbortSignal): Promise<void>;
  /** As a Source's. */
  deleteData(project: string | null, signal?: AbortSignal): Promise<number>;
  /** How alerts stand; of a feed that does not evaluate rules, with no state (`page-alerts.ts`). */
  readAlerts(signal?: AbortSignal): Promise<Alerts>;
  writeRules(
    rules: readonly AlertRule[],
    before: readonly AlertRule[] | null,
    signal?: AbortSignal,
  ): Promise<void>;
  writeChannels(channels: readonly Channel[], signal?: AbortSignal): Promise<void>;
  testChannel(name: string, signal?: AbortSignal): Promise<string>;
}

/** A position is not one of the source: it was built anew, and none of the rows that it sent can be trusted. */
export class LostPosition extends SourceError {
  constructor(problem: Problem) {
    super('refused', problem);
    this.name = 'LostPosition';
  }
}

/** One piece of a list of errors. */
export interface ErrorBatch {
  readonly errors: readonly ErrorEvent[];
  /** Errors there are; null where it is not said. */
  readonly total: number | null;
}

/** One piece of an answer. */
export interface Batch {
  readonly rows: Rows | null;
  /** Ids (`row`) of rows that are gone. */
  readonly removed: Float64Array | null;
  /** Rows of the whole answer; null where it is not said. */
  readonly total: number | null;
  /** The position that the answer leads up to; null but on its last batch. */
  readonly after: number | null;
}
