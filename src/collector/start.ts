import { join } from 'node:path';
import type { Privacy } from '../formats/privacy/scrub.ts';
import type { Problem } from '../model/result.ts';
import type { Ingest } from '../model/source.ts';
import { KeptAlerts } from './alerts/kept-alerts.ts';
import { openAlerts } from './alerts/open-alerts.ts';
import { metricsRoute } from './contract/metrics-route.ts';
import { Reader } from './contract/reader.ts';
import { contractRoutes } from './contract/routes.ts';
import { Watchers } from './contract/watch-route.ts';
import { repack } from './decode.ts';
import { openDecoder } from './decoding/open-decoder.ts';
import { serveApp } from './http/app-files.ts';
import { Admission } from './http/admission.ts';
import { inAddress } from './http/host-name.ts';
import { ReadGuard } from './http/read-guard.ts';
import { reasonOf } from './http/refusal.ts';
import { serveRoutes } from './http/routes.ts';
import { Intake } from './ingest/intake.ts';
import { Refusals } from './ingest/refusals.ts';
import { RequestLog } from './ingest/request-log.ts';
import { allIngestRoutes } from './ingest/routes.ts';
import { KEEP_LIMITS, withinMemory } from './keep-limits.ts';
import { openKept } from './kept.ts';
import type { Kept } from './kept.ts';
import { listenAll } from './listen.ts';
import type { Patience } from './listen.ts';
import { closeStore } from './open-store.ts';
import type { Options } from './options.ts';
import { originsFor } from './origins.ts';
import { cutProblem, lossProblem, quarantineProblem, replayProblem, vocabularyProblems } from './problems.ts';
import { MemoryLimit } from './memory-limit.ts';
import { printMetrics } from './metrics-text.ts';
import { Retention } from './retention.ts';
import { Room, freeBytes } from './room.ts';
import type { Counters } from './store/counters.ts';
import { Writer } from './store/writer.ts';

/** How a collector is started; what is left out is as on the command line, but kept in memory. */
export interface StartOptions extends Partial<Options> {
  readonly port: number;
  readonly version?: string;
  /** Folder of the built app; the one beside the built collector where it is left out. */
  readonly app?: string;
  /** How often is looked for what has to go, in milliseconds; once a minute where it is left out. */
  readonly retireEvery?: number;
  /** How often is looked for alerts that are due, in milliseconds; once a second where it is left out. */
  readonly alertsEvery?: number;
  /** Bytes that may still be written to the data directory; the file system's own answer where it is left out. */
  readonly freeBytes?: () => Promise<number>;
  /** Program of the thread in which bodies are decoded; in this thread where it is left out. */
  readonly decodingThread?: string;
  /** Bytes of memory of this process from which on nothing more is taken in; without end where it is left out. */
  readonly mostMemory?: number;
  /** How long a request may take to come in. */
  readonly patience?: Patience;
  /** Gets what went wrong on the collector's side. */
  readonly report?: (error: unknown) => void;
}

/** A collector that runs. */
export interface Collector {
  /** With a slash at the end. */
  readonly url: string;
  /** What to open in a browser: `url`, with the read token where there is one. */
  readonly link: string;
  readonly dsn: string;
  /** Where other machines and containers send; empty where only this machine can. */
  readonly others: readonly { readonly dsn: string; readonly otlp: string }[];
  readonly port: number;
  readonly directory: string | null;
  /** Resolves when everything that was accepted so far can be read. */
  settled(): Promise<void>;
  /** Takes nothing more, answers what has begun, writes what waits, and resolves. */
  close(): Promise<void>;
}

/** Names that stand for all addresses: nobody opens them in a browser. */
const ALL_ADDRESSES = new Set(['0.0.0.0', '::']);

function makeProblems(
  kept: Kept,
  keptAlerts: KeptAlerts,
  writer: Writer,
  room: Room | null,
): () => Promise<readonly Problem[]> {
  return async () => {
    const { counters } = writer;
    return [
      ...kept.problems,
      ...keptAlerts.problems,
      kept.settings.problem,
      room?.problem ?? null,
      writer.problem,
      replayProblem(writer.isReplaying),
      cutProblem(counters.total('cut')),
      ...vocabularyProblems(counters.total('tags'), counters.total('names')),
      lossProblem(kept.losses.all),
      kept.directory === null ? null : await quarantineProblem(kept.directory),
    ].filter((problem) => problem !== null);
  };
}

/**
 * Starts a collector and resolves once it listens; what the spool holds and the tables do not follows behind.
 * Throws a StartError when it cannot start.
 */
