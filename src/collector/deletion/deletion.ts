import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../model/time.ts';
import { Refusal } from '../http/refusal.ts';
import { eraseProject } from '../spool/erase-project.ts';
import { deleteSegments } from '../spool/retire-segments.ts';
import { erase } from '../store/erase.ts';
import type { Store } from '../store/store.ts';
import type { Writer } from '../store/writer.ts';
import type { Asked, Pending } from './pending.ts';

/** How long whoever asked waits for what was received before to come into the tables, and to go from there. */
const PATIENCE: Milliseconds = 60_000;
const RETRY_MS: Milliseconds = 1_000;
/** How often the database is asked; what it refuses then must not keep everything that is sent from being written. */
const TRIES = 10;

/** What a deletion needs from outside. */
export interface DeletionOptions {
  readonly store: Store;
  readonly writer: Pick<Writer, 'hold' | 'reach' | 'release'>;
  /** Of the spool; null: there is none. */
  readonly spool: string | null;
  readonly pending: Pending;
  /** Lets the spool go on with a new segment, whose number it resolves with (`Spool.roll`). */
  readonly roll: () => Promise<number>;
  /** Number of the first segment that this process writes. */
  readonly firstSegment: number;
  /** Called when rows have gone. */
  readonly deleted: () => void;
  readonly report: (error: unknown) => void;
  /** How long to wait before the database is asked again; a second where it is left out. */
  readonly retry?: Milliseconds;
}

/**
 * Deletes the data of a project, or all: from the tables, and from the spool, of which they would otherwise be made anew.
 *
 * The spool begins a new segment, and writing stops in front of it until what the tables then hold has been deleted: what
 * comes while somebody asks either goes from both or stays in both. What is asked for is noted before anything is deleted,
 * so that a machine that stops meanwhile goes on with it, at the same place.
 */
