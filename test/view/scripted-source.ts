import type { Alerts } from '../../src/model/alerts.ts';
import type { Result } from '../../src/model/result.ts';
import { DEFAULT_SETTINGS } from '../../src/model/source.ts';
import type { Info, Settings, Source, Update } from '../../src/model/source.ts';
import { build } from '../../src/trace/build.ts';

/** An answer without rows or columns, but for what a test says. */
export function emptyResult(result: Partial<Result> = {}): Result {
  return {
    length: 0,
    columns: [],
    total: 0,
    matched: 0,
    sampled: false,
    edges: null,
    covered: [],
    complete: true,
    revision: 1,
    problems: [],
    ...result,
  };
}

/** A collector that has heard nothing, but for what a test says. */
export function infoOf(info: Partial<Info> = {}): Info {
  return {
    name: 'collector',
    version: '0.1.0',
    contract: 1,
    now: Date.now(),
    extent: null,
    rows: 0,
    revision: 1,
    environments: [],
    projects: [],
    releases: [],
    abilities: { live: true, settings: true },
    quality: {
      received: 0,
      stored: 0,
      skipped: [],
      refused: [],
      repeated: 0,
      droppedByClients: [],
      filtered: [],
      wrongClocks: [],
      sampledRows: 0,
    },
    ingest: {
      dsn: 'http://dev@localhost:4318/1',
      otlp: 'http://localhost:4318',
      directory: '/home/ada/.longtail',
      retention: { days: 14, bytes: 2e9, expired: 0 },
      requests: [],
    },
    problems: [],
    ...info,
  };
}

export const NO_SETTINGS: Settings = DEFAULT_SETTINGS;

export const NO_ALERTS: Alerts = {
  runs: 'source',
  kinds: ['webhook', 'slack', 'teams', 'email', 'browser', 'log'],
  delay: 60_000,
  rules: [],
  channels: [],
  records: {},
  waiting: [],
  deliveries: [],
  problems: [],
};

/** A source that answers as a test says, and tells its watchers what the test tells. */
export interface ScriptedSource extends Source {
  readonly tell: (update: Partial<Update>) => void;
}

export function scriptedSource(answers: Partial<Source> = {}): ScriptedSource {
  const watchers = new Set<(update: Update) => void>();
  return {
    info: () => Promise.resolve(infoOf()),
    check: () => Promise.reject(new Error('not asked in this test')),
    ask: () => Promise.resolve(emptyResult()),
    peek: () => Promise.resolve(emptyResult()),
    list: () => Promise.resolve(emptyResult()),
    tags: () => Promise.resolve([]),
    trace: (traceId) => Promise.resolve({ traceId, trace: build([], [], []), problems: [] }),
    study: () => Promise.reject(new Error('not asked in this test')),
    compareTraces: () => Promise.reject(new Error('not asked in this test')),
    survey: () => Promise.reject(new Error('not asked in this test')),
    explainChange: () => Promise.reject(new Error('not asked in this test')),
    errors: () => Promise.resolve({ groups: [], total: 0, matched: 0, read: 0, held: 0, apart: null }),
    error: () => Promise.reject(new Error('not asked in this test')),
    saveTrace: () => Promise.reject(new Error('not asked in this test')),
    openTrace: () => Promise.reject(new Error('not asked in this test')),
    openedTraces: () => Promise.resolve([]),
    closeTrace: () => Promise.resolve(),
    stopLoading: () => Promise.resolve(),
    resumeLoading: () => Promise.resolve(),
    readSettings: () => Promise.resolve(NO_SETTINGS),
    writeSettings: () => Promise.resolve(),
    deleteData: () => Promise.resolve(0),
    readAlerts: () => Promise.resolve(NO_ALERTS),
    writeRules: () => Promise.resolve(),
    writeChannels: () => Promise.resolve(),
    testChannel: () => Promise.reject(new Error('not asked in this test')),
    measure: () => Promise.reject(new Error('not asked in this test')),
    ...answers,
    watch: (onUpdate) => {
      watchers.add(onUpdate);
      return () => watchers.delete(onUpdate);
    },
    tell: (update) => {
      for (const watcher of watchers) {
        watcher({ revision: 1, changed: null, loading: null, problem: null, ...update });
      }
    },
  };
}