export async function startCollector(options: StartOptions): Promise<Collector> {
  const { host = null, readToken = null, report = () => undefined, keep = KEEP_LIMITS } = options;
  const kept = await openKept(options.directory ?? null, options.key ?? null);
  const { store, directory, key, salt } = kept;
  const keptAlerts = await KeptAlerts.open(directory?.path ?? null);
  const privacy: Privacy = { contacts: options.anonymous ?? false, salt };
  let { port } = options;
  const name = host === null || ALL_ADDRESSES.has(host) ? 'localhost' : host;
  const hostName = inAddress(name);
  const origin = () => `http://${hostName}:${port}`;
  const dsnAt = (place: string) => `${place.replace('://', `://${key}@`)}/1`;
  const dsn = () => dsnAt(origin());
  const log = new RequestLog();
  const ingest = (): Ingest => ({
    dsn: dsn(),
    otlp: origin(),
    directory: directory?.path ?? null,
    retention: { ...keep, expired: writer.counters.total('expired') },
    requests: log.list(),
  });

  const watchers = new Watchers(() => store.progress.change);
  const written = () => watchers.notify();
  const writer = new Writer(
    {
      store,
      repack: (accepted) => repack(accepted, privacy),
      replay: kept.replay,
      account: kept.account,
      written,
      report,
    },
    kept.backlog,
    kept.end,
  );
  const { putAside } = kept;
  if (putAside !== null) store.tables.healBy({ putAside, begun: () => writer.wake() });
  const retention = new Retention({
    store,
    spool: directory?.spool ?? null,
    limits: directory === null ? withinMemory(keep) : keep,
    isReplaying: () => writer.isReplaying,
    expired: written,
    report,
    ...(options.retireEvery === undefined ? {} : { every: options.retireEvery }),
  });
  const spool = kept.makeSpool((entries) => writer.receive(entries));
  const decoder = openDecoder(options.decodingThread ?? null, report);
  const room =
    directory === null
      ? null
      : new Room(directory.path, options.freeBytes ?? (() => freeBytes(directory.path)), report);
  const memory = new MemoryLimit(options.mostMemory ?? Infinity);
  const admission = new Admission(() => {
    if (room?.isFull === true) return 'The disk that holds the data directory is full.';
    if (memory.isFull) return 'The collector has as much memory as it may have.';
    return writer.isBehind ? 'The database does not keep up with what is sent.' : null;
  });
  const intake = new Intake(spool, decoder, admission, privacy);
  const refusals = new Refusals(async (refused) => {
    const received = refused.reduce((sum, { count }) => sum + count, 0);
    await intake.tally({ received, refused });
  });
  const counters = (): Counters => {
    const all = writer.counters;
    all.merge(refusals.waiting);
    return all;
  };
  const reader = new Reader(store);
  const { alerts, routes: alertRoutes } = openAlerts({
    kept: keptAlerts,
    reader,
    settled: () => writer.settled(),
    settings: () => kept.settings.settings,
    report,
    every: options.alertsEvery,
  });
  const routes = [
    metricsRoute(async () => {
      const [[rows = 0] = []] = await reader.rows('SELECT count(*) FROM transactions');
      return printMetrics(counters(), { rows: Number(rows), queuedBytes: writer.queuedBytes });
    }),
    ...contractRoutes(reader, kept.settings, watchers, {
      version: options.version ?? 'development',
      ingest,
      counters,
      problems: makeProblems(kept, keptAlerts, writer, room),
    }),
    ...alertRoutes,
    ...allIngestRoutes({
      intake,
      log,
      key,
      dsn,
      countRefused: (reason) => refusals.count(reason),
      report,
    }),
  ];
  const app = serveApp(options.app ?? join(import.meta.dirname, '../app'));
  const guard = new ReadGuard({
    hosts: [...(host === null || ALL_ADDRESSES.has(host) ? [] : [host]), ...(options.allowHosts ?? [])],
    token: readToken,
    port: () => port,
  });

  await room?.start();

  const release = (): void => {
    room?.close();
    watchers.close();
    closeStore(store, directory);
  };
  const listening = await listenAll(
    {
      answer: serveRoutes(routes, guard, app, report),
      refused: (refusal) => refusals.count(reasonOf(refusal)),
      patience: options.patience,
    },
    port,
    host,
    options.spotlight ?? false,
  ).catch((error: unknown) => {
    release();
    throw error;
  });
  port = listening.port;
  writer.start();
  retention.start();
  alerts.start();

  const close = async (): Promise<void> => {
    const closed = listening.close();
    watchers.close();
    await closed;
    await decoder.close();
    await refusals.flush();
    await spool.close();
    await retention.close();
    await alerts.close();
    await writer.close();
    release();
    await directory?.deleteRunning();
  };
  // Without it a second start cannot say what runs; there may be no room for it.
  await directory?.writeRunning({ pid: process.pid, url: `${origin()}/` }).catch(report);
  let closing: Promise<void> | null = null;
  return {
    url: `${origin()}/`,
    link: readToken === null ? `${origin()}/` : `${origin()}/?token=${encodeURIComponent(readToken)}`,
    dsn: dsn(),
    others: originsFor(host, port).map((other) => ({ otlp: other, dsn: dsnAt(other) })),
    port,
    directory: directory?.path ?? null,
    settled: async () => {
      await refusals.flush();
      await writer.settled();
    },
    close: () => (closing ??= close()),
  };
}