export class Deletion {
  readonly #options: DeletionOptions;
  #running: Promise<unknown> = Promise.resolve();
  /**
   * What has gone from the tables, as they were after so many births, and may still be in the spool; the oldest first. What
   * could not be taken out there, such as on a disk that fails, stays here until the next start tries again.
   */
  readonly #gone = new Map<Asked, number>();
  #isClosed = false;
  #close: () => void = () => undefined;
  readonly #closed = new Promise<void>((resolve) => {
    this.#close = resolve;
  });

  constructor(options: DeletionOptions) {
    this.#options = options;
  }

  /** Goes on with what an earlier process did not end. To be called before anything is written. */
  start(): void {
    const { pending, firstSegment, store, writer, report } = this.#options;
    const { segment: reached } = store.progress.position;
    const all = pending.all
      .map((asked): Asked => ({ ...asked, segment: Math.min(asked.segment, firstSegment) }))
      .toSorted((a, b) => a.segment - b.segment);
    // Whose segment has been written is gone from the tables already.
    const isLeft = ({ segment }: Asked): boolean => reached < segment;
    const first = all.find(isLeft);
    if (first !== undefined) writer.hold(first.segment - 1);
    for (const [place, asked] of all.entries()) {
      void this.#queue(async () => {
        if (isLeft(asked)) await this.#fromTables(asked, all[place + 1]);
        await this.#fromSpool(asked, all[place + 1]);
      }).catch(report);
    }
  }

  /**
   * Deletes what was received so far; null: of all projects. Resolves with how many transactions went. Rejects with a
   * Refusal of status 503 where that takes too long; it is done all the same as soon as the database takes it.
   */
  async delete(project: string | null): Promise<number> {
    const { pending, writer, roll } = this.#options;
    const work = this.#queue(async () => {
      await this.#goAgain();
      writer.hold();
      let asked: Asked;
      try {
        asked = { project, segment: await roll() };
        await pending.add(asked);
      } catch (error) {
        this.#goOn();
        throw error;
      }
      const count = await this.#fromTables(asked);
      await this.#fromSpool(asked);
      return count;
    });
    // Whoever asked may have gone by the time that it fails.
    work.catch(() => undefined);
    const end = new AbortController();
    const late = sleep(PATIENCE, null, { signal: end.signal, ref: false }).then(
      () => {
        throw new Refusal(
          503,
          'What was received has not come into the database yet, and is not deleted.',
          'It is deleted as soon as that is done. Look at what the collector says of its database.',
        );
      },
      () => 0,
    );
    return Promise.race([work, late]).finally(() => end.abort());
  }

  /**
   * To be called when the tables begin anew, before anything is written to them: they are made of what the spool still
   * has. Writing stops where it did before, and what is being deleted goes from the tables once more.
   */
  followBirth(): void {
    if (this.#gone.size === 0) return;
    this.#goOn();
    // Whoever is at work does it before all else; there may be nobody.
    this.#queue(() => this.#goAgain()).catch(this.#options.report);
  }

  /** Ends after the one that is under way, or in front of what the database does not take. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#close();
    await this.#running;
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#running.then(work);
    this.#running = done.catch(() => undefined);
    return done;
  }

  /** Whether tables that were made anew have what had gone from those before them. */
  #isLost(asked: Asked): boolean {
    const births = this.#gone.get(asked);
    return births !== undefined && births !== this.#options.store.tables.births;
  }

  get #firstLost(): Asked | undefined {
    return [...this.#gone.keys()].find((asked) => this.#isLost(asked));
  }

  /** Deletes once more what tables that were made anew have got back. */
  async #goAgain(): Promise<void> {
    for (let lost = this.#firstLost; lost !== undefined; lost = this.#firstLost) await this.#fromTables(lost);
  }

  /** Lets writing go on, up to what has to go next. */
  #goOn(next?: Asked): void {
    const { writer } = this.#options;
    const first = this.#firstLost ?? next;
    if (first === undefined) writer.release();
    else writer.hold(first.segment - 1);
  }

  /**
   * Deletes what is of segments below, and tries again when the database refuses. Where the program ends before, writing has not gone
   * on: a start finds the tables as they are. `next`: what is to be deleted after it, in front of which writing stops again.
   */
  async #fromTables(asked: Asked, next?: Asked): Promise<number> {
    const { project, segment } = asked;
    const { store, writer, pending, deleted, report, retry = RETRY_MS } = this.#options;
    for (let tries = 1; ;) {
      const { births } = store.tables;
      const lost = this.#firstLost;
      if (lost !== undefined && lost !== asked && !this.#isClosed) {
        // It would be too late once writing has come to the place of this one. Where that fails, it is given up.
        await this.#fromTables(lost, asked).catch(report);
        continue;
      }
      await Promise.race([writer.reach(segment), this.#closed]);
      if (this.#isClosed) {
        throw new Refusal(503, 'The collector ends.', 'What is not deleted is deleted with the next start.');
      }
      if (births !== store.tables.births) continue;
      try {
        const count = await erase(store, project);
        this.#gone.set(asked, births);
        this.#goOn(next);
        // Only a checkpoint gives back what the rows took.
        await store.tables.checkpoint().catch(report);
        deleted();
        return count;
      } catch (error) {
        report(error);
        await store.tables.heal(error).catch(report);
        if (tries === TRIES) {
          const isBack = this.#gone.delete(asked);
          // What is still in the spool of something that had gone before goes from there with the next start.
          if (!isBack) await pending.done(asked).catch(report);
          this.#goOn(next);
          throw new Refusal(
            503,
            'The database deletes nothing.',
            isBack
              ? 'Ask again later: what had been deleted is there again, since the database was made anew.'
              : 'Ask again later: nothing has been deleted.',
          );
        }
        tries += 1;
        await Promise.race([sleep(retry, null, { ref: false }), this.#closed]);
      }
    }
  }

  async #fromSpool(asked: Asked, next?: Asked): Promise<void> {
    const { spool, pending, store } = this.#options;
    const { project, segment } = asked;
    if (!this.#gone.has(asked)) this.#gone.set(asked, store.tables.births);
    if (spool !== null) {
      if (project === null) await deleteSegments(spool, segment, Infinity);
      else await eraseProject(spool, segment, project);
    }
    // Made anew meanwhile, the tables have what was read of the spool before it was taken out there.
    while (this.#isLost(asked)) await this.#fromTables(asked, next);
    this.#gone.delete(asked);
    await pending.done(asked);
  }
}
