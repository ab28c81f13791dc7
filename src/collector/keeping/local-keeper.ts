import type { Privacy } from '../../formats/privacy/scrub.ts';
import type { Alerts } from '../alerts/alerts.ts';
import { KeptAlerts } from '../alerts/kept-alerts.ts';
import { openAlerts } from '../alerts/open-alerts.ts';
import { metricsRoute } from '../contract/metrics-route.ts';
import { Reader } from '../contract/reader.ts';
import { contractRoutes } from '../contract/routes.ts';
import { Watchers } from '../contract/watch-route.ts';
import { repack } from '../decode.ts';
import { Deletion } from '../deletion/deletion.ts';
import { deletionRoute } from '../deletion/deletion-route.ts';
import { Pending } from '../deletion/pending.ts';
import type { Route } from '../http/routes.ts';
import { Underway } from '../ingest/underway.ts';
import { withinMemory } from '../keep-limits.ts';
import { openKept } from '../kept.ts';
import type { Kept } from '../kept.ts';
import { collectGarbage, isMemoryShort } from '../memory-limit.ts';
import { printMetrics } from '../metrics-text.ts';
import { closeStore } from '../open-store.ts';
import { keptProblems } from '../problems.ts';
import { Retention } from '../retention.ts';
import type { Entry } from '../spool/spool.ts';
import { Counters } from '../store/counters.ts';
import { FreedMemory } from '../store/freed-memory.ts';
import { Writer } from '../store/writer.ts';
import type { Front, Keeper, KeeperOptions, Opened } from './keeper.ts';

/** A keeper in this thread. */
export class LocalKeeper implements Keeper {
  readonly opened: Opened;
  readonly routes: readonly Route[];
  readonly #kept: Kept;
  readonly #front: Front;
  readonly #watchers: Watchers;
  readonly #writer: Writer;
  readonly #retention: Retention;
  readonly #alerts: Alerts;
  readonly #freed = new FreedMemory();
  readonly #deletion: Deletion;

  /** `written` is called after every batch. Throws a StartError when the directory cannot be used. */
  static async open(
    options: KeeperOptions,
    front: Front,
    written: () => void = () => undefined,
  ): Promise<LocalKeeper> {
    const kept = await openKept(options.directory, options.key);
    const keptAlerts = await KeptAlerts.open(kept.directory?.path ?? null);
    const pending = await Pending.open(kept.directory?.deletions ?? null);
    return new LocalKeeper(options, kept, keptAlerts, pending, front, written);
  }

  private constructor(
    options: KeeperOptions,
    kept: Kept,
    keptAlerts: KeptAlerts,
    pending: Pending,
    front: Front,
    written: () => void,
  ) {
    const { store, directory, key, salt, nextSegment, putAside } = kept;
    const { report } = front;
    this.#kept = kept;
    this.#front = front;
    this.opened = {
      directory: directory === null ? null : { path: directory.path, spool: directory.spool },
      key,
      salt,
      nextSegment,
    };
    const privacy: Privacy = { contacts: options.anonymous, salt };
    this.#watchers = new Watchers(() => store.progress.change);
    this.#writer = new Writer(
      {
        store,
        repack: (accepted) => repack(accepted, privacy),
        replay: kept.replay,
        account: kept.account,
        written: () => {
          this.#watchers.notify();
          written();
        },
        report,
      },
      kept.backlog,
      kept.end,
    );
    if (putAside !== null) {
      const begun = (): void => {
        this.#deletion.followBirth();
        this.#writer.wake();
      };
      store.tables.healBy({ putAside, begun });
    }
    this.#retention = new Retention({
      store,
      spool: directory?.spool ?? null,
      limits: directory === null ? withinMemory(options.keep) : options.keep,
      isReplaying: () => this.#writer.isReplaying,
      expired: () => this.#watchers.notify(),
      report,
      ...(options.retireEvery === undefined ? {} : { every: options.retireEvery }),
    });
    this.#deletion = new Deletion({
      store,
      spool: directory?.spool ?? null,
      pending,
      writer: this.#writer,
      roll: front.roll,
      firstSegment: nextSegment,
      deleted: () => this.#watchers.notify(),
      report,
    });
    const underway = new Underway(options.underway);
    const reader = new Reader(
      store,
      () => this.#writer.isPressed || underway.areMany || isMemoryShort(options.mostMemory),
    );
    const { alerts, routes } = openAlerts({
      kept: keptAlerts,
      reader,
      settled: () => this.settled(),
      settings: () => kept.settings.settings,
      report,
      every: options.alertsEvery,
    });
    this.#alerts = alerts;
    this.routes = [
      metricsRoute(async () => {
        const [[rows = 0] = []] = await reader.rows('SELECT count(*) FROM transactions');
        const { refused } = await front.state();
        return printMetrics(this.#countersWith(refused), {
          rows: Number(rows),
          queuedBytes: this.queuedBytes,
        });
      }),
      ...contractRoutes(reader, kept.settings, this.#watchers, {
        version: options.version,
        standing: async () => {
          const { ingest, refused, problem } = await front.state();
          const { counters } = this.#writer;
          return {
            ingest: {
              ...ingest,
              directory: directory?.path ?? null,
              retention: {
                ...options.keep,
                expired: counters.total('expired'),
                // Not looked at closely: it is asked for every few seconds.
                used: await this.#retention.bytes(Infinity).catch(() => undefined),
              },
              anonymous: options.anonymous,
            },
            counters: this.#countersWith(refused),
            problems: await keptProblems(kept, keptAlerts, this.#writer, problem),
          };
        },
      }),
      deletionRoute(this.#deletion),
      ...routes,
    ];
  }

  #countersWith(refused: Parameters<typeof Counters.from>[0]): Counters {
    const all = this.#writer.counters;
    all.merge(Counters.from(refused));
    return all;
  }

  get isBehind(): boolean {
    return this.#writer.isBehind;
  }

  /** Bytes that wait to be written. */
  get queuedBytes(): number {
    return this.#writer.queuedBytes;
  }

  receive = (entries: readonly Entry[]): void => this.#writer.receive(entries);

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  async start(url: string): Promise<void> {
    this.#deletion.start();
    this.#writer.start();
    this.#retention.start();
    this.#alerts.start();
    // Without it a second start cannot say what runs; there may be no room for it.
    await this.#kept.directory?.writeRunning({ pid: process.pid, url }).catch(this.#front.report);
  }

  giveBack(): void {
    this.#freed.giveBack().catch(this.#front.report);
  }

  collect(): void {
    collectGarbage();
    this.giveBack();
  }

  endWatching(): void {
    this.#watchers.close();
  }

  async close(): Promise<void> {
    const { store, directory } = this.#kept;
    this.#watchers.close();
    await this.#retention.close();
    await this.#deletion.close();
    await this.#alerts.close();
    await this.#writer.close();
    await this.#freed.close();
    await closeStore(store, directory);
    await directory?.deleteRunning();
  }
}
