import type { Info, Quality, Settings } from '../../../model/source.ts';
import { DAY } from '../../../model/time.ts';
import type { EpochMs } from '../../../model/time.ts';
import type { RecentError } from '../../../ui/states/recent-errors.ts';
import { framesOf, withoutData } from './without-data.ts';

/** What a report of a fault is made of. */
export interface Facts {
  readonly at: EpochMs;
  /** Which kind of source is open. */
  readonly source: string;
  readonly browser: Readonly<Record<string, unknown>>;
  readonly choices: Readonly<Record<string, unknown>>;
  readonly timings: Readonly<Record<string, number>>;
  readonly info: Info | null;
  /** The kind of what is wrong with the source as a whole; null: nothing. */
  readonly problem: string | null;
  readonly settings: Settings | null;
  readonly rules: number | null;
  readonly errors: readonly RecentError[];
}

/** What people read of it before they save it: each part of the file, and what it has. */
export const PARTS: readonly (readonly [part: string, words: string])[] = [
  ['app', 'The version of the source, of its contract and of this file.'],
  ['browser', 'Browser and system as the browser names them, window, processor cores, memory.'],
  ['choices', 'What is chosen on this page: theme, row height, time zone, how numbers are written.'],
  [
    'source',
    'How many transactions, projects, environments and releases there are, over how many days; what was received, refused and filtered, by reason.',
  ],
  ['settings', 'How many thresholds, names, stars, searches, views and alert rules are kept.'],
  ['timings', 'How long this page took to load.'],
  ['errors', 'The last ten errors of this window: what failed and where in the code.'],
];

/** Reasons and kinds are written by senders: only what looks like a word of theirs is taken. */
function word(text: string): string {
  return /^[a-z][a-z _.-]{0,40}$/i.test(text) ? text : '(other)';
}

function counts(
  all: readonly { readonly reason: string; readonly count: number }[],
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { reason, count } of all) sums.set(word(reason), (sums.get(word(reason)) ?? 0) + count);
  return Object.fromEntries(sums);
}

function toQuality(quality: Quality): Readonly<Record<string, unknown>> {
  const { received, stored, repeated, sampledRows } = quality;
  return {
    received,
    stored,
    repeated,
    sampledRows,
    skipped: counts(quality.skipped.map(({ kind, count }) => ({ reason: kind, count }))),
    refused: counts(quality.refused),
    droppedByClients: counts(quality.droppedByClients),
    filtered: counts(quality.filtered),
    wrongClocks: counts(quality.wrongClocks),
  };
}

function toSource({ source, info, problem, at }: Facts): Readonly<Record<string, unknown>> {
  if (info === null) return { kind: source, answers: false, problem };
  const { extent, ingest, held } = info;
  return {
    kind: source,
    answers: true,
    problem,
    problems: info.problems.map(({ kind }) => kind),
    clockAheadMs: Math.round(info.now - at),
    transactions: info.rows,
    revision: info.revision,
    days: extent === null ? null : Math.round(((extent.end - extent.start) / DAY) * 100) / 100,
    projects: info.projects.length,
    environments: info.environments.length,
    releases: info.releases.length,
    abilities: info.abilities,
    quality: toQuality(info.quality),
    held: held ?? null,
    ingest:
      ingest === null
        ? null
        : {
            keeps: ingest.directory === null ? 'in memory' : 'on disk',
            anonymous: ingest.anonymous ?? null,
            retention: ingest.retention,
            requests: ingest.requests.map(({ path, status, accepted, transactions, at: then }) => ({
              route: path
                .replace(/[?#].*/s, '')
                .replaceAll(/\d+/g, 'N')
                .replaceAll(/[^\w/-]/g, '_')
                .slice(0, 60),
              status,
              accepted,
              transactions,
              secondsAgo: Math.round((at - then) / 1_000),
            })),
          },
  };
}

function toSettings({ settings, rules }: Facts): Readonly<Record<string, unknown>> | null {
  if (settings === null) return null;
  const { thresholds, projectNames, stars, searches, views, bands } = settings;
  return {
    thresholdMs: thresholds.default.ms,
    projectThresholds: thresholds.projects.length,
    transactionThresholds: thresholds.transactions.length,
    projectNames: Object.keys(projectNames).length,
    stars: stars.length,
    searches: searches.length,
    views: views.length,
    alertRules: rules,
    bands,
  };
}

function toError({ at, where, error }: RecentError): Readonly<Record<string, unknown>> {
  const isError = error instanceof Error;
  return {
    at: new Date(at).toISOString(),
    where: withoutData(where),
    type: isError ? word(error.name) : typeof error,
    message: withoutData(isError ? error.message : ''),
    frames: isError ? framesOf(error.stack ?? '') : [],
  };
}

/**
 * What a report of a fault needs to know: JSON without names, searches, addresses, paths, ids and anything else of the
 * data or of people.
 */
export function toReport(facts: Facts): string {
  const { at, info, browser, choices, timings, errors } = facts;
  const report = {
    what: 'Longtail diagnostics',
    format: 1,
    at: new Date(at).toISOString(),
    app: info === null ? null : { source: word(info.name), version: info.version, contract: info.contract },
    browser,
    choices,
    source: toSource(facts),
    settings: toSettings(facts),
    timings,
    errors: errors.map(toError),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
