import type { AlertSource } from './alerts.ts';
import type { ChangeQuestion, ChangeReport } from './change.ts';
import type { Comparison } from './comparison.ts';
import type { ErrorGroups, ErrorsQuestion } from './error-group.ts';
import { DEFAULT_THRESHOLDS } from './metric.ts';
import type { Thresholds } from './metric.ts';
import type { List, Query, Scope } from './query.ts';
import type { Problem, Result } from './result.ts';
import type { ErrorEvent, ErrorId } from './span.ts';
import type { SourceCheck } from './source-check.ts';
import type { SpanTable } from './span-table.ts';
import type { EpochMs, Range } from './time.ts';
import type { Survey, SurveyQuestion } from './survey.ts';
import { DEFAULT_TREND_SETTINGS } from './trend-settings.ts';
import type { TrendSettings } from './trend-settings.ts';
import type { Trace } from './trace.ts';
import type { OpenedTrace, TraceComparison, TraceQuestion, TraceStudy } from './trace-question.ts';
import type { Transaction } from './transaction.ts';

/** Version of the HTTP contract that `sources/api` speaks (`public/openapi.json`). */
export const CONTRACT_VERSION = 1;

/** Where data comes from. The same on both sides of the worker's wire; no page can tell which kind it is. */
export interface Source extends AlertSource {
  info(signal?: AbortSignal): Promise<Info>;
  /** Tries anew, step by step, whether it can be used; what fails is told by its step. */
  check(signal?: AbortSignal): Promise<SourceCheck>;
  /**
   * Answers at once from what is held, and starts to fetch what the range still misses: `complete` says whether
   * the answer is whole, and `watch` tells when there is more.
   */
  ask(query: Query, signal?: AbortSignal): Promise<Result>;
  /** As `ask`, but before all other questions that wait: for what has to keep up with somebody who types. */
  peek(query: Query, signal?: AbortSignal): Promise<Result>;
  list(list: List, signal?: AbortSignal): Promise<Result>;
  /**
   * The keys of the tags that the matching rows have, the most frequent first; of equally frequent ones by key. As
   * `ask`, from what is held.
   */
  tags(scope: Scope, signal?: AbortSignal): Promise<readonly TagCount[]>;
  /** Rejects with a `SourceError` of kind `not-found` where there is no such trace. */
  trace(traceId: string, signal?: AbortSignal): Promise<TraceAnswer>;
  /** Critical path and findings of a trace; as `trace` for one that is not there. */
  study(question: TraceQuestion, signal?: AbortSignal): Promise<TraceStudy>;
  /** Two traces or two groups of them, aligned by structure. One that is not there is left out of its group. */
  compareTraces(question: TraceComparison, signal?: AbortSignal): Promise<Comparison>;
  /** What the events of a transaction have in common, as far as their spans can be held. */
  survey(question: SurveyQuestion, signal?: AbortSignal): Promise<Survey>;
  /** Why a transaction takes another time than before, of what its spans say. */
  explainChange(question: ChangeQuestion, signal?: AbortSignal): Promise<ChangeReport>;
  /** Errors put together by their type, their transaction and where they came about. */
  errors(question: ErrorsQuestion, signal?: AbortSignal): Promise<ErrorGroups>;
  /** All that is kept of one error. Rejects with a `SourceError` of kind `not-found` where there is none. */
  error(id: ErrorId, signal?: AbortSignal): Promise<ErrorEvent>;
  /** A trace as a file, as `openTrace` takes it. */
  saveTrace(traceId: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Reads the file of a trace, which `trace` and `study` then know by the id it answers. Rejects as `refused` what is none. */
  openTrace(file: Blob, signal?: AbortSignal): Promise<string>;
  /** Those of files that are still held, the last one first. */
  openedTraces(signal?: AbortSignal): Promise<readonly OpenedTrace[]>;
  /** Lets go of one; of a trace of its id is then known what the source has. Nothing where there is none. */
  closeTrace(traceId: string, signal?: AbortSignal): Promise<void>;
  /** Calls back whenever rows were added, replaced or removed, or loading made progress. Returns a stop. */
  watch(onUpdate: (update: Update) => void): () => void;
  /**
   * Ends what is being loaded: what has come stays, and no more of the same time is loaded until `resumeLoading`, or until
   * somebody asks for another time. What changes is still heard of.
   */
  stopLoading(signal?: AbortSignal): Promise<void>;
  /** Goes on with what was stopped, and tries at once what could not be loaded. */
  resumeLoading(signal?: AbortSignal): Promise<void>;
  readSettings(signal?: AbortSignal): Promise<Settings>;
  /**
   * Replaces the settings, as long as they are still what they were `before`; null: whatever they are. Rejects with a
   * `SourceError` of reason `changed` where somebody else has set them meanwhile.
   */
  writeSettings(settings: Settings, before: Settings | null, signal?: AbortSignal): Promise<void>;
  /**
   * Deletes what was received of a project so far, or of all where that is null; resolves with how many transactions
   * went. There is no way back.
   */
  deleteData(project: string | null, signal?: AbortSignal): Promise<number>;
}

/** A tag's key, and how many rows have a value of it. */
export interface TagCount {
  readonly tag: string;
  readonly rows: number;
}

/** What a Source rejects with: a Problem and what kind of failure it is. */
export class SourceError extends Error {
  readonly problem: Problem;
  readonly reason: 'not-found' | 'unreachable' | 'refused' | 'changed' | 'failed';

