import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../model/time.ts';
import { Refusal } from '../http/refusal.ts';
import { eraseProject } from '../spool/erase-project.ts';
import { deleteSegments } from '../spool/retire-segments.ts';
import { isBefore } from '../spool/segments.ts';
import type { Position } from '../spool/segments.ts';
import { erase } from '../store/erase.ts';
import type { Store } from '../store/store.ts';
import type { Pending } from './pending.ts';

const LOOK_EVERY: Milliseconds = 50;
/** How long what was received before may take to come into the tables. */
const PATIENCE: Milliseconds = 60_000;

/** What a deletion needs from outside. */
export interface DeletionOptions {
  readonly store: Store;
  /** Of the spool; null: there is none. */
  readonly spool: string | null;
  readonly pending: Pending;
  /** Behind all that was received. */
  readonly received: () => Position;
  /** Whether what an earlier process received is still being written. */
  readonly isReplaying: () => boolean;
  /** Number of the first segment that this process writes. */
  readonly firstSegment: number;
  /** Called when rows have gone. */
  readonly deleted: () => void;
  readonly report: (error: unknown) => void;
}

/**
 * Deletes the data of a project, or all: from the tables, and from the spool, of which they would otherwise be made anew.
 * What is asked for is noted before anything is done, so that a machine that stops meanwhile goes on with it.
 */
export class Deletion {
  readonly #options: DeletionOptions;
  #running: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: DeletionOptions) {
    this.#options = options;
  }

  /** Goes on with what an earlier process did not end. */
  start(): void {
    const { pending, firstSegment, isReplaying, report } = this.#options;
    for (const project of pending.projects) {
      void this.#queue(async () => {
        await this.#until(() => !isReplaying());
        return this.#work(project, firstSegment);
      }).catch(report);
    }
  }

  /**
   * Deletes what was received so far; null: of all projects. The segment of the spool that is being written has to have
   * begun with this request (`Spool.roll`). Resolves with how many transactions went.
   */
  delete(project: string | null): Promise<number> {
    return this.#queue(async () => {
      const { store, pending, received } = this.#options;
      await pending.add(project);
      const place = received();
      await this.#until(() => !isBefore(store.progress.position, place));
      return this.#work(project, place.segment);
    });
  }

  /** Ends after the one that is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#running.then(work);
    this.#running = done.catch(() => undefined);
    return done;
  }

  /** `opened`: a segment below which none is written any more, and all is in the tables. */
  async #work(project: string | null, opened: number): Promise<number> {
    const { store, spool, pending, deleted } = this.#options;
    const count = await erase(store, { project, before: Date.now() });
    // Only a checkpoint gives back what the rows took.
    await store.tables.checkpoint();
    deleted();
    if (spool !== null) {
      if (project === null) await deleteSegments(spool, opened, Infinity);
      else await eraseProject(spool, opened, project);
    }
    await pending.done(project);
    return count;
  }

  /** Waits until what was received is in the tables. */
  async #until(isWritten: () => boolean): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (!isWritten()) {
      if (this.#isClosed || performance.now() > until) {
        throw new Refusal(
          503,
          'What was received has not come into the database yet, and is not deleted.',
          'It is deleted with the next start. Look at what the collector says of its database.',
        );
      }
      await sleep(LOOK_EVERY);
    }
  }
}
