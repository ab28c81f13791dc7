import { join } from 'node:path';
import type { Privacy } from '../formats/privacy/scrub.ts';
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
import { Underway } from './ingest/underway.ts';
import { KEEP_LIMITS, segmentBytes } from './keep-limits.ts';
import type { Keeper } from './keeping/keeper.ts';
import { openKeeper } from './keeping/open-keeper.ts';
import { listenAll } from './listen.ts';
import type { Patience } from './listen.ts';
import type { Options } from './options.ts';
import { originsFor } from './origins.ts';
import { MemoryLimit, collectGarbage } from './memory-limit.ts';
import { Room, freeBytes } from './room.ts';
import { FileSpool, MemorySpool } from './spool/spool.ts';

/** How a collector is started; what is left out is as on the command line, but kept in memory. */
export interface StartOptions extends Partial<Options> {
  readonly port: number;
  readonly version?: string;
  /** Folder of the built app; the one beside the built collector where it is left out. */
  readonly app?: string;
  /** How often is looked for what has to go, in milliseconds; once a second where it is left out. */
  readonly retireEvery?: number;
  /** How often is looked for alerts that are due, in milliseconds; once a second where it is left out. */
  readonly alertsEvery?: number;
  /** Bytes that may still be written to the data directory; the file system's own answer where it is left out. */
  readonly freeBytes?: () => Promise<number>;
  /** Program of the thread in which bodies are decoded; in this thread where it is left out. */
  readonly decodingThread?: string;
  /** Program of the thread in which everything is kept and read; in this thread where it is left out. */
  readonly keepingThread?: string;
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

/**
 * Starts a collector and resolves once it listens; what the spool holds and the tables do not follows behind.
 * Throws a StartError when it cannot start.
 */
export async function startCollector(options: StartOptions): Promise<Collector> {
  const { host = null, readToken = null, report = () => undefined, keep = KEEP_LIMITS } = options;
  const { mostMemory = Infinity } = options;
  let { port } = options;
  const name = host === null || ALL_ADDRESSES.has(host) ? 'localhost' : host;
  const hostName = inAddress(name);
  const origin = () => `http://${hostName}:${port}`;
  const dsnAt = (place: string) => `${place.replace('://', `://${key}@`)}/1`;
  const dsn = () => dsnAt(origin());
  const log = new RequestLog();
  let room: Room | null = null;
  const underway = new Underway();
  // It becomes quick while the database is opened.
  const decoder = openDecoder(options.decodingThread ?? null, report);
  const keeper: Keeper = await openKeeper(
    options.keepingThread ?? null,
    {
      directory: options.directory ?? null,
      key: options.key ?? null,
      version: options.version ?? 'development',
      anonymous: options.anonymous ?? false,
      keep,
      retireEvery: options.retireEvery,
      alertsEvery: options.alertsEvery,
      mostMemory,
      underway: underway.memory,
    },
    {
      state: () => ({
        ingest: { dsn: dsn(), otlp: origin(), requests: log.list() },
        refused: refusals.waiting.entries,
        problem: room?.problem ?? null,
      }),
      roll: () => spool.roll(),
      report,
    },
  ).catch(async (error: unknown) => {
    await decoder.close();
    throw error;
  });
  const { directory, key, salt, nextSegment } = keeper.opened;
  const privacy: Privacy = { contacts: options.anonymous ?? false, salt };
  const spool =
    directory === null
      ? new MemorySpool(keeper.receive)
      : new FileSpool(directory.spool, nextSegment, keeper.receive, segmentBytes(keep));
  if (directory !== null) {
    room = new Room(directory.path, options.freeBytes ?? (() => freeBytes(directory.path)), report);
  }
  const memory = new MemoryLimit(mostMemory, {
    giveBack: () => keeper.giveBack(),
    collect: () => {
      collectGarbage();
      keeper.collect();
    },
  });
  const admission = new Admission(() => {
    if (room?.isFull === true) {
      return { message: 'The disk that holds the data directory is full.', passes: false };
    }
    if (memory.isFull) {
      // What it takes one by one is written and let go before the next.
      return { message: 'The collector has as much memory as it may have.', passes: true, isNarrow: true };
    }
    if (!keeper.isBehind) return null;
    return { message: 'The database does not keep up with what is sent.', passes: true };
  });
  const intake = new Intake(spool, decoder, admission, privacy, underway);
  const refusals = new Refusals(async (refused) => {
    const received = refused.reduce((sum, { count }) => sum + count, 0);
    await intake.tally({ received, refused });
  });
  const routes = [
    ...keeper.routes,
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
  await decoder.warm;

  const listening = await listenAll(
    {
      answer: serveRoutes(routes, guard, app, report),
      refused: (refusal) => refusals.count(reasonOf(refusal)),
      patience: options.patience,
    },
    port,
    host,
    options.spotlight ?? false,
  ).catch(async (error: unknown) => {
    room?.close();
    await decoder.close();
    await keeper.close();
    throw error;
  });
  port = listening.port;
  await keeper.start(`${origin()}/`);

  const close = async (): Promise<void> => {
    const closed = listening.close();
    keeper.endWatching();
    await closed;
    room?.close();
    await decoder.close();
    await refusals.flush();
    await spool.close();
    await keeper.close();
  };
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
      await keeper.settled();
    },
    close: () => (closing ??= close()),
  };
}