  constructor(reason: SourceError['reason'], problem: Problem) {
    super(problem.message);
    this.name = 'SourceError';
    this.reason = reason;
    this.problem = problem;
  }
}

/** What `watch` tells. */
export interface Update {
  /** Rises with every change of the rows that are held. */
  readonly revision: number;
  /** The time in which rows changed; null when only progress or a problem did. */
  readonly changed: Range | null;
  /** How far loading is; null when nothing is being loaded. `total` is null until the sender has said it. */
  readonly loading: { readonly rows: number; readonly total: number | null } | null;
  /** Where somebody stopped loading; null or left out: nowhere, or it goes on. */
  readonly stopped?: StoppedLoad | null | undefined;
  /** How much of a file has been read that is being opened; null or left out: none is. */
  readonly opening?: { readonly bytes: number; readonly total: number } | null | undefined;
  /** A problem that concerns the source as a whole, such as being unreachable. */
  readonly problem: Problem | null;
}

/** How far loading was when it was stopped. */
export interface StoppedLoad {
  /** Rows that had come, the newest first, and how many there would have been; null: not said by then. */
  readonly rows: number;
  readonly total: number | null;
  /** Of the time that was asked for last all rows since then are here; null: not even its newest. */
  readonly since: EpochMs | null;
}

/** What a source knows about itself: answered by `GET info`, and kept current. */
export interface Info {
  readonly contract: number;
  /** Who answers, such as `collector` or `demo`. */
  readonly name: string;
  readonly version: string;
  /** When it was answered, by the source's clock. */
  readonly now: EpochMs;
  /** From the first to the last transaction's end; null while there is none. */
  readonly extent: Range | null;
  readonly rows: number;
  readonly revision: number;
  /** Values with the number of rows that have them, most frequent first. Null: rows without an environment. */
  readonly environments: readonly { readonly name: string | null; readonly rows: number }[];
  readonly projects: readonly { readonly name: string; readonly rows: number }[];
  readonly releases: readonly { readonly name: string; readonly rows: number; readonly first: EpochMs }[];
  readonly abilities: Abilities;
  readonly quality: Quality;
  /** How to send data to it; null where nothing can be sent. */
  readonly ingest: Ingest | null;
  readonly problems: readonly Problem[];
  /** What is held of it in this window's memory; not part of the contract. */
  readonly held?: Held | undefined;
}

/** Rows in the memory of a window. */
export interface Held {
  readonly rows: number;
  /** Over so many, the times farthest from what was asked last are let go. */
  readonly mostRows: number;
  /** Bytes of columns, orders and bitmaps. */
  readonly bytes: number;
}

export interface Abilities {
  /** New rows may come. */
  readonly live: boolean;
  /** `PUT settings` is kept. */
  readonly settings: boolean;
  /** Data can be deleted; not where it is left out. */
  readonly deletion?: boolean | undefined;
  /** Rows are kept as they were before they changed, for back-tests; not where it is left out. */
  readonly former?: boolean | undefined;
  /** Which rows have a value of a tag can be asked for (`POST tag-rows`); not where it is left out. */
  readonly tagRows?: boolean | undefined;
}

/** What came in and what became of it: received = stored + refused + skipped + repeated. */
export interface Quality {
  /** Items: transactions, errors, spans that came by themselves, and items of kinds that are not read. */
  readonly received: number;
  readonly stored: number;
  /** Of a kind that is not read, by kind. */
  readonly skipped: readonly { readonly kind: string; readonly count: number }[];
  /** Not taken, by reason. */
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
  /** Sent once more and counted once. */
  readonly repeated: number;
  /** Dropped before sending, as clients themselves report it, by their reason. */
  readonly droppedByClients: readonly { readonly reason: string; readonly count: number }[];
  /** Secrets and private data that were filtered before anything was kept, by why they were. */
  readonly filtered: readonly { readonly reason: string; readonly count: number }[];
  /** Transactions whose sender's clock was wrong, by how it was (`trace/drift`). */
  readonly wrongClocks: readonly { readonly reason: string; readonly count: number }[];
  /** Rows that stand for more than themselves. */
  readonly sampledRows: number;
}

/** Addresses to send to, and what happened at them last. */
export interface Ingest {
  /** Sentry DSN, ready to be pasted. */
  readonly dsn: string;
  /** Base address for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly otlp: string;
  /** Where the rows are kept; null when only in memory. */
  readonly directory: string | null;
  /** How much is kept, and what has gone for it. */
  readonly retention: Retention;
  /** Whether e-mail and IP addresses are filtered as secrets are; left out where it is not said. */
  readonly anonymous?: boolean | undefined;
  /** The last requests to an ingest route, newest first, ten at most. */
  readonly requests: readonly IngestRequest[];
}

/** How much a collector keeps; the oldest goes first. */
export interface Retention {
  /** Null: however old. */
  readonly days: number | null;
  /** Bytes of everything together; null: however much. */
  readonly bytes: number | null;
  /** Transactions that have gone for it. */
  readonly expired: number;
  /** Bytes that rows and spool take now, or a little less; left out where it is not known. */
  readonly used?: number | undefined;
}

export interface IngestRequest {
  readonly at: EpochMs;
  readonly path: string;
  /** What sent it, by its own words; null when it said nothing. */
  readonly client: string | null;
  readonly status: number;
  /** What was in it, such as `1 transaction`, or why it was refused and what to do. */
  readonly message: string;
  readonly transactions: number;
  readonly accepted: boolean;
}

/** All that belongs to one trace, as a feed sends it. */
export interface TraceData {
  readonly traceId: string;
  readonly transactions: readonly Transaction[];
  readonly spans: SpanTable;
  readonly errors: readonly ErrorEvent[];
  readonly problems: readonly Problem[];
}

/** A trace as a tree, built where the data is. */
export interface TraceAnswer {
  readonly traceId: string;
  readonly trace: Trace;
  readonly problems: readonly Problem[];
}

/** What users set and every browser shares. */
export interface Settings {
  readonly thresholds: Thresholds;
  /** Names people gave to projects, by project. */
  readonly projectNames: Readonly<Record<string, string>>;
  readonly stars: readonly { readonly project: string; readonly transaction: string }[];
  /** Searches that somebody gave a name to; no two have the same text. */
  readonly searches: readonly SavedSearch[];
  /** Texts of searches that were in effect for a while, the newest first, each once. */
  readonly recentSearches: readonly string[];
  /** Views that somebody gave a name to; no two have the same name. */
  readonly views: readonly SavedView[];
  /** Where web vitals are good, meh and poor. */
  readonly bands: BandSet;
  readonly trends: TrendSettings;
}

/** Two sets of limits: those of web.dev, and those that Sentry's screens had in 2022 (`metrics/vital-bands`). */
export const BAND_SETS = ['web.dev', 'classic'] as const;
export type BandSet = (typeof BAND_SETS)[number];

/** A view with a name. */
export interface SavedView {
  readonly name: string;
  /** The page and what it shows, as in an address but without the source: `performance?v=2&range=7d`. */
  readonly address: string;
}

/** A search with a name. */
export interface SavedSearch {
  readonly name: string;
  readonly text: string;
  /** Offered before all others. */
  readonly pinned: boolean;
}

/** What holds before anyone has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  thresholds: DEFAULT_THRESHOLDS,
  projectNames: {},
  stars: [],
  searches: [],
  recentSearches: [],
  views: [],
  bands: 'web.dev',
  trends: DEFAULT_TREND_SETTINGS,
};
